"""Mends typing against the words of the corpus: what is typed and does not stand there may be misspelt."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lexicon import word_class, word_list
from bot.lexicon.english import dictionary
from bot.lexicon.folding import fold
from bot.lexicon.geography import one_word_places
from bot.lexicon.slips import slip_cost
from bot.lexicon.sounding import sound
from bot.search.documents import Hit, spelt_words
from bot.search.index import Index
from bot.terms import term_of

_SHORTEST = 4
_TWO_EDITS_FROM = 8
LONGEST = 40
"""Characters: a longer word is no misspelt one."""
_SHORTEST_CLOSE = 5
_SHORTEST_LOOSE = 6
"""Letters of the keys by which names sound alike."""
_CLOSE_COST = 0.6
_LOOSE_COST = 1.0
_BLOCKS_TO_READ = 5
_WEIGHED = 30
"""How many of the nearest words are weighed, and how many of those looked up."""
_TRIED = 5
_MOST_COST = 1.6
"""What a slip in a word of usual length may cost; in a long one 1 more."""
_MOST_NAME_COST = 1.1
"""What an edit in a name may cost: real other names differ by odd ones."""
_SURE_COST = 0.8
_SELDOM = 50
"""A name in fewer blocks than this part of the square root of all is seldom."""
_EDIT_WEIGHT = 4.0
"""What an edit weighs against the logarithm of a word's frequency."""
_QUESTION_WORD_FREQUENCY = 20_000
_STEM = 5
_ENDINGS = ("s", "ly", "less", "like", "ness", "ism")
_BEGINNINGS = ("un", "re", "non", "anti", "pre", "over", "under", "mis", "out", "sub", "super", "inter")


class Correction(NamedTuple):
    """A word as typed and as the corpus spells it."""

    typed: str
    shown: str


