"""The days that a wording stands for, seen from a given day: "2 September", "last week", "Thursday", "in March"."""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.facts.numbers import numbers
from bot.facts.tenses import Tense
from bot.lexicon.dates import DAY, DAYS_MONTH, MONTH, WEEKDAY, month_number, weekday_number
from bot.models import Period

_YEARS_AROUND = 8
"""How far the next 29 February may be."""
_LEADING = r"(?:(?:in|on|since|by|until|till|before|after|during|from|of|the)\s){0,2}"
_PART = r"(?:(?P<part>early|late|mid|last|next|this|the end of|the start of|the beginning of)[\s-])?"
_MONTH = rf"(?P<month>{MONTH}|{DAYS_MONTH})"
_YEAR = r"(?:,?\s(?:of\s)?(?P<year>\d{4}))"
_TO = r"(?:\s?[–-]\s?|\s(?:to|and|or)\s)"
_DAYS = rf"(?P<day>{DAY})(?:{_TO}(?P<last>{DAY}))?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?\s(?:the\s)?)?"
_Reader = Callable[[re.Match[str], date, Tense | None], Period | None]


def days_meant(wording: str, seen_from: date, tense: Tense | None = None) -> Period | None:
    """The days meant; None where the wording is none of days, or may mean several.

    `tense` says on which side of `seen_from` they lie, that day included on both; without, a date is the nearest.
    """
    text = re.sub(r"\s+", " ", wording).strip()
    for pattern, read in _READERS:
        if match := pattern.fullmatch(text):
            try:
                return read(match, seen_from, tense)
            except (ValueError, OverflowError):  # no such day: 31 February, or one beyond the calendar
                return None
    return None


def month_of(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _date(match: re.Match[str], seen_from: date, tense: Tense | None) -> Period | None:
    month, first = month_number(match["month"]), _number(match["day"])
    last = _number(match["last"]) if match["last"] else first
    if first > last:
        return None
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    years = [int(match["year"])] if match["year"] else _years_around(seen_from)
    found = [Period(date(y, month, first), date(y, month, last)) for y in years if last <= _length(y, month)]
    fitting = [p for p in found if weekday is None or (p.since and p.since.weekday() == weekday)]
    return fitting[0] if match["year"] and fitting else _nearest(fitting, seen_from, tense)


def _month(match: re.Match[str], seen_from: date, tense: Tense | None) -> Period | None:
    month = month_number(match["month"])
    if match["year"]:
        return month_of(int(match["year"]), month)
    found = [month_of(year, month) for year in _years_around(seen_from)]
    match (match["part"] or "").lower():
        case "this":
            return next(period for period in found if period.since and period.since.year == seen_from.year)
        case "last":
            return _nearest(found, seen_from.replace(day=1) - timedelta(days=1), Tense.PAST)
        case "next":
            last = date(seen_from.year, seen_from.month, _length(seen_from.year, seen_from.month))
            return _nearest(found, last + timedelta(days=1), Tense.FUTURE)
    return _nearest(found, seen_from, tense)


def _year(match: re.Match[str], *_: object) -> Period:
    year = int(match["year"])
    return Period(date(year, 1, 1), date(year, 12, 31))


def _iso(match: re.Match[str], *_: object) -> Period:
    return _day(date.fromisoformat(match.group().split(" ")[-1]))


def _in_digits(match: re.Match[str], *_: object) -> Period | None:
    """With dots the day comes first; with slashes it may be either where both can be a month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sign"] == "." or first > 12 or first == second:
        return _day(date(year, second, first))
    return _day(date(year, first, second)) if second > 12 else None


def _on_weekday(match: re.Match[str], seen_from: date, tense: Tense | None) -> Period | None:
    weekday = weekday_number(match["weekday"])
    if weekday is None or match["weekday"].lower().endswith("s"):
        return None
    back, ahead = (seen_from.weekday() - weekday) % 7, (weekday - seen_from.weekday()) % 7
    match (match["part"] or "").lower():
        case "last":
            return _day(seen_from - timedelta(days=back or 7))
        case "this":
            return _day(seen_from + timedelta(days=weekday - seen_from.weekday()))
        case "next":  # within the week, some mean this week's and some the one after
            following = seen_from + timedelta(days=ahead or 7)
            return _day(following) if following.isocalendar()[:2] != seen_from.isocalendar()[:2] else None
    if tense is None:
        return _day(seen_from) if back == 0 else None
    return _day(seen_from - timedelta(days=back) if tense is Tense.PAST else seen_from + timedelta(days=ahead))


def _near_day(match: re.Match[str], seen_from: date, _: Tense | None) -> Period:
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    return _day(seen_from + timedelta(days=steps.get(match["near"].lower(), 0)))


def _unit(match: re.Match[str], seen_from: date, tense: Tense | None) -> Period | None:
    step = {"last": -1, "this": 0, "next": 1}[match["part"].lower()]
    unit = match["unit"].lower()
    if unit == "weekend":
        return _weekend(seen_from, step, tense)
    return _shifted(unit, step, seen_from)


def _weekend(seen_from: date, step: int, tense: Tense | None) -> Period:
    """ "Last": the one before this week. "This": the week's own, but the one just past where a past is told of."""
    saturday = seen_from + timedelta(days=5 - seen_from.weekday() + 7 * step)
    if step == 0 and tense is Tense.PAST and saturday > seen_from:
        saturday -= timedelta(days=7)
    return Period(saturday, saturday + timedelta(days=1))


def _some_ago(match: re.Match[str], seen_from: date, _: Tense | None) -> Period | None:
    amount = match["amount"].lower()
    counted = 1 if amount in ("a", "an") else next((int(number.low) for number in numbers(amount)), 0)
    step = -counted if match["side"].lower() == "ago" else counted
    return _shifted(match["unit"].lower().removesuffix("s"), step, seen_from) if counted else None


def _lasting(match: re.Match[str], seen_from: date, _: Tense | None) -> Period | None:
    """ "The past three weeks": up to the day itself."""
    amount = match["amount"] or "one"
    counted = next((int(number.low) for number in numbers(amount)), 0)
    days = counted * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower().removesuffix("s")]
    return Period(seen_from - timedelta(days=days), seen_from) if counted else None


