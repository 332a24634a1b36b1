"""Days that a story's new articles set: of a meeting, of a deadline, of a verdict. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.digest.reported import Sentence, Weights
from bot.facts.tenses import Tense
from bot.facts.times import Time, resolved
from bot.models import Change, ChangeKind, Finding, Period
from bot.texts.wordings import finding

_LONGEST = 31
"""Days that a time may stand for and still be a date."""
_ALIKE = 0.5
"""From which likeness of their sentences two dates are of one thing."""


class Dated(NamedTuple):
    """A time in its sentence and the days that it stands for. `is_ahead`: they were still to come."""

    time: Time
    sentence: Sentence
    days: Period
    is_ahead: bool


def dates_in(sentences: Iterable[Sentence]) -> list[Dated]:
    """The times of those sentences of which the days are known."""
    found = []
    for sentence in sentences:
        published = sentence.article.published
        for time in sentence.facts.times:
            days = resolved(time, published)
            if days and days.since and days.until and (days.until - days.since).days < _LONGEST:
                is_ahead = days.since > published if published else time.tense is Tense.FUTURE
                found.append(Dated(time, sentence, days, is_ahead))
    return found


def new_dates(known: Sequence[Dated], new: Iterable[Dated], weights: Weights) -> list[Change]:
    """One change for each day ahead that no known article names, the soonest first; with the day that it was, where a
    known article names another for the same."""
    known_days = {dated.days for dated in known}
    by_days: dict[Period, list[Dated]] = {}
    for dated in new:
        if dated.is_ahead and not any(_says(days, dated.days) for days in known_days):
            by_days.setdefault(dated.days, []).append(dated)
    still_said = {dated.days for dated in new}
    lapsed = [dated for dated in known if dated.is_ahead and dated.days not in still_said]
    return [
        Change(kind=ChangeKind.DATE, before=_before(group, lapsed, weights), after=(_finding(group),))
        for _, group in sorted(by_days.items())
    ]


def _says(known: Period, days: Period) -> bool:
    """Whether a known time lies within those days, and so says no less."""
    return bool(known.since and known.until and days.since and days.until) and (
        days.since <= known.since and known.until <= days.until  # type: ignore[operator]
    )


def _before(group: Sequence[Dated], lapsed: Iterable[Dated], weights: Weights) -> tuple[Finding, ...]:
    """The days that were named for the same and that the new articles name no more."""
    terms = group[0].sentence.terms
    alike = [dated for dated in lapsed if weights.likeness(terms, dated.sentence.terms) >= _ALIKE]
    by_days: dict[Period, list[Dated]] = {}
    for dated in alike:
        by_days.setdefault(dated.days, []).append(dated)
    return tuple(map(_finding, by_days.values()))


def _finding(group: Sequence[Dated]) -> Finding:
    return finding(group[0].time.said, (dated.sentence.cite((dated.time.start, dated.time.end)) for dated in group))
