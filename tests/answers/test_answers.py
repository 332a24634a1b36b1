"""Questions asked of a small corpus: what is found, how it is grouped, and what is said where nothing is found."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from bot.errors import UnknownTopic
from bot.models import Answer, Finding, Kind, Role
from tests.answers.newsroom import ARTICLES, Newsroom

Open = Callable[..., Newsroom]


def sources(finding: Finding) -> set[str]:
    return {citation.article for citation in finding.citations}


def by_value(answer: Answer) -> dict[str | None, set[str]]:
    return {finding.value: sources(finding) for finding in answer.findings}


def roles(answer: Answer) -> dict[str | None, Role | None]:
    return {finding.value: finding.role for finding in answer.findings}


@pytest.mark.parametrize(
    "typed",
    [
        "How many towns are in the lighthouse fund?",
        "/fund size",
        "/ask how many towns are in the fund?",
        "<@U1> how many towns are in the <https://a.example|lighthouse fund>?",
    ],
)
def test_sources_that_differ_stand_side_by_side(newsroom: Newsroom, typed: str) -> None:
    answer = newsroom.ask(typed)
    assert answer.kind is Kind.COUNT
    assert by_value(answer) == {"22 towns": {"fund-grows", "fund-again"}, "25 towns": {"fund-doubts"}}
    assert answer.disagreement
    assert all(value in answer.headline for value in ("22 towns", "25 towns"))


def test_one_figure_is_no_disagreement(newsroom: Newsroom) -> None:
    answer = newsroom.ask("How many lamps did the fund order?")
    assert by_value(answer) == {"140 lamps": {"lamps"}}
    assert not answer.disagreement


@pytest.mark.parametrize("typed", ["How long did the whaling last?", "Where did the whaling take place?"])
def test_words_that_only_ask_are_not_said_to_be_missing(newsroom: Newsroom, typed: str) -> None:
    assert newsroom.ask(typed).headline == "No article here mentions “whaling”."


def test_a_price_is_a_sum_of_money(newsroom: Newsroom) -> None:
    assert by_value(newsroom.ask("How much is the yearly fee?")) == {"300 crowns": {"fund-grows"}}


@pytest.mark.parametrize(
    "typed",
    ["Who attended the talks in Vardal?", "/who attended Vardal", "/attended Vardal", "/fund who attended Vardal"],
)
def test_everybody_is_shown_with_their_part_in_the_meeting_asked_for(newsroom: Newsroom, typed: str) -> None:
    assert roles(newsroom.ask(typed)) == {
        "Ida Moen": Role.CHAIRED,
        "Minister Kari Lund": Role.ATTENDED,
        "Per Holt": Role.REMOTE,
        "Denmark": Role.NOT_INVITED,
    }


def test_another_meeting_of_the_same_article_has_its_own_people(newsroom: Newsroom) -> None:
    assert roles(newsroom.ask("/attended Sandnes")) == {"Lars Vik": Role.ATTENDED, "Eva Dahl": Role.ABSENT}


@pytest.mark.parametrize(
    ("typed", "who", "role"),
    [
        ("Who chaired the Vardal talks?", "Ida Moen", Role.CHAIRED),
        ("who joined the Vardal talks remotely?", "Per Holt", Role.REMOTE),
        ("Who was not invited to the talks?", "Denmark", Role.NOT_INVITED),
        ("who did not attend the meeting in Sandnes?", "Eva Dahl", Role.ABSENT),
    ],
)
def test_one_part_alone_may_be_asked_for(newsroom: Newsroom, typed: str, who: str, role: Role) -> None:
    assert roles(newsroom.ask(typed)) == {who: role}


@pytest.mark.parametrize(
    ("typed", "value", "source"),
    [
        ("Who leads the fund?", "Harald Strøm", "fund-grows"),
        ("who is Ida Moen?", "its treasurer", "fund-grows"),
        ("When was the fund founded?", "in 1987", "fund-grows"),
        ("Where was the fund founded?", "Vardal", "fund-grows"),
        ("who said “we will not wait for the ministry”?", "Harald Strøm", "lamps"),
    ],
)
def test_the_first_finding_gives_the_value_asked_for(newsroom: Newsroom, typed: str, value: str, source: str) -> None:
    first = newsroom.ask(typed).findings[0]
    assert (first.value, source in sources(first)) == (value, True)


def test_a_statement_is_quoted(newsroom: Newsroom) -> None:
    answer = newsroom.ask("What did Strom say about the ministry?")
    assert "We will not wait" in answer.findings[0].citations[0].quote


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("How many towns are in the lighthuose fund?", "lighthouse"),
        ("who atended the talks in Vardal?", "attended"),
        ("where is the glaswork?", "glassworks"),
    ],
)
def test_mended_typing_is_shown(newsroom: Newsroom, typed: str, shown: str) -> None:
    answer = newsroom.ask(typed)
    assert answer.status == "answered"
    assert shown in answer.headline


def test_a_mended_question_has_the_answer_of_the_right_one(newsroom: Newsroom) -> None:
    assert newsroom.ask("who atended Vardal").findings == newsroom.ask("who attended Vardal").findings


@pytest.mark.parametrize(
    "typed",
    [
        "What does Ronaldo think of the fund?",
        "Who attended the talks in Brisbane?",
        "How many towns are in Brisbane?",
        "/fund weather",
        "Did Ronaldo attend the talks in Vardal?",
    ],
)
def test_a_name_that_stands_nowhere_is_said_to_be_missing(newsroom: Newsroom, typed: str) -> None:
    answer = newsroom.ask(typed)
    assert answer.status == "not_found"
    assert any(name in answer.headline for name in ("Ronaldo", "Brisbane", "Jupiter"))


@pytest.mark.parametrize(
    "typed", ["what about Brontosaurus?", "", "What does Ronaldo think of Ida Moen?", "🙂", "/ask"]
)
def test_what_is_suggested_has_an_answer(newsroom: Newsroom, typed: str) -> None:
    suggestions = newsroom.ask(typed).suggestions
    assert 1 <= len(suggestions) <= 3
    assert {newsroom.ask(suggestion).status for suggestion in suggestions} == {"answered"}


def test_a_name_that_is_held_is_suggested_where_another_is_missing(newsroom: Newsroom) -> None:
    assert any("Moen" in suggestion for suggestion in newsroom.ask("Did Ronaldo meet Ida Moen?").suggestions)


@pytest.mark.parametrize("typed", ["/fund weather", "/fund"])
def test_a_topic_word_without_an_answer_is_not_suggested(newsroom: Newsroom, typed: str) -> None:
    assert "/fund weather" not in newsroom.ask(typed).suggestions


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\n",
        "the of and is",
        "🙂🙂",
        "<!channel>",
        "<@U1>",
        "?!…",
        "/ask",
        "/who",
        "\u0301",
        "\x00",
        "who?",
        "why",
    ],
)
def test_what_asks_nothing_gets_a_hint(newsroom: Newsroom, typed: str) -> None:
    answer = newsroom.ask(typed)
    assert (answer.status, answer.question) == ("not_found", typed)
    assert answer.suggestions


@pytest.mark.parametrize(
    "typed",
    [
        "ما هو الصندوق؟",
        "有多少个城镇？",
        "<https://evil.example|x> <!here> &lt;!channel&gt;",
        "fund " * 2000,
        "a" * 10_000,
        "“" * 500,
        "(((((((((((((((((((",
        "/ask /ask /ask",
        "how many how many how many how many",
        "\ud7ff\u200f\u202e fund",
    ],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(newsroom: Newsroom, typed: str) -> None:
    assert newsroom.ask(typed).question == typed


def test_an_unknown_topic_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownTopic):
        newsroom.ask("/nothing size")


def test_an_empty_corpus_answers_nothing_and_suggests_nothing(open_newsroom: Open) -> None:
    empty = open_newsroom({})
    for typed in ("/fund size", "who attended Vardal", "fund", ""):
        answer = empty.ask(typed)
        assert (answer.status, answer.suggestions) == ("not_found", ())


def test_a_changed_file_is_answered_from_its_new_version(open_newsroom: Open) -> None:
    newsroom = open_newsroom(ARTICLES)
    newsroom.write("fund-doubts.md", "# Doubts\n\nAccording to an auditor, 27 towns are in the lighthouse fund.\n")
    newsroom.refresh()
    assert by_value(newsroom.ask("/fund size")) == {
        "22 towns": {"fund-grows", "fund-again"},
        "27 towns": {"fund-doubts"},
    }


def test_a_withdrawn_article_is_never_cited(open_newsroom: Open) -> None:
    newsroom = open_newsroom(ARTICLES)
    for name in ("fund-doubts.md", "talks.md"):
        (newsroom.folder / name).unlink()
    newsroom.refresh()
    answer = newsroom.ask("/fund size")
    assert by_value(answer) == {"22 towns": {"fund-grows", "fund-again"}}
    assert not answer.disagreement
    assert newsroom.ask("/attended Sandnes").status == "not_found"
    assert newsroom.ask("Who is Kari Lund?").status == "not_found"


def test_a_file_that_comes_back_is_cited_again(open_newsroom: Open) -> None:
    newsroom = open_newsroom(ARTICLES)
    (newsroom.folder / "talks.md").unlink()
    newsroom.refresh()
    newsroom.write("talks.md", ARTICLES["talks.md"])
    newsroom.refresh()
    assert roles(newsroom.ask("/attended Sandnes")) == {"Lars Vik": Role.ATTENDED, "Eva Dahl": Role.ABSENT}


def test_no_more_than_ten_findings_are_shown(open_newsroom: Open) -> None:
    articles = {f"a{n}.md": f"# Count {n}\n\nNow {100 + n} boats lie in the harbour of Vardal.\n" for n in range(15)}
    answer = open_newsroom(articles).ask("How many boats lie in the harbour of Vardal?")
    assert len(answer.findings) == 10
    assert answer.disagreement


@pytest.mark.parametrize(
    "typed",
    ["How many lanterns hang in Vardal?", "Who attended the talks in Vardal?", "lanterns", "What did Ida Moen say?"],
)
def test_a_sentence_of_three_thousand_characters_is_quoted_in_part(open_newsroom: Open, typed: str) -> None:
    chain = "and the clerk wrote it down in a book that nobody reads, " * 26
    text = (
        f"The talks in Vardal, as the town recalls, {chain}were attended by Ida Moen, who said, {chain}"
        "that 77 lanterns hang in Vardal, which is a great many.\n"
    )
    answer = open_newsroom({"long.md": f"# Lanterns\n\n{text}"}).ask(typed)
    assert answer.status == "answered"
    assert max(len(c.quote) for finding in answer.findings for c in finding.citations) <= 400


def test_a_figure_deep_in_a_long_sentence_stands_in_its_quote(open_newsroom: Open) -> None:
    chain = "and the clerk wrote it down in a book that nobody reads, " * 50
    text = f"The keepers say, {chain}that 77 lanterns hang in Vardal."
    finding = open_newsroom({"long.md": f"# Lanterns\n\n{text}\n"}).ask("How many lanterns hang in Vardal?").findings[0]
    assert finding.value == "77 lanterns"
    assert "77 lanterns" in finding.citations[0].quote


def test_another_corpus_keeps_its_own_store(open_newsroom: Open) -> None:
    one, other = (
        open_newsroom(ARTICLES),
        open_newsroom({"one.md": "# A\n\nThere are 3 towns in the lighthouse fund.\n"}),
    )
    assert set(by_value(other.ask("/fund size"))) == {"3 towns"}
    assert set(by_value(one.ask("/fund size"))) == {"22 towns", "25 towns"}


def test_a_name_in_a_title_is_mentioned(open_newsroom: Open) -> None:
    newsroom = open_newsroom(
        {"talks.md": "---\ntitle: Talks at Lake Sylvi\n---\nIda Moen attended the talks with the ministry.\n"}
    )
    assert newsroom.ask("Who attended the talks at Lake Sylvi?").findings[0].value == "Ida Moen"
    assert newsroom.ask("Who attended the talks at Lake Borre?").status == "not_found"


def test_a_town_that_is_only_named_is_no_meeting_place(open_newsroom: Open) -> None:
    met = "Grid engineers from Chile met in Paris on Monday for talks on new cables."
    other = "Port masters from Peru have been in Oslo for talks. For London and Paris the trip was a signal."
    answer = open_newsroom({"001.txt": f"Engineers meet\n\n{met}", "002.txt": f"Masters talk\n\n{other}"}).ask(
        "/who attended Paris"
    )
    assert [finding.value for finding in answer.findings] == ["Grid engineers from Chile"]


def test_no_sentence_is_shown_twice(open_newsroom: Open) -> None:
    told = (
        "The bridge in Vardal was closed after the storm. It had been built by the railway. "
        "The railway paid for the bridge. The storm moved the bridge by a metre."
    )
    answer = open_newsroom({"bridge.md": f"---\ntitle: A bridge\n---\n{told}\n"}).ask("tell me about the bridge")
    cited = [citation for finding in answer.findings for citation in finding.citations]
    spans = sorted((citation.start, citation.end) for citation in cited)
    assert len(spans) > 1
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_the_day_of_a_report_is_not_the_day_of_what_it_tells(open_newsroom: Open) -> None:
    reported = "The Vardal ferry line starts from 2 February, the harbour office reported on Friday."
    newsroom = open_newsroom({"001.txt": f"Ferry line\n\n{reported}"})
    assert [f.value for f in newsroom.ask("When does the Vardal ferry line start?").findings] == ["2 February"]
    assert newsroom.ask("When did the harbour office report on the Vardal ferry line?").findings[0].value == "on Friday"


def test_a_figure_of_something_else_is_no_answer(open_newsroom: Open) -> None:
    told = "The strike at the Vardal works is in its third week. At Moss, 40 people were hired last year."
    newsroom = open_newsroom({"001.txt": f"Strike goes on\n\n{told}"}, topics="")
    assert "40 people" not in newsroom.ask("How many people joined the Vardal strike?").headline


def test_when_it_is_told_and_how_long_it_lasts_is_not_when_it_is(open_newsroom: Open) -> None:
    told = (
        "The tram depot in Vardal has been closed for three weeks, the city said on Friday. "
        "The depot opens on 4 May.\n\nThe city announced the repair of the bridge on Tuesday."
    )
    newsroom = open_newsroom({"depot.md": f"---\ntitle: Depot\npublished: 2025-04-18\n---\n{told}\n"})
    assert [finding.value for finding in newsroom.ask("when does the tram depot open?").findings] == ["4 May"]
    assert "on Friday" in newsroom.ask("when did the city say that the tram depot has been closed?").headline


def test_a_heading_that_asks_tells_what_is_counted_below_it(open_newsroom: Open) -> None:
    told = "---\ntitle: Fire in Vardal\n---\n\n## How many people died?\n\nNine people, says the mayor.\n"
    assert open_newsroom({"fire.md": told}, topics="").ask("How many people died?").findings[0].value == "Nine people"


def test_who_only_lives_where_something_was_is_not_who_did_it(open_newsroom: Open) -> None:
    told = "“We saw the first snow in March,” said Dr Ida Moen, who runs the school in Vardal."
    assert (
        open_newsroom({"school.txt": f"Snow\n\n{told}"}, topics="").ask("who won the ice match in Vardal?").status
        == "not_found"
    )
