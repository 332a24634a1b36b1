"""Who said what stands in quotation marks."""

import pytest

from bot.facts.speakers import says, speaker


def speaks(*sentences: str) -> tuple[int, str] | None:
    """Who speaks in the last of these sentences, and in which one they are named."""
    found = speaker(sentences, len(sentences) - 1)
    return (found.sentence, sentences[found.sentence][slice(*found.span)]) if found else None


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("“We wait,” said Mayor Jane Roe.", "Mayor Jane Roe"),
        ("Jane Roe said on Monday: “We wait.”", "Jane Roe"),
        ("Tom Berg listened as Jane Roe said: “We wait.”", "Jane Roe"),
        ("“Jane Roe said no,” Tom Berg told reporters.", "Tom Berg"),
        ("“We wait,” a senior Norwegian official said.", "a senior Norwegian official"),
        ("According to Jane Roe, “nobody waits”.", "Jane Roe"),
        ("“We wait,” the Harbour League also said.", "Harbour League"),
        ('"We wait," Jane Roe wrote.', "Jane Roe"),
    ],
)
def test_the_sentence_names_its_speaker(sentence: str, who: str) -> None:
    assert speaks("Otto Quell was there.", sentence) == (1, who)


def test_a_pronoun_is_whoever_was_named_last() -> None:
    assert speaks("Otto Quell left.", "Jane Roe stayed.", "“We wait,” she said.") == (1, "Jane Roe")


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    assert speaks("Jane Roe spoke.", "“We wait.”", "“We always wait.”") == (0, "Jane Roe")


def test_a_surname_is_shown_where_it_stands_in_full() -> None:
    assert speaks("Tom Berg criticised Jane Roe.", "“He is late,” Roe said.") == (0, "Jane Roe")


@pytest.mark.parametrize("sentences", [("“We wait.”",), ("It rained.", "“We wait,” she said.")])
def test_where_nobody_is_named_nobody_speaks(sentences: tuple[str, ...]) -> None:
    assert speaks(*sentences) is None


def test_a_name_far_above_is_not_taken() -> None:
    assert speaks("Jane Roe left.", *["It rained."] * 5, "“We wait.”") is None


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
