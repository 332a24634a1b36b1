"""Answers to "how many": the figures of the best evidence, one finding a value, sources side by side."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.evidence import Evidence, answers
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.answers.wordings import finding
from bot.facts.counts import Count, counts
from bot.models import Finding

_NEAR_BEST = 0.55
"""The share of the best figure's score from which another figure is about the same thing."""


_SUPPORTED = 0.55
"""The share of the best figure's support from which the words around another figure tell the same."""


class Figure(NamedTuple):
    """A count in its evidence."""

    stated: Count
    evidence: Evidence

    @property
    def text(self) -> str:
        return self.evidence.sentence.text[self.stated.start : self.stated.end]

    @property
    def key(self) -> tuple[float, float, str]:
        """Equal for figures that say the same number of the same measure."""
        return self.stated.low, self.stated.high, self.stated.measure


def figures(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """One finding a value, the best first; empty where no evidence gives a figure of what is asked for."""
    return tuple(finding_of(group) for group in _by_value(stated(question, search, ranked)))


def stated(question: Question, search: Search, ranked: Sequence[Evidence]) -> list[Figure]:
    """Every figure of what is asked for, in the order of their evidence."""
    found = [
        Figure(count, evidence)
        for evidence in ranked
        if _is_on_subject(evidence, ranked[0])
        for count in evidence.sentence.facts.counts
        if answers(count, evidence.sentence, question, search) and not _is_in_question(count, question)
    ]
    found = [figure for figure in found if figure.stated.high > 1] or found  # "not one country" counts nothing
    best = max((figure.evidence for figure in found), key=lambda evidence: evidence.score, default=ranked[0])
    return [figure for figure in found if _is_on_subject(figure.evidence, best)]


def _is_on_subject(evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence is about what the best one is about, by its own words or by those around it."""
    return evidence.score >= _NEAR_BEST * best.score or evidence.support >= _SUPPORTED * best.support


def _is_in_question(count: Count, question: Question) -> bool:
    return any((c.low, c.high) == (count.low, count.high) for c in counts(question.text))


def _by_value(found: Iterable[Figure]) -> list[list[Figure]]:
    groups: dict[tuple[float, float, str], list[Figure]] = {}
    for figure in found:
        groups.setdefault(figure.key, []).append(figure)
    return sorted(groups.values(), key=lambda group: -group[0].evidence.score)


def finding_of(group: Sequence[Figure]) -> Finding:
    """The finding that figures of one value make, with the first one's words."""
    citations = (
        cite_sentence(figure.evidence.hit, figure.evidence.sentence, (figure.stated.start, figure.stated.end))
        for figure in group
    )
    return finding(group[0].text, citations)
