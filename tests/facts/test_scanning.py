"""Long patterns are tried only where their words stand, and find all the same what they find when tried everywhere."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import attendance, counts, frames, meetings, no_counts, numbers, qualifiers, times, voices
from bot.facts.scanning import DIGIT, Scanner, one_of, places, words_in

ROOT = Path(__file__).parents[2]
TEXTS = [
    line.strip("-# ")
    for folder in ("seeds", "tests/quality", "tests/facts")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".md", ".jsonl", ".py"}
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip()
]
SCANNERS = {
    "credit": attendance._CREDIT,
    "hedge": counts._hedge(),
    "not one": counts._NOT_ONE,
    **{name: scanner for name, scanner in vars(frames).items() if isinstance(scanner, Scanner)},
    "meeting nouns": meetings.meeting_nouns(),
    "meeting verbs": meetings.meeting_verbs(),
    "barred": no_counts._BARRED,
    "number": numbers._number(),
    "by": qualifiers._by(),
    "moved": qualifiers._moved(),
    "time": times._TIMES,
    "described": voices._described(),
    "saying": voices._saying(),
    "according": voices._ACCORDING,
}


@pytest.mark.parametrize("name", SCANNERS)
def test_a_scanner_finds_what_its_pattern_finds(name: str) -> None:
    scanner = SCANNERS[name]
    for text in TEXTS:
        spans = [match.span() for match in scanner.pattern.finditer(text)]
        assert [match.span() for match in scanner.find_all(text)] == spans, text
        first = scanner.search(text)
        assert (first and first.span()) == (spans[0] if spans else None), text


def test_words_are_found_by_their_small_letters_and_numbers_by_one_sign() -> None:
    text = "İzmir paid €30 to 12 men, and MEN paid 3rd."
    assert {"men", "€", DIGIT} <= words_in(text).present
    assert places(text, "men") == [21, 30]
    assert places(text, DIGIT) == [12, 18, 39]
    assert places(text, "€") == [11]


@given(st.text("ab_1 ²’é.", max_size=30), st.sampled_from(["a", "ab", "a1", "é", "’", DIGIT]))
def test_a_word_is_found_where_it_stands_as_a_whole(text: str, word: str) -> None:
    tokens = [(match.start(), match.group()) for match in re.finditer(r"\w+|[^\w\s]", text)]
    whole = [start for start, token in tokens if (token[0] == "1" if word == DIGIT else token == word)]
    assert list(places(text, word)) == whole
    assert list(places(text, word, 5, 20)) == [start for start in whole if 5 <= start < 20]


def test_a_match_lies_between_the_given_places() -> None:
    scanner = Scanner(re.compile(r"\bred\b"), first=["red"])
    assert [match.start() for match in scanner.find_all("red red red", 1, 8)] == [4]
    assert scanner.search("red red red", 9) is None


def test_what_a_pattern_needs_may_stand_no_farther_than_it_reaches() -> None:
    scanner = Scanner(re.compile(r"\bfor\s\w+"), first=["for"], needs=["days"], reach=4)
    assert [match.group() for match in scanner.find_all("for rent, for days")] == ["for days"]


@given(st.lists(st.text("abs+ ", min_size=1, max_size=5), min_size=1), st.text("abs+ ", max_size=8))
def test_one_of_words_is_the_longest_that_fits(words: list[str], text: str) -> None:
    found = re.match(one_of(words), text)
    fits = [word for word in words if text.startswith(word)]
    assert (found.group() if found else "") == max(fits, key=len, default="")
