"""Mends typing against the words of the corpus: what is typed and does not stand there may be misspelt."""

from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from spellchecker import SpellChecker

from bot.lexicon.folding import fold
from bot.search.documents import Hit
from bot.search.index import Index
from bot.terms import words_of

_SHORTEST = 4
_TWO_EDITS_FROM = 8
_BLOCKS_TO_READ = 30


class Correction(NamedTuple):
    """A word as typed and as the corpus spells it."""

    typed: str
    shown: str


class Vocabulary:
    """The words of the corpus, as the index knows them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def correct(self, word: str) -> Correction | None:
        """The nearest word of the corpus for a word that it does not hold; None where there is none near.

        A word that English has is never taken for another: "tanks" does not mean "talks".
        """
        folded = fold(word)
        if len(folded) < _SHORTEST or self._index.has_word(word) or _is_english(folded):
            return None
        distance = 2 if len(folded) >= _TWO_EDITS_FROM else 1
        near = self._near(folded, distance)
        best = min(near, key=lambda other: (DamerauLevenshtein.distance(folded, fold(other)), other), default=None)
        return Correction(word, best) if best else None

    def variants(self, word: str) -> tuple[str, ...]:
        """Other spellings of a name that stand in the corpus: "Zelensky" beside "Zelenskyy"."""
        folded = fold(word)
        if len(folded) < _SHORTEST + 2 or _is_english(folded):
            return ()
        return tuple(other for other in self._near(folded, 1) if fold(other) != folded and not _is_english(fold(other)))

    def _near(self, folded: str, distance: int) -> list[str]:
        """Words of the corpus that begin alike and are within that many edits."""
        near: dict[str, str] = {}
        for hit in self._index.blocks_with_word_like(folded, distance, _BLOCKS_TO_READ):
            for word in _words(hit):
                other = fold(word)
                if other[:1] == folded[:1] and DamerauLevenshtein.distance(folded, other) <= distance:
                    near.setdefault(other, word)
        return list(near.values())


def _words(hit: Hit) -> list[str]:
    return [s.text[word.start : word.end] for s in hit.sentences for word in words_of(s.text)]


def _is_english(folded: str) -> bool:
    return folded in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    """Loaded at the first word that the corpus does not hold: it takes a quarter of a second."""
    return SpellChecker(language="en")