class Vocabulary:
    """The words of the corpus, as the index knows them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._read: tuple[int, dict[str, dict[str, int]]] = (-1, {})

    def correct(self, word: str, *, is_name: bool = False) -> Correction | None:
        """The nearest word of the corpus for a word that it does not hold; None where there is none near.

        A word that English has is never taken for another: "tanks" does not mean "talks". A name is taken for a name
        alone.
        """
        folded = fold(word)
        if not _SHORTEST <= len(folded) <= LONGEST or self._index.has_word(word):
            return None
        is_word = is_english(folded)
        if is_word and not is_name:
            return None
        near = {} if is_word else self._near(folded)
        doubled = {} if is_word else _doubled(folded)
        # "Glassworks" stands there, so that is meant rather than "glasswork".
        costs = {o: cost for o, cost in doubled.items() if not any(word.startswith(o) for word in near)}
        costs |= near | self._heard_alike(folded)
        counts = {other: max(self._beginning(other[0]).get(other, 0), 1) for other in costs}
        likely = sorted(costs, key=lambda o: (_EDIT_WEIGHT * costs[o] - math.log(counts[o]), o))
        # "Ofer" is "offer", however much more often "over" is typed.
        for other in sorted(likely, key=lambda o: _undoubled(o) != _undoubled(folded))[:_TRIED]:
            shown = self._shown_anyhow(other)
            if shown.islower():
                if not is_name:
                    return Correction(word, shown)
            elif shown and self._may_be_slip(word, shown, costs[other], counts[other], is_name=is_name):
                return Correction(word, shown)
        return None

    def variants(self, word: str) -> tuple[str, ...]:
        """Other spellings of a name that stand in the corpus: "Zelensky" beside "Zelenskyy"."""
        folded = fold(word)
        key = sound(folded)
        if len(key.close) < _SHORTEST_CLOSE or is_english(folded):
            return ()
        hits = self._index.blocks_with_sound(key.loose, folded, _BLOCKS_TO_READ)
        alike = {w for w in _words(hits) if fold(w) != folded and sound(fold(w)).close == key.close}
        return tuple(sorted(w for w in alike if not is_english(fold(w))))

    def shown(self, folded: str) -> str:
        """A word of the corpus as it is mostly spelt there; "" where no block holds it."""
        hits = self._index.blocks_with_words([folded], _BLOCKS_TO_READ)
        forms = Counter(word.rstrip(".") for word in _words(hits) if fold(word) == folded)
        return max(sorted(forms), key=lambda form: forms[form] * (2 if form.islower() else 1), default="")

    def _near(self, folded: str) -> dict[str, float]:
        """The folded words that may be meant, and what it costs to take the one for each of them."""
        edits, most = (2, _MOST_COST + 1) if len(folded) >= _TWO_EDITS_FROM else (1, _MOST_COST)
        found = [one for words in self._about(folded) for one in _within(folded, words, edits)]
        nearest = sorted(found, key=lambda one: (one[0], -one[1]))[:_WEIGHED]
        costs = {other: slip_cost(folded, other) for _, _, other in nearest}
        return {other: cost for other, cost in costs.items() if cost <= most}

    def _heard_alike(self, folded: str) -> dict[str, float]:
        """The names that may be this one brought over from another language otherwise."""
        key = sound(folded)
        hits = self._index.blocks_with_sound(key.loose, folded, 2 * _BLOCKS_TO_READ)
        alike = {fold(word) for word in _words(hits) if word[0].isupper()}
        keys = {other: sound(other) for other in alike}
        loose = {
            other: _LOOSE_COST if len(k.loose) == _SHORTEST_LOOSE else _SURE_COST
            for other, k in keys.items()
            if k.loose == key.loose and len(k.loose) >= _SHORTEST_LOOSE
        }
        return loose | {
            o: _CLOSE_COST for o, k in keys.items() if k.close == key.close and len(k.close) >= _SHORTEST_CLOSE
        }

    def _may_be_slip(self, word: str, shown: str, cost: float, count: int, *, is_name: bool) -> bool:
        """Whether a word may be meant for a name. Real other names are as near to one that is seldom."""
        if is_name and word.isupper():
            return shown.isupper() and cost <= _SURE_COST
        is_seldom = count < math.sqrt(self._index.size()) / _SELDOM
        most = _MOST_NAME_COST * OSA.distance(fold(word), fold(shown))
        return cost <= _SURE_COST or (cost <= most and not is_seldom and fold(word) not in _given_names())

    def _shown_anyhow(self, folded: str) -> str:
        """As the corpus spells it. Words that only ask, and other names of its places, need not stand there."""
        if folded in question_words():
            return folded
        shown = self.shown(folded)
        if not shown and folded in dictionary() and self._index.holds(term_of(folded)):
            return folded  # in another form: "offered"
        if not shown and (place := one_word_places().get(folded)):
            return folded.title() if self._index.holds(place) else ""
        return shown

    def _about(self, folded: str) -> Iterator[dict[str, int]]:
        """The words that the folded one may be meant for: those with its first letter, or with its second."""
        for letter in dict.fromkeys(folded[:2]):
            yield self._beginning(letter)

    def _beginning(self, letter: str) -> dict[str, int]:
        """The words with that first letter and how often each stands; read once for each state of the index."""
        seq, read = self._read
        if seq != self._index.seq:
            seq, read = self._read = (self._index.seq, {})
        if letter not in read:
            read[letter] = _known_anyhow(letter) | dict(self._index.words_with(letter))
        return read[letter]


def _doubled(folded: str) -> dict[str, float]:
    """The English words that it is but for one letter, which they have twice, and what it costs to take it for each."""
    longer = {folded[:at] + folded[at - 1 :] for at in range(1, len(folded) + 1)}
    return {word: slip_cost(folded, word) for word in longer if word in dictionary()}


def _undoubled(folded: str) -> str:
    """The word with each doubled letter once."""
    return re.sub(r"(.)\1", r"\1", folded)


def _within(folded: str, words: dict[str, int], edits: int) -> list[tuple[int, int, str]]:
    """The words within so many edits, each with its number of edits and its frequency before it."""
    found = process.extract(folded, words.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [(int(distance), words[other], other) for other, distance, _ in found]


def _words(hits: Iterable[Hit]) -> list[str]:
    texts = (text for hit in hits for text in (hit.title, *(sentence.text for sentence in hit.sentences)))
    return [word for text in texts for word in spelt_words(text)]


def is_english(folded: str) -> bool:
    """Whether a folded word is one of English, or made of one with a usual beginning or ending."""
    return folded in dictionary() or any(
        len(rest) >= _STEM and rest in dictionary() and not (ending == "s" and rest[-1] == "s")
        for ending, rest in _without_affixes(folded)
    )


def _without_affixes(folded: str) -> Iterator[tuple[str, str]]:
    for ending in _ENDINGS:
        if folded.endswith(ending):
            yield ending, folded.removesuffix(ending)
    for beginning in _BEGINNINGS:
        if folded.startswith(beginning):
            yield beginning, folded.removeprefix(beginning)


@cache
def _known_anyhow(letter: str) -> dict[str, int]:
    """Words with that first letter that may be meant although no article holds them."""
    places = {name: 1 for name in one_word_places() if name.startswith(letter)}
    return places | {word: _QUESTION_WORD_FREQUENCY for word in question_words() if word.startswith(letter)}


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word_list("given_names"))


@cache
def question_words() -> frozenset[str]:
    """The words that questions are made with, whether or not an article holds them."""
    words = word_class("stop") | word_class("asking") | word_class("question_verbs")
    return frozenset(word for word in words if word.isalpha())
