"""When to say that the corpus does not hold an answer, and what it lacks."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot import wording
from bot.answers.evidence import Evidence
from bot.answers.posts import SURE
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.models import Kind

ENOUGH = 0.42
"""The confidence from which evidence is shown."""

_EVEN = 0.5
"""What counts as held where no type of answer is asked for."""


class Signs(NamedTuple):
    """What tells questions that the corpus answers from others, each 0 to 1.

    own, support, article: how much of the question's weight the best sentence, its surroundings and its article bear
    out. holds: whether it holds what type of answer is asked for. named: the share of the question's names that stand
    close by. unknown: the share of the question's weight in words that stand nowhere in the corpus.
    """

    own: float
    support: float
    article: float
    holds: float
    named: float
    unknown: float


# A logistic regression by tests/quality/fit_confidence.py, on questions that are not in this repository.
_WEIGHTS = Signs(own=1.75, support=1.64, article=4.61, holds=3.52, named=1.57, unknown=-1.73)
_INTERCEPT = -7.83


class Weighed(NamedTuple):
    """The best evidence, the probability, 0 to 1, that the corpus answers the question, and what that rests on."""

    evidence: Evidence
    confidence: float
    signs: Signs


def weigh(question: Question, search: Search, best: Evidence) -> Weighed:
    """How sure the best evidence makes that the corpus answers the question."""
    is_typed = question.wants is not Wants.ANYTHING or question.kind is Kind.STATEMENT
    signs = Signs(
        own=best.cheap.own,
        support=best.cheap.support,
        article=best.cheap.article,
        holds=best.close.holds if is_typed else _EVEN,
        named=best.close.named,
        unknown=sum(word.weight for word in search.words if not word.frequency) / search.total,
    )
    return Weighed(best, 1 / (1 + math.exp(-(sum(map(float.__mul__, signs, _WEIGHTS)) + _INTERCEPT))), signs)


def lacks(question: Question, search: Search, ranked: Sequence[Evidence]) -> str:
    """What the corpus lacks to answer, in words for people; "" where the best evidence is enough."""
    unknown = [word.typed for word in search.words if not word.frequency and not word.is_asking]
    is_told = bool(ranked) and ranked[0].close.fills >= SURE and not unknown
    if is_told or (ranked and weigh(question, search, ranked[0]).confidence >= ENOUGH):
        return ""
    return wording.no_mention(unknown) if unknown else wording.NOTHING_FOUND
