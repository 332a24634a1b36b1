"""Long patterns, tried only where they may begin: a text is taken apart into words once, and looked up by them.

A pattern with hundreds of words to choose from costs much at every character at which it is tried. Here it says with
which words it may begin, and which of them it cannot do without, so that it is tried at few places of few sentences.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

DIGIT = "0"
"""Stands for every word that begins with a digit."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(r"\d(?<!\w\d)")


class Words(NamedTuple):
    """A text in small letters; the words, the signs and, as DIGIT, the numbers in it; and where the numbers begin."""

    lower: str
    present: Set[str]
    numbers: Sequence[int]


@lru_cache(maxsize=1024)
def words_in(text: str) -> Words:
    """The words of a text. Cached: every kind of fact looks at the same sentence."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(char.lower()[0] for char in text)
    present, numbers = set(_TOKEN.findall(lower)), [match.start() for match in _NUMBER.finditer(lower)]
    if numbers:
        present.add(DIGIT)
    return Words(lower, present, numbers)


def has_any(text: str, words: frozenset[str]) -> bool:
    """Whether one of the words stands in a text: asked before anything costlier is tried."""
    return not words.isdisjoint(words_in(text).present)


def places(text: str, word: str, at: int = 0, end: int | None = None) -> Sequence[int]:
    """Where a word (in small letters), a sign or, for DIGIT, a number begins between `at` and `end`, in order."""
    lower, _, numbers = words_in(text)
    until = len(lower) if end is None else end
    if word == DIGIT:
        return numbers[bisect_left(numbers, at) : bisect_left(numbers, until)]
    found = []
    is_word, length = word[0].isalnum(), len(word)
    start = lower.find(word, at, until + length - 1)
    while start >= 0:
        behind = start + length
        if not is_word or not (_goes_on(lower[start - 1 : start]) or _goes_on(lower[behind : behind + 1])):
            found.append(start)
        start = lower.find(word, behind, until + length - 1)
    return found


def _goes_on(char: str) -> bool:
    """Whether a character beside a word is part of it."""
    return char.isalnum() or char == "_"


def choices(*alternations: str) -> frozenset[str]:
    """The words to choose from in parts of a pattern: "in|since|by"."""
    return frozenset(word for alternation in alternations for word in alternation.split("|"))


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits; it looks at each letter once, not at each word."""
    return _branches(sorted(set(words), key=len, reverse=True))


def _branches(words: Sequence[str]) -> str:
    if len(words) == 1:
        return re.escape(words[0])
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[:1]].append(word[1:])
    branches = [re.escape(letter) + _branches(rest) if letter else "" for letter, rest in rests.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def first_word(phrase: str) -> str:
    """The word with which a phrase begins, as `words_in` has it."""
    word = _TOKEN.findall(phrase.lower())[0]
    return DIGIT if word[0].isdigit() else word


class Scanner:
    """A pattern that begins with one of the words `first` (by default, with any), at the beginning of a word.

    `needs`: words of which one stands in every match, up to `reach` characters behind its beginning; by default, those
    it begins with.
    """

    def __init__(
        self, pattern: re.Pattern[str], first: Iterable[str] = (), needs: Iterable[str] = (), reach: int = 200
    ) -> None:
        self.pattern = pattern
        self.first = frozenset(first)
        self.needs = frozenset(needs) or self.first
        self._reach = reach

    def find_all(self, text: str, at: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The matches between `at` and `end`, in order, without overlap."""
        if self.needs.isdisjoint(words_in(text).present):
            return []
        found: list[re.Match[str]] = []
        until = len(text) if end is None else end
        for start in self._starts(text, at, until):
            if start >= at and (match := self.pattern.match(text, start, until)):
                found.append(match)
                at = match.end()
        return found

    def search(self, text: str, at: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between `at` and `end`."""
        if self.needs.isdisjoint(words_in(text).present):
            return None
        until = len(text) if end is None else end
        tried = (self.pattern.match(text, start, until) for start in self._starts(text, at, until))
        return next((match for match in tried if match), None)

    def _starts(self, text: str, at: int, until: int) -> Sequence[int]:
        """Where the pattern may begin between `at` and `until`, in order."""
        needed = _places_of_any(text, self.needs, at, until)
        if self.needs is self.first or not needed:
            return needed
        since, until = max(at, needed[0] - self._reach), needed[-1] + 1
        if self.first:
            firsts = _places_of_any(text, self.first, since, until)
        else:
            firsts = [match.start() for match in _TOKEN.finditer(text, since, until)]
        found, number = [], 0
        for start in firsts:
            while needed[number] < start:
                number += 1
            if needed[number] - start <= self._reach:
                found.append(start)
        return found


def _places_of_any(text: str, words: frozenset[str], at: int, until: int) -> list[int]:
    """Where one of the words begins between `at` and `until`, in order."""
    return sorted(start for word in words & words_in(text).present for start in places(text, word, at, until))
