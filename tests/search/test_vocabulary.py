"""Typing is mended against the words of the corpus, and against nothing else."""

from collections.abc import Callable

import pytest

from bot.search import Index, Vocabulary

Save = Callable[..., None]


@pytest.fixture
def vocabulary(index: Index, save: Save) -> Vocabulary:
    save("a", "Admiral Zelmanskyy attended the conference in Larvik.|The ferries were inspected.")
    save("b", "Mr Zelmansky spoke of tariffs.|Glavaš talked about reinsurance in Lviv.")
    index.catch_up()
    return Vocabulary(index)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Larvk", "Larvik"),
        ("larvikk", "Larvik"),
        ("Lavrik", "Larvik"),
        ("Glavsa", "Glavaš"),
        ("atended", "attended"),
        ("Atended", "attended"),
        ("confrence", "conference"),
        ("conferrence", "conference"),
        ("tarifs", "tariffs"),
        ("inspekted", "inspected"),
        ("reinsurence", "reinsurance"),
    ],
)
def test_a_misspelt_word_becomes_the_corpus_own(vocabulary: Vocabulary, typed: str, shown: str) -> None:
    correction = vocabulary.correct(typed)
    assert correction
    assert (correction.typed, correction.shown) == (typed, shown)


@pytest.mark.parametrize("word", ["Glavas", "glavaš", "ATTENDED", "Larvik", "tariffs"])
def test_a_word_that_the_corpus_holds_is_right(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.correct(word) is None


@pytest.mark.parametrize("word", ["walked", "tariff", "inspector", "berries", "intended", "insurance", "spoken"])
def test_an_english_word_is_never_taken_for_another(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.correct(word) is None


@pytest.mark.parametrize("word", ["Lvi", "Lv", "Lvv", "tha", "", "🙂"])
def test_a_short_word_is_left_alone(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.correct(word) is None


@pytest.mark.parametrize("word", ["Karvik", "Larwikken", "Brontosaurus", "zzzzzz"])
def test_what_begins_otherwise_or_is_far_from_every_word_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.correct(word) is None


def test_a_name_has_its_other_spellings(vocabulary: Vocabulary) -> None:
    assert vocabulary.variants("Zelmansky") == ("Zelmanskyy",)
    assert vocabulary.variants("Zelmanskyy") == ("Zelmansky",)


@pytest.mark.parametrize("word", ["Larvik", "ferries", "conference", "Lviv", "Nobody"])
def test_other_words_have_none(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.variants(word) == ()
