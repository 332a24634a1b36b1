"""When to say that the corpus does not hold an answer, and what it lacks."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot import wording
from bot.answers.evidence import Evidence
from bot.answers.sought import Search

ENOUGH = 0.55
"""The confidence from which evidence is shown."""

# A logistic regression on question sets with and without an answer; see `confidence`.
_SUPPORT, _SCORE, _UNKNOWN, _INTERCEPT = 4.4, 4.4, -0.8, -4.8


class Weighed(NamedTuple):
    """The best evidence, and the probability, 0 to 1, that it answers the question."""

    evidence: Evidence
    confidence: float


def confidence(search: Search, best: Evidence) -> float:
    """The probability, 0 to 1, that the best evidence answers the question.

    From how much of the question's weight it bears out, from its score, and from the share of the question's weight
    in words that stand nowhere in the corpus.
    """
    unknown = sum(word.weight for word in search.words if not word.frequency) / search.total
    return 1 / (1 + math.exp(-(_SUPPORT * best.support + _SCORE * best.score + _UNKNOWN * unknown + _INTERCEPT)))


def lacks(search: Search, ranked: Sequence[Evidence]) -> str:
    """What the corpus lacks to answer, in words for people; "" where the best evidence is enough."""
    if ranked and confidence(search, ranked[0]) >= ENOUGH:
        return ""
    unknown = [word.typed for word in search.words if not word.frequency and not word.is_asking]
    return wording.no_mention(unknown) if unknown else wording.NOTHING_FOUND
