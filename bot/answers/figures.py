"""Answers to "how many": the figures of the best evidence, sources side by side, those that differ marked."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from bot.answers.asked_counts import answers, asks_of_anybody, counted_deed, none_told
from bot.answers.citations import cite_sentence
from bot.answers.evidence import Evidence
from bot.answers.figure_bearing import bearing
from bot.answers.figure_fit import is_by_other, is_of_deed, is_of_other
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.facts.counts import Count, counts
from bot.facts.mentions import mentions
from bot.lexicon import table
from bot.models import Finding
from bot.texts.counted import is_sum, things
from bot.texts.figures import (
    Figure,
    are_same,
    contrast_alike,
    differ,
    is_exact,
    share_fate,
    tells_fate,
)
from bot.texts.wordings import finding

_SUPPORTED = 0.45
"""The share of the best figure's support from which the words around another figure tell the same."""
_BEARS = 0.35
"""The share of the best figure's bearing from which a size is of the same thing."""
_HARDLY = 0.3
"""The same, where no figure clearly names what is asked about."""
_LEAST = 0.1
"""The bearing from which a size is of what is asked about at all."""
_NEAR = 0.5
"""The share of the best figure's bearing from which another is as near."""
_A_FEW = 10
_THE = re.compile(r"\b(?:the|these|those|its|their)\s$", re.IGNORECASE)
_CLEARLY = 0.6
"""The bearing from which a figure names what is asked about."""


class Told(NamedTuple):
    """A figure in its evidence. `bearing`: how far it is what is asked for, 0 to 1. `is_named`: whether the noun behind
    it tells what it numbers: "30 ferries", but not "30 people", "30 euros" or "30"."""

    figure: Figure
    evidence: Evidence
    bearing: float = 0.0
    is_named: bool = False

    @property
    def stated(self) -> Count:
        return self.figure.stated

    @property
    def place(self) -> tuple[str, int]:
        """Its sentence: the article, and where the sentence begins there."""
        return self.evidence.hit.article, self.evidence.sentence.start


