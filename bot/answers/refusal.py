"""When to say that the corpus does not hold an answer, and what it lacks."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot import wording
from bot.answers.evidence import Evidence
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.models import Kind

ENOUGH = 0.55
"""The confidence from which evidence is shown."""

# A logistic regression on questions with and without an answer: what tells the two apart, and what each weighs.
_OWN, _SUPPORT, _ARTICLE, _HOLDS, _NAMED, _UNKNOWN, _INTERCEPT = 1.4, 1.5, 1.8, 1.5, 1.0, -0.8, -3.85


_EVEN = 0.5
"""What counts as held where no type of answer is asked for."""


class Weighed(NamedTuple):
    """The best evidence, and the probability, 0 to 1, that it answers the question."""

    evidence: Evidence
    confidence: float


def confidence(question: Question, search: Search, best: Evidence) -> float:
    """The probability, 0 to 1, that the best evidence answers the question.

    From how much of the question's weight the sentence, its surroundings and its article bear out, whether it holds
    what type of answer is asked for, the share of the question's names that stand close by, and the share of the
    question's weight in words that stand nowhere in the corpus.
    """
    is_typed = question.wants is not Wants.ANYTHING or question.kind is Kind.STATEMENT
    holds = best.close.holds if is_typed else _EVEN
    unknown = sum(word.weight for word in search.words if not word.frequency) / search.total
    told = _OWN * best.cheap.own + _SUPPORT * best.cheap.support + _ARTICLE * best.cheap.article
    return 1 / (1 + math.exp(-(told + _HOLDS * holds + _NAMED * best.close.named + _UNKNOWN * unknown + _INTERCEPT)))


def lacks(question: Question, search: Search, ranked: Sequence[Evidence]) -> str:
    """What the corpus lacks to answer, in words for people; "" where the best evidence is enough."""
    if ranked and confidence(question, search, ranked[0]) >= ENOUGH:
        return ""
    unknown = [word.typed for word in search.words if not word.frequency and not word.is_asking]
    return wording.no_mention(unknown) if unknown else wording.NOTHING_FOUND
