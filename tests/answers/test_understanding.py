"""What a question asks for, by its wording alone."""

import pytest

from bot.answers.question import MOST_CHARACTERS, plain_text, understand
from bot.models import Kind, Role
from bot.terms import terms_of


@pytest.mark.parametrize(
    ("text", "kind", "wants"),
    [
        ("How many towns are in the fund?", Kind.COUNT, "number"),
        ("how much did the bridge cost?", Kind.COUNT, "number"),
        ("What is the size of the fleet?", Kind.COUNT, "number"),
        ("what share of voters stayed home?", Kind.COUNT, "number"),
        ("How old is the mayor?", Kind.COUNT, "number"),
        ("number of ferries", Kind.COUNT, "number"),
        ("Hello there! How many towns joined?", Kind.COUNT, "number"),
        ("Who attended the summit in Oslo?", Kind.ATTENDANCE, "person"),
        ("who attended Oslo", Kind.ATTENDANCE, "person"),
        ("Which countries took part in the talks?", Kind.ATTENDANCE, "country"),
        ("participants of the Oslo talks", Kind.ATTENDANCE, "person"),
        ("Who leads the fund?", Kind.PERSON, "person"),
        ("Who is the mayor of Larvik?", Kind.PERSON, "person"),
        ("whose idea was it?", Kind.PERSON, "person"),
        ("Who is Jane Roe?", Kind.DEFINITION, "anything"),
        ("who's Jane Roe?", Kind.DEFINITION, "anything"),
        ("What is the lighthouse fund?", Kind.DEFINITION, "anything"),
        ("define keeper", Kind.DEFINITION, "anything"),
        ("What does HL mean?", Kind.DEFINITION, "anything"),
        ("Where did they meet?", Kind.PLACE, "place"),
        ("Which city hosted the summit?", Kind.PLACE, "place"),
        ("When was the fund founded?", Kind.TIME, "time"),
        ("What year did it open?", Kind.TIME, "time"),
        ("What did Jane Roe say about fees?", Kind.STATEMENT, "anything"),
        ("What is Norway's position on fees?", Kind.STATEMENT, "anything"),
        ("Did Norway sign?", Kind.YES_NO, "anything"),
        ("Is the bridge open?", Kind.YES_NO, "anything"),
        ("Why did the ferry sink?", Kind.OPEN, "anything"),
        ("tell me about the ferry", Kind.OPEN, "anything"),
        ("ferry", Kind.OPEN, "anything"),
        ("", Kind.OPEN, "anything"),
    ],
)
def test_a_question_has_its_kind_and_the_type_of_its_answer(text: str, kind: Kind, wants: str) -> None:
    question = understand(text)
    assert (question.kind, question.wants) == (kind, wants)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Who attended the talks?", set()),
        ("Who chaired the talks?", {Role.CHAIRED}),
        ("who joined the talks by video link?", {Role.REMOTE}),
        ("Who was not invited?", {Role.NOT_INVITED}),
        ("who was invited to the talks?", {Role.INVITED, Role.NOT_INVITED}),
        ("Who did not attend the talks?", {Role.ABSENT, Role.NOT_INVITED}),
        ("who was absent from the talks?", {Role.ABSENT, Role.NOT_INVITED}),
    ],
)
def test_a_question_on_a_meeting_may_ask_for_one_part(text: str, roles: set[Role]) -> None:
    assert set(understand(text).roles) == roles


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("how much did the bridge cost?", "money"),
        ("How tall is the mast?", "length"),
        ("what share of voters stayed home?", "percent"),
        ("How long will it take?", "time"),
    ],
)
def test_how_much_asks_for_a_measure(text: str, measure: str) -> None:
    assert measure in understand(text).measures


def test_how_many_asks_for_what_is_counted() -> None:
    question = understand("How many towns are in the lighthouse fund?")
    assert list(question.focus) == terms_of("towns")
    assert set(question.subject) == set(terms_of("towns lighthouse fund"))


def test_what_stands_in_quotation_marks_is_a_phrase() -> None:
    assert understand('who said “we will not wait” and "never"?').phrases == ("we will not wait", "never")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<@U012AB3CD> who leads?", "who leads?"),
        ("see <https://a.example/x|the page> and <https://a.example>", "see the page and https://a.example"),
        ("<!channel> <!subteam^S1|@crew> hello", "@crew hello"),
        ("in <#C1|general> &amp; &lt;here&gt;", "in general & <here>"),
        ("  how\n\nmany \t towns ", "how many towns"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("", ""),
        ("@channel who leads?", "who leads?"),
        ("<@ <@ who <!x leads?", "<@ <@ who <!x leads?"),
    ],
)
def test_slack_markup_becomes_plain_text(typed: str, text: str) -> None:
    assert plain_text(typed) == text


def test_what_is_typed_beyond_a_questions_length_is_not_read() -> None:
    assert len(plain_text("why " * 5000)) <= MOST_CHARACTERS
