"""Days of a claim: who names the same for the same thing, and who names another."""

import re
from collections.abc import Hashable, Iterator
from datetime import date
from enum import Enum

from bot.answers.wanted import is_of_report
from bot.claims.evidence import Evidence, Passage
from bot.claims.verdicts import Told, apart_from, verdict
from bot.facts.date_terms import date_terms
from bot.facts.times import Time, TimeKind, resolved
from bot.models import ClaimCheck, ClaimKind, Period
from bot.terms import terms_of
from bot.texts.figures import contrasted

_STATES = 0.5
"""The bearing from which a sentence with the very same day tells it of the same thing."""
_OWN = 0.35
"""The share of the claim that the sentence itself has to hold for that."""
_DIFFERS = 0.7
"""The share that it has to hold to name another day of the same thing."""
_EXACT = {
    TimeKind.DAY: 1,
    TimeKind.WEEKDAY: 1,
    TimeKind.RELATIVE: 1,
    TimeKind.MONTH: 2,
    TimeKind.YEAR: 3,
}
"""How exact each kind of time is; the others name no day."""
_YEAR = re.compile(r"\d{4}")


class _Beside(Enum):
    """What a time of an article is beside that of a claim. UNSURE: it may be the same, and may not."""

    SAME = 1
    OTHER = 2
    UNSURE = 3


def date_checks(evidence: Evidence) -> Iterator[ClaimCheck]:
    """One check a day, month or year of the claimed sentence; none of a day on which something was said."""
    claimed = evidence.claimed
    for time in claimed.facts.times:
        if time.kind in _EXACT and not is_of_report(claimed.text[: time.start]):
            yield _check(time, evidence)


def _check(time: Time, evidence: Evidence) -> ClaimCheck:
    claimed = evidence.claimed
    things = evidence.places(frozenset(terms_of(f"{claimed.text[: time.start]} {claimed.text[time.end :]}")))
    same: list[Told] = []
    others: list[Told] = []
    near: list[Told] = []
    for passage, other in _times(evidence):
        bearing = evidence.bearing(passage, things)
        if bearing < _STATES or not evidence.names_all(passage, things):
            continue
        told = Told(other.said, _key(other, passage), passage.cite((other.start, other.end)), bearing)
        near.append(told)
        own, beside = evidence.own(passage, things), _compare(time, claimed.day, other, passage.hit.published)
        if contrasted(claimed.text, passage.sentence.text):
            continue
        if beside is _Beside.SAME and own >= _OWN:
            same.append(told)
        elif beside is _Beside.OTHER and own >= _DIFFERS and _is_of_it(evidence, passage, other):
            others.append(told)
    return verdict(ClaimKind.DATE, time.said, same, apart_from(same, others), near)


def _is_of_it(evidence: Evidence, passage: Passage, time: Time) -> bool:
    """Whether the time goes with what the claim tells: its words stand beside it, and no other in the place of one."""
    return evidence.reaches(passage, (time.start, time.end)) and not evidence.replaces(passage)


def _times(evidence: Evidence) -> Iterator[tuple[Passage, Time]]:
    """The times of the sentences that were found at which something happened."""
    for passage in evidence.passages:
        for time in passage.sentence.facts.times:
            if time.kind in _EXACT and not is_of_report(passage.sentence.text[: time.start]):
                yield passage, time


def _compare(time: Time, day: date | None, other: Time, published: date | None) -> _Beside:
    """A time of a message of that day beside one of an article: by the days that they stand for; by day and month alone
    where the message says no year, for it may be of another one, and where the days of one are not known."""
    is_as_exact = _EXACT[time.kind] == _EXACT[other.kind]
    here, there = resolved(time, day), resolved(other, published)
    asked, told = _without_year(time, day), _without_year(other, published)
    is_of_any_year = time.kind in (TimeKind.DAY, TimeKind.MONTH) and not _YEAR.search(time.said)
    if here and there and not is_of_any_year:
        if _holds(here, there):
            return _Beside.SAME
        return _Beside.UNSURE if _holds(there, here) or not is_as_exact else _Beside.OTHER
    if asked and asked[0] in told:
        return _Beside.SAME
    return _Beside.OTHER if asked and told and is_as_exact else _Beside.UNSURE


def _holds(days: Period, within: Period) -> bool:
    """Whether the second are some of the first."""
    since, until = days.since or date.min, days.until or date.max
    return since <= (within.since or date.min) and (within.until or date.max) <= until


def _without_year(time: Time, day: date | None) -> list[str]:
    """The terms of its day and month, whatever the year: the most exact one first."""
    return [term for term in date_terms(time, day) if term.startswith("#--")]


def _key(time: Time, passage: Passage) -> Hashable:
    return resolved(time, passage.hit.published) or time.said.lower()
