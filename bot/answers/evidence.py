"""Evidence: sentences of the corpus, scored by how well each answers the question."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.answers.features import CHEAP, CLOSE, Cheap, Close, Gauge, is_question, score
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.models import BlockKind
from bot.search import Hit, Sentence
from bot.terms import term_set

_SAME_QUESTION = 0.8
"""The share of the question from which a sentence that asks is the same question."""
_LOOKED_AT = 40
"""How many sentences are looked at closely, for what they state; the others are too far below."""
_LOOKED_AT_BY_DATE = 160
"""How many where the newest or oldest are asked for: they may be worded worse than all others."""
MARGIN = 2.5
"""How far below the best score a sentence may still answer the same question."""
TO_READ = 5.0
"""How far below it may be worth reading where no value can be told: a value beside the point would be worse."""


_UNSEEN = Close(*[0.0] * len(Close._fields))


class Evidence(NamedTuple):
    """A sentence and how it bears on the question. `score` orders evidence; only differences mean anything."""

    hit: Hit
    number: int
    cheap: Cheap
    close: Close
    score: float

    @property
    def sentence(self) -> Sentence:
        return self.hit.sentences[self.number]

    @property
    def around(self) -> set[str]:
        """The terms of the sentence's block, of the heading above it and of the title."""
        block = {term for sentence in self.hit.sentences for term in sentence.terms}
        return block.union(term_set(self.hit.heading), term_set(self.hit.title))

    @property
    def support(self) -> float:
        """The share, 0 to 1, of the question's weight that the sentence bears out with its surroundings."""
        return self.cheap.support

    def is_near(self, best: "Evidence") -> bool:
        """Whether it answers about as well as the best."""
        return self.score >= best.score - MARGIN


def rank(question: Question, search: Search, hits: Sequence[Hit]) -> list[Evidence]:
    """The best sentences of those blocks, best first. Headings are context, never evidence."""
    gauge = Gauge(question, search, hits)
    blocks = (hit for hit in hits if hit.kind is not BlockKind.HEADING)
    found = (
        Evidence(hit, number, cheap, _UNSEEN, score(cheap, CHEAP))
        for hit in blocks
        for number, cheap in enumerate(gauge.cheap(hit))
        if not _repeats_question(hit.sentences[number], cheap)
    )
    most = _LOOKED_AT_BY_DATE if question.order else _LOOKED_AT
    likely = sorted(found, key=_order)[:most]
    return sorted(
        (_look_closely(evidence, gauge.close(evidence.hit, evidence.sentence)) for evidence in likely), key=_order
    )


def near_best(ranked: Sequence[Evidence], margin: float = MARGIN) -> list[Evidence]:
    """The evidence that scores at most that much less than the first."""
    return [evidence for evidence in ranked if evidence.score >= ranked[0].score - margin]


def _look_closely(evidence: Evidence, close: Close) -> Evidence:
    return evidence._replace(close=close, score=evidence.score + score(close, CLOSE))


def _repeats_question(sentence: Sentence, cheap: Cheap) -> bool:
    """Whether the sentence only asks what was asked."""
    return cheap.own > _SAME_QUESTION and is_question(sentence)


def _order(evidence: Evidence) -> tuple[float, str, int]:
    return -evidence.score, evidence.hit.article, evidence.sentence.start
