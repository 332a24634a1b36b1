"""Long patterns, tried only where they may begin: a text is taken apart into words once, and looked up by them.

A pattern with hundreds of words to choose from costs much at every character at which it is tried. Here it says with
which words it may begin, and which of them it cannot do without, so that it is tried at few places of few sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

DIGIT = "0"
"""Stands for every word that begins with a digit."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=1024)
def word_starts(text: str) -> Mapping[str, Sequence[int]]:
    """Where each word of a text (in lower case), each number (as DIGIT) and each sign begins.

    Cached: every kind of fact looks at the same sentence.
    """
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(char.lower()[0] for char in text)
    found: defaultdict[str, list[int]] = defaultdict(list)
    end = 0
    for word in _TOKEN.findall(lower):
        start = lower.find(word, end)
        end = start + len(word)
        found[DIGIT if word[0].isdigit() else word].append(start)
    return dict(found)


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
    """The word with which a phrase begins, as `word_starts` has it."""
    return next(iter(word_starts(phrase)))


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

    def may_match(self, text: str) -> bool:
        """Whether the text has a word that the pattern cannot do without."""
        return not word_starts(text).keys().isdisjoint(self.needs)

    def find_all(self, text: str, at: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The matches between `at` and `end`, in order, without overlap."""
        found: list[re.Match[str]] = []
        if self.may_match(text):
            until = len(text) if end is None else end
            for start in self._starts(text):
                if start >= at and (match := self.pattern.match(text, start, until)):
                    found.append(match)
                    at = match.end()
        return found

    def search(self, text: str, at: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between `at` and `end`."""
        if not self.may_match(text):
            return None
        until = len(text) if end is None else end
        tried = (self.pattern.match(text, start, until) for start in self._starts(text) if start >= at)
        return next((match for match in tried if match), None)

    def _starts(self, text: str) -> list[int]:
        """Where the pattern may begin."""
        firsts = _places(text, self.first) if self.first else sorted(chain(*word_starts(text).values()))
        if self.needs is self.first:
            return firsts
        needed, at = _places(text, self.needs), 0
        found = []
        for start in firsts:
            while at < len(needed) and needed[at] < start:
                at += 1
            if at == len(needed):
                break
            if needed[at] - start <= self._reach:
                found.append(start)
        return found


def _places(text: str, words: frozenset[str]) -> list[int]:
    """Where one of the words begins, in order."""
    starts = word_starts(text)
    return sorted(start for word in starts.keys() & words for start in starts[word])
