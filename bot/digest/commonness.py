"""How common a term is in English: what a term says of an article that stands beside few others. Pure."""

import math
from collections import Counter
from functools import cache
from heapq import nlargest

from bot.lexicon.english import dictionary
from bot.terms import term_of

_WORDS = 40_000
"""The most frequent ones. A rarer word is as good as unheard of."""
_TEXT = 250
"""Words of the beginning of an article, about."""
_RAREST = 0.002
"""The share of texts that a term not among those words stands in: a name, mostly."""


def share(term: str) -> float:
    """The share of texts of an article's length, 0 to 1, in which a term is to be expected."""
    return _shares().get(term, _RAREST)


@cache
def _shares() -> dict[str, float]:
    """Of the dictionary's frequencies, which are counted in running text. Read once: it takes a third of a second."""
    frequency = dictionary().word_frequency
    counts: Counter[str] = Counter()
    for word in nlargest(_WORDS, frequency.dictionary, key=frequency.dictionary.__getitem__):
        counts[term_of(word)] += frequency.dictionary[word]
    return {term: max(_RAREST, -math.expm1(-_TEXT * count / frequency.total_words)) for term, count in counts.items()}
