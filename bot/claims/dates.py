"""Days of a claim: who names the same for the same thing, and who names another."""

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from enum import Enum

from bot.answers.clauses import is_past
from bot.answers.meeting_terms import calendar_terms
from bot.answers.wanted import is_of_report
from bot.claims.evidence import Evidence
from bot.claims.passages import Passage
from bot.claims.verdicts import Told, apart_from, verdict
from bot.claims.words import clauses
from bot.facts.date_terms import date_terms
from bot.facts.record import SentenceFacts
from bot.facts.times import Time, TimeKind, resolved
from bot.models import ClaimCheck, ClaimKind, Period
from bot.terms import terms_of, words_of
from bot.texts.figures import contrasted

_STATES = 0.5
"""The bearing from which a sentence with the very same day tells it of the same thing."""
_OWN = 0.35
"""The share of the claim that the sentence itself has to hold for that."""
_DIFFERS = 0.65
"""The share that it has to hold to name another day of the same thing."""
_WHOLLY = 0.9
"""The share from which a sentence tells the claim itself: then its only day is of that, wherever it stands."""
_SEVERAL = 3
"""Telling words that it takes for that."""
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
        if _is_of_matter(time, claimed.text, claimed.facts):
            yield _check(time, evidence)


def _is_of_matter(time: Time, text: str, facts: SentenceFacts) -> bool:
    """Whether it is a day, month or year, and not that on which something was said."""
    return time.kind in _EXACT and not (facts.said and is_of_report(text[: time.start]))


def _check(time: Time, evidence: Evidence) -> ClaimCheck:
    claimed = evidence.claimed
    things = evidence.places(frozenset(terms_of(f"{claimed.text[: time.start]} {claimed.text[time.end :]}")))
    same: list[Told] = []
    others: list[Told] = []
    near: list[Told] = []
    for passage, other, beside in _times(time, things, evidence):
        bearing, is_known = evidence.bearing(passage, things), evidence.is_known(passage)
        if not is_known and (bearing < _STATES or not evidence.names_all(passage, things)):
            continue
        told = Told(other.said, _key(other, passage), passage.cite((other.start, other.end)), bearing)
        near.append(told)
        if contrasted(claimed.text, passage.sentence.text) and not is_known:
            continue
        if beside is _Beside.SAME and (is_known or evidence.own(passage, things) >= _OWN):
            same.append(told)
        elif beside is _Beside.OTHER and _is_of_it(evidence, passage, other, things):
            others.append(told)
    return verdict(ClaimKind.DATE, time.said, same, apart_from(same, others), near)


def _is_of_it(evidence: Evidence, passage: Passage, time: Time, things: Sequence[int]) -> bool:
    """Whether the time goes with what the claim tells: its words stand beside it, or it is the only one of a sentence
    that tells all of it; and no other word stands in the place of one."""
    meant, text = evidence.meant(passage, things), passage.sentence.text
    is_whole = len(things) >= _SEVERAL or _deeds(evidence.claimed.text) <= _deeds(text)
    is_only = meant >= _WHOLLY and is_whole and len(passage.sentence.facts.times) == 1
    is_beside = meant >= _DIFFERS and evidence.reaches(passage, (time.start, time.end))
    return (is_only or is_beside) and not evidence.replaces(passage)


def _deeds(text: str) -> set[str]:
    """The terms of the verbs that tell what happened: "collapsed", not "the collapse"."""
    return {word.term for word in words_of(text) if is_past(text[word.start : word.end])}


def _times(time: Time, things: Sequence[int], evidence: Evidence) -> Iterator[tuple[Passage, Time, _Beside]]:
    """The times of the sentences that were found at which what is claimed happened, beside that of the claim."""
    for passage in evidence.passages:
        if evidence.is_of_another(passage):
            continue
        sentence, day = passage.sentence, evidence.claimed.day
        dated = {
            other: _compare(time, day, other, passage.hit.published)
            for other in sentence.facts.times
            if _is_of_matter(other, sentence.text, sentence.facts)
        }
        sure = [other for other, beside in dated.items() if beside is not _Beside.UNSURE]
        best = evidence.best_told(passage, things, clauses(sentence.text, [(other.start, other.end) for other in sure]))
        for other, beside in dated.items():
            yield passage, other, beside if (other.start, other.end) in best else _Beside.UNSURE


def _compare(time: Time, day: date | None, other: Time, published: date | None) -> _Beside:
    """A time of a message of that day beside one of an article: by the days that they stand for; by day and month alone
    where the message says no year, for it may be of another one, and where the days of one are not known."""
    is_as_exact = _EXACT[time.kind] == _EXACT[other.kind]
    here, there = resolved(time, day), resolved(other, published)
    if time.kind is other.kind is TimeKind.WEEKDAY and not there:
        return _Beside.SAME if _weekdays(time) == _weekdays(other) else _Beside.OTHER
    asked, told = _without_year(time, day), _without_year(other, published)
    is_of_any_year = time.kind in (TimeKind.DAY, TimeKind.MONTH) and not _YEAR.search(time.said)
    if here and there and not is_of_any_year:
        if _holds(here, there):
            return _Beside.SAME
        return _Beside.UNSURE if _holds(there, here) or not is_as_exact else _Beside.OTHER
    if asked and asked[0] in told:
        return _Beside.SAME
    return _Beside.OTHER if asked and told and is_as_exact else _Beside.UNSURE


def _weekdays(time: Time) -> frozenset[str]:
    """The terms of the weekdays that a time names: "on Mondays" names Monday."""
    return calendar_terms().intersection(terms_of(time.said))


def _holds(days: Period, within: Period) -> bool:
    """Whether the second are some of the first."""
    since, until = days.since or date.min, days.until or date.max
    return since <= (within.since or date.min) and (within.until or date.max) <= until


def _without_year(time: Time, day: date | None) -> list[str]:
    """The terms of its day and month, whatever the year: the most exact one first."""
    return [term for term in date_terms(time, day) if term.startswith("#--")]


def _key(time: Time, passage: Passage) -> Hashable:
    return resolved(time, passage.hit.published) or time.said.lower()
