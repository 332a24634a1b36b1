"""Days and months as search terms, however they are written: "4 March" and the "Tuesday" that it was are one term.

"#2025-03-04" is a day and "#2025-03" its month; "#--03-04" and "#--03" are the same of any year or none.
"""

import re
from datetime import date
from functools import cache

from bot.facts.days import days_meant
from bot.facts.times import Time, TimeKind, resolved
from bot.lexicon.dates import calendar_words
from bot.models import Period
from bot.terms import term_of

_ANY_YEAR = date(2000, 7, 1)
"""In the middle of a leap year: each day without a year is nearest to it in that year."""
_YEAR, _NO_YEAR = "%Y-", "--"
_DAY = re.compile(r"-\d\d-\d\d$")
_UNSURE = 0.5
"""What a day counts that may be of another year."""


@cache
def calendar_terms() -> frozenset[str]:
    """The terms of months, weekdays and words for days, as words."""
    return frozenset(map(term_of, calendar_words()))


def is_day(term: str) -> bool:
    """Whether a search term stands for a day, not for a month or a word."""
    return term.startswith("#") and bool(_DAY.search(term))


def date_terms(time: Time, published: date | None) -> tuple[str, ...]:
    """The terms of the day or month that the time of an article stands for, the day's month among them; mostly none."""
    if days := resolved(time, published):
        return _terms(days, _YEAR, _NO_YEAR)
    if time.kind in (TimeKind.DAY, TimeKind.MONTH) and not published:
        return _terms(days_meant(time.said, _ANY_YEAR), _NO_YEAR)
    return ()


@cache
def terms_of_day(day: date) -> tuple[str, ...]:
    """The terms of a day that is known with its year."""
    return _terms(Period(day, day), _YEAR, _NO_YEAR)


def asked_terms(wording: str) -> dict[str, float]:
    """The terms that a question's date may be told by, and how much each counts; none where it is no day or month."""
    days = days_meant(wording, _ANY_YEAR)
    without_year = dict.fromkeys(_terms(days, _NO_YEAR)[:1], 1.0)
    if days_meant(wording, _ANY_YEAR.replace(year=1990)) != days:
        return without_year
    # An article may name a day of years ago without its year.
    return dict.fromkeys(_terms(days, _YEAR)[:1], 1.0) | dict.fromkeys(without_year, _UNSURE)


def _terms(days: Period | None, *years: str) -> tuple[str, ...]:
    since, until = days or (None, None)
    if not since or not until or (since.year, since.month) != (until.year, until.month):
        return ()
    month = tuple(since.strftime(f"#{year}%m") for year in years)
    return (*(since.strftime(f"#{year}%m-%d") for year in years), *month) if since == until else month
