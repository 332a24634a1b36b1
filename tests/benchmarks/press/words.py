"""Words to write invented articles with: English by frequency, and names that nobody bears."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from spellchecker import SpellChecker

_CONTENT_WORDS = 50_000
_FLATTENED = 20
"""Zipf–Mandelbrot: the weight of the word of that rank is 1 / (rank + this). Flat at its top, as in news."""

# How often each stands among 1,000 words of English news, about.
_PER_MILLE = {
    "the": 57, "to": 27, "and": 24, "of": 23, "a": 22, "in": 20, "for": 10, "that": 10,
    "on": 8, "is": 8, "with": 6.5, "it": 6.4, "as": 5.6, "was": 5.5, "at": 5, "he": 5,
    "from": 4.6, "are": 4.3, "have": 4.2, "be": 4, "has": 4, "by": 3.8, "his": 3.5, "will": 3.4,
    "an": 3.4, "this": 3.3, "but": 3.3, "they": 3, "who": 3, "not": 2.9, "we": 2.8, "more": 2.7,
    "their": 2.6, "about": 2.5, "or": 2.4, "its": 2.3, "had": 2.2, "after": 2, "were": 2, "which": 1.8,
    "one": 1.8, "when": 1.7, "also": 1.6, "than": 1.6, "can": 1.5, "been": 1.5, "would": 1.5, "her": 1.4,
    "there": 1.3, "over": 1.2,
}  # fmt: skip


@cache
def data() -> dict[str, Any]:
    """Kinds of event, and what names and numbers are made of."""
    return tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))


class Words:
    """Draws words as often as English has them. The same `rng` gives the same words."""

    def __init__(self) -> None:
        counts = SpellChecker(language="en").word_frequency.dictionary
        usable = (word for word in counts if word.isalpha() and len(word) > 2 and word not in _PER_MILLE)
        self.content = sorted(usable, key=lambda word: (-counts[word], word))[:_CONTENT_WORDS]
        self._weights = list(accumulate(1 / (rank + _FLATTENED) for rank in range(1, len(self.content) + 1)))
        self._function = list(_PER_MILLE)
        self._function_weights = list(accumulate(_PER_MILLE.values()))

    def draw_content(self, rng: Random, number: int) -> list[str]:
        return rng.choices(self.content, cum_weights=self._weights, k=number)

    def draw_function(self, rng: Random, number: int) -> list[str]:
        return rng.choices(self._function, cum_weights=self._function_weights, k=number)


def recurring(rng: Random) -> int:
    """A rank, from 1: low ones again and again, and ever new high ones, as with the names in the news."""
    return int(10 * rng.paretovariate(0.6)) - 9


def surname(seed: int, rank: int) -> str:
    rng = Random(f"{seed} surname {rank}")
    return _syllables(rng, rng.choice((2, 2, 3))).capitalize()


def person(seed: int, rank: int) -> str:
    """A given name and a surname."""
    rng = Random(f"{seed} person {rank}")
    return f"{_pick(rng, 'given')} {surname(seed, rank)}"


def place(seed: int, rank: int) -> str:
    """A town."""
    rng = Random(f"{seed} place {rank}")
    return (_syllables(rng, rng.choice((1, 2))) + _pick(rng, "towns")).capitalize()


def organisation(seed: int, rank: int) -> str:
    rng = Random(f"{seed} organisation {rank}")
    own = _syllables(rng, 2).capitalize()
    return f"{own} {rng.choice(data()['bodies'])}"


def _syllables(rng: Random, number: int) -> str:
    pieces = (_pick(rng, "onsets") + _pick(rng, "vowels") for _ in range(number))
    return "".join(pieces) + _pick(rng, "codas")


def _pick(rng: Random, table: str) -> str:
    return rng.choice(_listed(table))


@cache
def _listed(table: str) -> Sequence[str]:
    words: str = data()[table]
    return words.split()
