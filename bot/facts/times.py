"""Dates and times as a text states them, and the days that they stand for, seen from the day of the article.

Nothing is guessed: an article without a date resolves no weekday, and a time that may mean two days is not resolved.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.facts.days import days_meant
from bot.facts.scanning import DIGIT, Scanner, choices
from bot.facts.tenses import Tense, tense_at
from bot.lexicon.dates import DAY, DAYS_MONTH, MONTH, MONTH_WORDS, WEEKDAY, WEEKDAY_WORDS
from bot.models import Period, Span

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAYS = rf"{DAY}(?:(?:\s?[–-]\s?|\s(?:to|and|or)\s){DAY})?"
_DATE = rf"(?:{_DAYS}\s(?:of\s)?{DAYS_MONTH}|{DAYS_MONTH}\s{_DAYS}(?!\d))(?:,?\s{_YEAR})?"
_UNITS = (
    "seconds|second|minutes|minute|hours|hour|days|day|weeks|week|weekend|months|month|quarter|years|year|"
    "decades|decade|century|centuries"
)
_SEASONS = "spring|summer|autumn|winter"
_NUMERALS = "one|two|three|four|five|six|seven|eight|nine|ten|several"
_INS = "in|since|by|until|before|after|during|from"
_PARTS = "early|late|mid|last|next|this"
_TIMES_OF_DAY = "fall|night|morning|evening"
_NEAR_DAYS = "today|tomorrow|yesterday|tonight|overnight"
_CLOCKS = "midnight|noon"
_UNIT = rf"(?:{_UNITS})"
_SEASON = rf"(?:{_SEASONS})"
_SOME = rf"(?:\d+|a few|a couple of|{_NUMERALS}|an|a)"
_IN = rf"(?i:{_INS})"
_PART = rf"(?i:{_PARTS})"
_TIME = re.compile(
    rf"""
    (?P<day>(?:\b{_PART}[ -])?(?:{WEEKDAY},?\s)?\b{_DATE}
    | \b\d{{4}}-\d\d-\d\d\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.](?:1[5-9]|20)\d\d\b)
    | (?P<month>(?:\b{_IN}\s)?(?:\b{_PART}[ -])?\b{MONTH},?\s{_YEAR})
    | (?P<weekday>(?:\b(?:{_PART}|(?i:on|in|since|until|by))[ -])?\b{WEEKDAY}(?!,?\s{_DATE})
      (?:\s(?:morning|afternoon|evening|night))?\b)
    | (?P<period>\b(?i:between|from)\s{_YEAR}\s(?:and|to)\s{_YEAR}\b)
    | (?P<month_>\b(?i:in|since|by|until|early|late|mid|last|next|this|during|from)[ -]{MONTH}(?!\w))
    | (?P<year>\b(?:{_IN}|(?i:early|late|mid|for|of))[ -]{_YEAR}\b)
    | (?P<period_>\b(?:{_IN}|(?i:early|late|mid|for|of))[ -]{_YEAR}s\b)
    | (?P<clock>\b\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]m\b|[ap]\.m\.)(?!\w) | \b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:))
    | (?P<relative>
      \b(?i:last|next|this|the\sfollowing|the\sprevious)\s(?:{_UNIT}|{_SEASON}|{_TIMES_OF_DAY})\b)
    | (?P<period__>
      \b(?i:in)\sthe\s{_SEASON}\b | (?:\b{_IN}\s)?(?:\b{_PART}[ -])?\b(?i:{_SEASON})\s(?:of\s)?{_YEAR}\b)
    | (?P<relative_>\b(?i:{_SOME})\s{_UNIT}\s(?:ago|later|earlier|from\snow)\b)
    | (?P<period___>
      \b(?i:within|for|over|in|after)\s(?:the\s(?:next|last|past|coming)\s)?{_SOME}\s(?:or\s\w+\s)?{_UNIT}\b)
    | (?P<relative__>\b(?i:{_NEAR_DAYS})\b)
    | (?P<clock_>\b(?i:{_CLOCKS})\b)
    | (?P<period____>\b(?:(?i:early|late|mid|the|in|since)[ -])?(?:1[5-9]|20)\d0s\b)
    """,
    re.VERBOSE,
)
_CALENDAR = MONTH_WORDS | WEEKDAY_WORDS | choices(DIGIT, _SEASONS, _NEAR_DAYS, _CLOCKS)
_TIMES = Scanner(
    _TIME,
    first=_CALENDAR | choices("on|of|for|between|the|within|over|a|an", _INS, _PARTS, _NUMERALS),
    needs=_CALENDAR | choices(_UNITS, _TIMES_OF_DAY),
    reach=60,
)
_SIDE_BY_SIDE = re.compile(r",?\s(?:(?:at|on|of)\s)?(?:the\s|about\s|around\s)?")
_IN_FULL = re.compile(r"\d{4}")


class TimeKind(StrEnum):
    """What a time is stated as. PERIOD: a duration, a season, a decade or years; RELATIVE: seen from another day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    CLOCK = "clock"
    PERIOD = "period"
    RELATIVE = "relative"


class Time(NamedTuple):
    """A time in a text: `text[start:end] == said`. `tense`: of the verb that it goes with, where it shows one."""

    start: int
    end: int
    kind: TimeKind
    said: str
    tense: Tense | None


@lru_cache(maxsize=1024)
def times(text: str) -> tuple[Time, ...]:
    """The dates, times and durations in a text, in order.

    Cached: a sentence that tells of a meeting is looked at once for itself and once for the day of the meeting.
    """
    return tuple([_time(text, match) for match in _TIMES.find_all(text)])


def resolved(time: Time, published: date | None) -> Period | None:
    """The days that the time stands for in an article of that day; None where they cannot be told.

    A date in full needs no article's day. A weekday is the one before or after the article's day by the tense of its
    verb, that day included; a date without a year is the nearest to the article's day on the side of its tense.
    """
    if time.kind in (TimeKind.CLOCK, TimeKind.PERIOD) or not (published or _IN_FULL.search(time.said)):
        return None
    return days_meant(time.said, published or date.min, time.tense)


def whole(text: str, told: Sequence[Time]) -> list[Span]:
    """The spans of those times; one for an hour and its day that stand side by side: "4 a.m. on Thursday"."""
    spans: list[Span] = []
    for number, time in enumerate(told):
        before = told[number - 1] if number else time
        is_hour = (before.kind is TimeKind.CLOCK) != (time.kind is TimeKind.CLOCK)
        if spans and is_hour and _SIDE_BY_SIDE.fullmatch(text, spans[-1][1], time.start):
            spans[-1] = (spans[-1][0], time.end)
        else:
            spans.append((time.start, time.end))
    return spans


def _time(text: str, match: re.Match[str]) -> Time:
    start, end = match.span()
    kind = TimeKind((match.lastgroup or "").rstrip("_"))
    return Time(start, end, kind, match.group(), tense_at(text, start, end))