def _shifted(unit: str, step: int, seen_from: date) -> Period | None:
    """The day, week (from Monday), month, quarter or year that many before or after the one of that day."""
    match unit:
        case "day":
            return _day(seen_from + timedelta(days=step))
        case "week":
            monday = seen_from - timedelta(days=seen_from.weekday()) + timedelta(weeks=step)
            return Period(monday, monday + timedelta(days=6))
        case "month":
            months = seen_from.year * 12 + seen_from.month - 1 + step
            return month_of(months // 12, months % 12 + 1)
        case "quarter":
            quarters = seen_from.year * 4 + (seen_from.month - 1) // 3 + step
            first = quarters % 4 * 3 + 1
            return Period(date(quarters // 4, first, 1), month_of(quarters // 4, first + 2).until)
        case "year":
            return Period(date(seen_from.year + step, 1, 1), date(seen_from.year + step, 12, 31))
    return None


def _nearest(found: Iterable[Period], seen_from: date, tense: Tense | None) -> Period | None:
    def distance(period: Period) -> int:
        since, until = period.since or seen_from, period.until or seen_from
        return max((since - seen_from).days, (seen_from - until).days, 0)

    def fits(period: Period) -> bool:
        if tense is Tense.PAST:
            return period.since is not None and period.since <= seen_from
        return tense is None or (period.until is not None and period.until >= seen_from)

    return min(filter(fits, found), key=distance, default=None)


def _years_around(day: date) -> range:
    return range(max(1, day.year - _YEARS_AROUND), min(9999, day.year + _YEARS_AROUND) + 1)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _day(day: date) -> Period:
    return Period(day, day)


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(_LEADING + wording, re.IGNORECASE)


_SOME = r"(?P<amount>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_pattern(rf"{_PART}{_WEEKDAY}{_DAYS}\s(?:of\s)?{_MONTH}{_YEAR}?"), _date),
    (_pattern(rf"{_PART}{_WEEKDAY}{_MONTH}\s{_DAYS}{_YEAR}?"), _date),
    (_pattern(r"\d{4}-\d\d-\d\d"), _iso),
    (_pattern(r"(?P<first>\d{1,2})(?P<sign>[/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"), _in_digits),
    (_pattern(rf"{_PART}{_MONTH}{_YEAR}?"), _month),
    (_pattern(r"(?:(?:early|late|mid|the end of|the start of|the beginning of)[\s-])?(?P<year>\d{4})"), _year),
    (_pattern(rf"{_PART}(?:on\s)?(?P<weekday>{WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?"), _on_weekday),
    (
        _pattern(r"(?P<near>yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening)|now)"),
        _near_day,
    ),
    (_pattern(r"(?P<part>last|this|next) (?P<unit>week|weekend|month|quarter|year)"), _unit),
    (_pattern(rf"{_SOME} (?P<unit>days?|weeks?|months?|years?) (?P<side>ago|from now)"), _some_ago),
    (_pattern(rf"(?:last|past|previous) (?:{_SOME} )?(?P<unit>days?|weeks?|months?|years?)"), _lasting),
)
