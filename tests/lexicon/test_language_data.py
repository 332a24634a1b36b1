"""The tables of language knowledge load, repeat nothing, and keep to the shapes their heads promise."""

from collections import Counter
from importlib import resources

import pytest

from bot.lexicon import table, word_list
from bot.lexicon.folding import fold
from bot.lexicon.geography import places
from bot.terms import term_of

WORD_CLASSES = ("words", "event_words", "place_words")
# Names of people that news uses mainly for something else.
MAINLY_SOMETHING_ELSE = {"april", "may", "june", "israel", "houston", "hope", "chase", "jan", "christian"}


def _groups() -> list[list[str]]:
    return list(table("synonyms")["groups"])


def _given_names() -> list[str]:
    return resources.files("bot.lexicon").joinpath("given_names.txt").read_text(encoding="utf-8").splitlines()


def test_synonyms_are_single_searchable_words() -> None:
    words = [word for group in _groups() for word in group]
    assert [word for word in words if not (word.isascii() and word.isalpha() and word.islower())] == []
    assert [word for word in words if not term_of(word) or term_of(word).startswith("@")] == []


def test_a_group_is_small_and_every_word_of_it_adds_a_term() -> None:
    assert len(_groups()) >= 350
    assert [group for group in _groups() if not 2 <= len(group) <= 6] == []
    assert [group for group in _groups() if len({term_of(word) for word in group}) < len(group)] == []


def test_no_group_lies_within_another() -> None:
    groups = [frozenset(map(term_of, group)) for group in _groups()]
    assert [set(a) for at, a in enumerate(groups) for b in groups[:at] + groups[at + 1 :] if a <= b] == []


def test_a_term_stands_in_at_most_two_groups() -> None:
    count = Counter(term_of(word) for group in _groups() for word in group)
    assert {term: times for term, times in count.items() if times > 2} == {}


def test_given_names_are_sorted_unique_and_folded() -> None:
    names = _given_names()
    assert len(names) >= 3000
    assert names == sorted(set(names))
    assert [name for name in names if not (name == fold(name) and name.isascii() and name.isalpha())] == []


def test_given_names_are_no_places_and_no_ordinary_words() -> None:
    names = set(_given_names())
    assert {name for name in names if (name,) in places() or not term_of(name)} == set()
    assert names & MAINLY_SOMETHING_ELSE == set()


@pytest.mark.parametrize("name", WORD_CLASSES)
def test_word_classes_are_lower_case_and_unique(name: str) -> None:
    words = table("organisations")[name]
    assert len(words) >= 100
    assert words == sorted(set(words))
    assert [word for word in words if not (word.isascii() and word.isalpha() and word.islower())] == []


def test_no_given_name_tells_of_a_thing() -> None:
    classes = table("organisations")
    assert set(_given_names()) & {word for name in WORD_CLASSES for word in classes[name]} == set()


@pytest.mark.parametrize("name", ["surnames", "plain_words"])
def test_word_lists_are_sorted_unique_and_folded(name: str) -> None:
    words = word_list(name)
    assert len(words) >= 1000
    assert list(words) == sorted(set(words))
    assert [word for word in words if word != fold(word)] == []


def test_names_of_no_word_class_stand_once_in_their_list() -> None:
    lists = table("names") | table("gazetteer")
    assert {name for name, words in lists.items() if len(words) != len(set(words))} == set()


def test_a_town_is_no_region() -> None:
    assert set(table("gazetteer")["towns"]) & set(table("gazetteer")["regions"]) == set()