def figures(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """One finding a value, the best first; empty where no evidence gives a figure of what is asked for."""
    groups = grouped(stated(question, search, ranked))
    if not groups:
        return _none_at_all(question, ranked)
    return tuple(
        finding_of(group).model_copy(
            update={"differs": any(differ(group[0].figure, other[0].figure) for other in groups)}
        )
        for group in groups
    )


def marked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of a question, found apart, each marked where the figure of another differs from its own."""
    told = [_shown(each) for each in findings]
    return tuple(
        each.model_copy(update={"differs": True})
        if one and any(other and differ(one, other) for other in told)
        else each
        for each, one in zip(findings, told, strict=True)
    )


def _shown(found: Finding) -> Figure | None:
    """The figure that is a finding's value."""
    quote = found.citations[0].quote
    stated = next((count for count in counts(quote) if quote[count.start : count.end] == found.value), None)
    return Figure(stated, quote, tuple(mentions(quote))) if stated else None


def _none_at_all(question: Question, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Who says that there are none: "nobody was killed"."""
    told = [(evidence, span) for evidence in ranked if (span := none_told(question, evidence.sentence))]
    citations = [cite_sentence(evidence.hit, evidence.sentence, span) for evidence, span in told]
    words = [evidence.sentence.text[slice(*span)] for evidence, span in told]
    return (finding(words[0], citations),) if told else ()


def stated(question: Question, search: Search, ranked: Sequence[Evidence]) -> list[Told]:
    """Every figure of what is asked for, in the order of their evidence."""
    asked = {(count.low, count.high) for count in counts(question.text)}
    found = [
        Told(
            _figure(count, evidence),
            evidence,
            bearing(count, evidence, question, search),
            bool(things(count)) and not count.measure and not asks_of_anybody(question),
        )
        for evidence in ranked
        if _is_on_subject(evidence, ranked[0])
        for count in evidence.sentence.facts.counts
        if answers(count, evidence.sentence, question, search) and (count.low, count.high) not in asked
    ]
    found = [told for told in found if not is_of_other(told.figure, told.evidence, question)]
    found = [told for told in found if not is_by_other(told.figure, question, search)] or found
    if "money" in question.measures:
        found = [told for told in found if is_of_deed(told.figure, question)] or found
    least = _LEAST if question.measures else 0.0
    if not any(told.bearing > least for told in found):  # nothing that the question asks about stands by any of them
        return []
    found = _of_deed(question, search, found)
    found = _levels_or_changes(question, found)
    found = [told for told in found if told.stated.high > 1] or found  # "not one country" counts nothing
    found = [told for told in found if not _points_at_some(told)] or found
    found = _in_currency(found)
    best = max((told.evidence for told in found), key=lambda evidence: evidence.score, default=ranked[0])
    return _nearest(_on_side(question, [told for told in found if _is_on_subject(told.evidence, best)]))


def grouped(found: Iterable[Told]) -> list[list[Told]]:
    """Figures that say the same of the same thing together, the best group first, its most exact figure first.

    A hedge joins the one exact number that it allows: "more than 30" stands under 33. Where it allows two, it stands
    alone: it vouches for neither, and under both it would count as two sources.
    """
    groups: list[list[Told]] = []
    hedges: list[list[Told]] = []
    for told in found:
        alike = groups if is_exact(told.stated) else hedges
        group = next((group for group in alike if are_same(group[0].figure, told.figure)), None)
        if group is None:
            alike.append([told])
        else:
            group.append(told)
    alone = [hedge for hedge in hedges if not _joined(hedge, groups)]
    return sorted([*groups, *alone], key=lambda group: -max(told.evidence.score for told in group))


def finding_of(group: Sequence[Told]) -> Finding:
    """The finding that figures of one value make, with the first one's words."""
    citations = (
        cite_sentence(told.evidence.hit, told.evidence.sentence, (told.stated.start, told.stated.end)) for told in group
    )
    return finding(group[0].figure.text, citations)


def _joined(hedge: list[Told], groups: Sequence[list[Told]]) -> bool:
    """Whether the hedge was put to the one group that it allows; the very number it names goes before others."""
    allowed = [group for group in groups if are_same(group[0].figure, hedge[0].figure)]
    named = [group for group in allowed if group[0].stated.low == hedge[0].stated.low]
    chosen = named if len(named) == 1 else allowed
    if len(chosen) == 1:
        chosen[0].extend(hedge)
    return len(chosen) == 1


def _is_on_subject(evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence is about what the best one is about, by its own words or by those around it."""
    return evidence.is_near(best) or evidence.support >= _SUPPORTED * best.support


def _figure(count: Count, evidence: Evidence) -> Figure:
    return Figure(count, evidence.sentence.text, evidence.sentence.facts.mentions)


def _in_currency(found: list[Told]) -> list[Told]:
    """The figures, sums without a currency in that of another of their article: "31 million euros or 44 million"."""
    units = {told.evidence.hit.article: told.stated.unit for told in found if told.stated.measure == "money"}
    return [
        told._replace(figure=told.figure._replace(stated=told.stated._replace(unit=unit, measure="money")))
        if is_sum(told.stated) and (unit := units.get(told.evidence.hit.article))
        else told
        for told in found
    ]


def _points_at_some(told: Told) -> bool:
    """Whether it points at a few that are known, and does not tell how many there are: "the two leading nations"."""
    count, text = told.stated, told.evidence.sentence.text
    return count.high <= _A_FEW and not text[count.start].isdigit() and bool(_THE.search(text, 0, count.start))


def _of_deed(question: Question, search: Search, found: list[Told]) -> list[Told]:
    """Those of which is told what the question asks about, where one of the nearest is among them; else all."""
    near = _NEAR * max(told.bearing for told in found)
    telling = [told for told in found if _tells_deed(told, question, search)]
    return telling if any(told.bearing >= near for told in telling) else found


def _tells_deed(told: Told, question: Question, search: Search) -> bool:
    """Whether the figure's sentence tells what befell those, or what they did, whose number is asked for; or else as
    much as may do without it, or takes it from the sentence before."""
    sentence = told.evidence.sentence
    if told.stated.meant or (told.bearing >= _CLEARLY and not tells_fate(question.text)):
        return True
    if tells_fate(question.text):
        return share_fate(question.text, sentence.text)
    deed = counted_deed(question, search)
    return deed is None or not deed.forms.keys().isdisjoint(sentence.terms)


def _levels_or_changes(question: Question, found: list[Told]) -> list[Told]:
    """Changes where the question asks how much something moved, else how much there is; all where only others are."""
    wanted = "change" if _change().search(question.text) else ""
    return [told for told in found if told.stated.aspect == wanted] or found


@cache
def _change() -> re.Pattern[str]:
    verbs = "|".join(word for word in table("figures")["changes"]["verbs"].split() if word not in ("up", "down"))
    return re.compile(rf"\bby how (?:much|many)\b|\b(?:{verbs}|rise|change)\b", re.IGNORECASE)


def _on_side(question: Question, found: list[Told]) -> list[Told]:
    """Of each sentence's figures those on the side that the question takes, if any is: "42 were against"."""
    on_side = [contrast_alike(question.text, told.figure.around) for told in found]
    sided = {told.place for told, is_on in zip(found, on_side, strict=True) if is_on}
    return [told for told, is_on in zip(found, on_side, strict=True) if is_on or told.place not in sided]


def _nearest(found: list[Told]) -> list[Told]:
    """Of each sentence's figures those that what is asked about stands nearest to; and where a figure clearly names it,
    only those that bear on it nearly as well: a sum, or "30 people", says which it is by its clause alone."""
    best_of: dict[tuple[str, int], float] = {}
    for told in found:
        best_of[told.place] = max(best_of.get(told.place, 0.0), told.bearing)
    best = max(best_of.values(), default=0.0)
    least = (_BEARS if best >= _CLEARLY else _HARDLY) * best
    return [told for told in found if told.bearing >= best_of[told.place] and (told.bearing >= least or told.is_named)]
