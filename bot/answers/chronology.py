"""Findings by the date on which their articles were published; undated ones come last, told apart."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from bot.answers.figures import Told, finding_of
from bot.answers.orders import Order
from bot.facts.times import resolved, times
from bot.models import Citation, Finding, Period
from bot.texts.figures import are_same
from bot.texts.wordings import finding


def in_order(findings: Iterable[Finding], order: Order) -> tuple[Finding, ...]:
    """The findings newest or, in any other order, oldest first, and so each one's citations; undated ones last."""
    ordered = [f.model_copy(update={"citations": tuple(_in_order(f.citations, order))}) for f in findings]
    return tuple(sorted(ordered, key=lambda f: _rank(f.citations[0].published, order)))


def history(figures: Iterable[Told]) -> tuple[Finding, ...]:
    """One finding for each change of the figure, oldest first, its value in that day's words.

    What only repeats a figure of the last day that gave one is joined to it. Undated figures come last, one finding a
    value.
    """
    points: list[list[Told]] = []
    before: list[list[Told]] = []
    ordered = sorted(figures, key=lambda told: _rank(_day(told), Order.OLDEST))
    for day, of_day in groupby(ordered, key=_day):
        current: list[list[Told]] = []
        for told in of_day:
            point = _same([*current, *(before if day else [])], told)
            if point is None:
                point = []
                points.append(point)
            if not any(point is other for other in current):
                current.append(point)
            point.append(told)
        before = current
    return tuple(finding_of(point) for point in points)


def _same(points: Iterable[list[Told]], told: Told) -> list[Told] | None:
    return next((point for point in points if are_same(point[0].figure, told.figure)), None)


def _day(told: Told) -> date | None:
    return told.evidence.hit.published


def differ_on_a_day(findings: Iterable[Finding]) -> bool:
    """Whether two values are of one day, or two of no known day, so that no change over time explains them."""
    days = [f.citations[0].published for f in findings if f.value]
    return len(days) != len(set(days))


def apart(dated: Sequence[Finding], undated: Iterable[Finding]) -> tuple[Finding, ...]:
    """The dated findings, then the undated ones; an undated source of a dated value stands last under it."""
    found = {(f.value, f.role) if f.value else (number,): f for number, f in enumerate(dated)}
    for number, other in enumerate(undated, len(dated)):
        key = (other.value, other.role) if other.value else (number,)
        known = found.get(key)
        found[key] = finding(known.value, [*known.citations, *other.citations], known.role) if known else other
    return tuple(found.values())


def newest(findings: Iterable[Finding]) -> date | None:
    """The last day on which any of their articles was published; None where all are undated."""
    days = (citation.published for f in findings for citation in f.citations)
    return max((day for day in days if day), default=None)


def undated_articles(findings: Iterable[Finding]) -> int:
    """How many of their articles are undated."""
    return len({c.article for f in findings for c in f.citations if c.published is None})


def reckoned(found: Finding) -> Period | None:
    """The days that a finding's words for a time stand for, reckoned from its article's date; None where they are
    open, or say a year themselves."""
    for citation in found.citations:
        for time in (time for time in times(citation.quote) if found.value and time.said in found.value):
            if not resolved(time, None) and (days := resolved(time, citation.published)):
                return days
    return None


def _in_order(citations: Iterable[Citation], order: Order) -> list[Citation]:
    return sorted(citations, key=lambda citation: _rank(citation.published, order))


def _rank(published: date | None, order: Order) -> tuple[bool, int]:
    days = published.toordinal() if published else 0
    return published is None, -days if order is Order.NEWEST else days
