"""Who says what, quoted or reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.speakers import says
from bot.facts.statements import statements
from bot.facts.voices import SpeakerKind
from tests.facts.labelled import DATA

ARTICLES = (DATA / "statements.txt").read_text(encoding="utf-8").split("\n\n")


def speaks(*sentences: str) -> tuple[int, str] | None:
    """Who speaks in the last of these sentences, and in which one they are named."""
    last = len(sentences) - 1
    found = next((s for s in statements(sentences) if s.first <= last <= s.last), None)
    return (found.sentence, found.speaker) if found else None


@pytest.mark.parametrize("article", ARTICLES)
def test_each_sentence_has_its_speaker(article: str) -> None:
    pairs = [line.partition(" =>") for line in article.strip().splitlines() if not line.startswith("#")]
    found = {
        number: f"{said.kind.value[0]} {said.speaker}".strip()
        for said in statements([sentence for sentence, _, _ in pairs])
        for number in range(said.first, said.last + 1)
    }
    assert [found.get(n, "") for n in range(len(pairs))] == [who.strip() for _, _, who in pairs]


def test_a_pronoun_is_whoever_was_named_last() -> None:
    assert speaks("Otto Quell left.", "Jane Roe stayed.", "“We wait,” she said.") == (1, "Jane Roe")


def test_a_surname_is_shown_where_it_stands_in_full() -> None:
    assert speaks("Tom Berg criticised Jane Roe.", "“He is late,” Roe said.") == (0, "Jane Roe")


def test_a_surname_of_two_people_stays_as_it_is() -> None:
    assert speaks("Tom Roe met Jane Roe.", "“He is late,” Roe said.") == (1, "Roe")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It costs $8, according to the minister, Jane Roe.", "Jane Roe"),
        ("“It costs $8,” said Larvik’s harbour master, Jane Roe.", "Jane Roe"),
        ("“It costs $8,” said Larvik's mayor, Jane Roe, on Monday.", "Jane Roe"),
        ("It costs $8, according to police, Jane Roe, a nurse, paid it.", "police"),
        ("The institute reckons that it costs $8.", "The institute"),
        ("“It costs $8,” the night watchman, Jane Roe, told the board.", "Jane Roe"),
    ],
)
def test_an_aside_names_who_speaks(text: str, speaker: str) -> None:
    assert speaks(text) == (0, speaker)


def test_before_a_colon_only_whoever_speaks_is_the_speaker() -> None:
    assert speaks("Jane Roe was hopeful: “We will win this.”") == (0, "Jane Roe")
    (said,) = statements(["A senior official of the port was hopeful: “We will win this.”"])
    assert (said.kind, said.speaker) == (SpeakerKind.DESCRIBED, "A senior official of the port")


def test_a_name_far_above_is_not_taken() -> None:
    assert speaks("Jane Roe left.", *["It rained."] * 5, "“We always wait,” she said.") == (-1, "")


def test_a_word_in_quotation_marks_is_no_statement() -> None:
    assert speaks("The plate shows the word “Oslo” in red.") is None


@given(st.lists(st.text(alphabet="“”\"' Roesaid,.:he", max_size=40), max_size=6))
def test_speakers_of_any_text_stand_in_it(sentences: list[str]) -> None:
    for said in statements(sentences):
        assert 0 <= said.first <= said.last < len(sentences)
        assert said.speaker == (sentences[said.sentence][said.start : said.end] if said.sentence >= 0 else "")


@pytest.mark.parametrize(
    ("text", "phrase", "there"),
    [
        ("He said: “We will not, ever, wait.”", "we will not ever wait", True),
        ("He said: “We wait.”", "wait we", False),
        ("They keep waiting.", "wait", False),
        ("WE WAIT!", "we  wait", True),
        ("", "wait", False),
    ],
)
def test_a_phrase_stands_in_a_text_word_by_word(text: str, phrase: str, there: bool) -> None:
    assert says(text, phrase) is there
