"""Figures that are not what they were: new articles number a thing that known ones numbered otherwise. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.digest.reported import Sentence, Weights, told_terms
from bot.facts.counts import Count
from bot.models import Change, ChangeKind, Finding
from bot.texts.figures import Figure, agree, are_comparable, contrast_alike, differ, is_of_meeting, say_the_same
from bot.texts.wordings import finding

_ALIKE = 0.5
"""From which likeness of what is said around them two figures number one thing."""
_NEARLY = 0.8
"""The share of the best likeness from which another known figure is of the same thing as well."""


class Stated(NamedTuple):
    """A figure in its sentence. `terms`: what its clause says of what is numbered, but for the unit; `names`: those of
    the names there."""

    figure: Figure
    sentence: Sentence
    terms: frozenset[str]
    names: frozenset[str]
    around: str
    is_of_meeting: bool


def figures_in(sentences: Iterable[Sentence]) -> list[Stated]:
    """What those sentences number now: no ages, durations, former values, nor ordinary ones."""
    return [
        _stated(count, sentence)
        for sentence in sentences
        for count in sentence.facts.counts
        if _is_level(count, sentence)
    ]


def changed_figures(known: Iterable[Stated], new: Iterable[Stated], weights: Weights) -> list[Change]:
    """One change for each thing of which the new figures give another number."""
    by_sort: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for one in known:
        by_sort[_sort(one)].append(one)
    moved = [(one, before) for one in new if (before := _before(one, by_sort[_sort(one)], weights))]
    groups: list[tuple[list[Stated], list[Stated]]] = []
    for one, before in moved:
        group = next((g for g in groups if any(k is b for k in g[0] for b in before)), None)
        if group is None:
            groups.append((before, [one]))
        else:
            group[0].extend(b for b in before if not any(b is k for k in group[0]))
            group[1].append(one)
    return [Change(kind=ChangeKind.FIGURE, before=_findings(old), after=_findings(new)) for old, new in groups]


def _sort(one: Stated) -> tuple[str, ...]:
    """What two figures have in common that can be compared at all."""
    return one.figure.stated.measure, one.figure.stated.rate, one.figure.stated.aspect


def _stated(count: Count, sentence: Sentence) -> Stated:
    figure = Figure(count, sentence.text, sentence.facts.mentions)
    said = [sentence.text[start:end] for start, end in count.qualifiers]
    terms = frozenset[str]().union(*map(told_terms, said)) - set(count.unit)
    named = (
        sentence.text[mention.start : mention.end]
        for mention in sentence.facts.mentions
        if any(start <= mention.start < end for start, end in count.qualifiers)
    )
    names = frozenset[str]().union(*map(told_terms, named))
    return Stated(figure, sentence, terms, names, figure.around, is_of_meeting(figure))


def _is_level(count: Count, sentence: Sentence) -> bool:
    return (
        count.aspect in ("", "further")
        and count.measure not in ("age", "time")
        and (count.high > 1 or bool(count.measure))
        and not any(time.start < count.end and count.start < time.end for time in sentence.facts.times)
    )


def _before(one: Stated, known: Iterable[Stated], weights: Weights) -> list[Stated]:
    """The known figures of what a new one numbers; none where one of them says the same."""
    alike = [(likeness, other) for other in known if (likeness := _likeness(one, other, weights))]
    if any(agree(one.figure, other.figure) for _, other in alike):
        return []
    best = max((likeness for likeness, _ in alike), default=0.0)
    return [other for likeness, other in alike if likeness >= _NEARLY * best and differ(one.figure, other.figure)]


def _likeness(one: Stated, other: Stated, weights: Weights) -> float:
    """How far two figures number one thing, _ALIKE to 1; 0 where they hardly do."""
    if one.is_of_meeting is not other.is_of_meeting:  # countries at the talks are not those in the club
        return 0.0
    if one.names and other.names and one.names.isdisjoint(other.names):  # ferries of two harbours
        return 0.0
    likeness = weights.likeness(one.terms, other.terms)
    if likeness < _ALIKE and contrast_alike(one.around, other.around):
        likeness = _ALIKE
    return likeness if likeness >= _ALIKE and are_comparable(one.figure, other.figure) else 0.0


def _findings(group: Sequence[Stated]) -> tuple[Finding, ...]:
    """One finding a number."""
    values: list[list[Stated]] = []
    for one in group:
        same = next((value for value in values if say_the_same(value[0].figure, one.figure)), None)
        if same is None:
            values.append([one])
        else:
            same.append(one)
    return tuple(map(_finding, values))


def _finding(value: Sequence[Stated]) -> Finding:
    """In the words of the first that writes it in digits: those are read at a glance."""
    ordered = sorted(value, key=lambda one: not any(map(str.isdigit, one.figure.text)))
    cited = (one.sentence.cite((one.figure.stated.start, one.figure.stated.end)) for one in ordered)
    return finding(ordered[0].figure.text, cited)
