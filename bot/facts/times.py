"""Dates and times as a text states them; none is resolved or completed."""

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
# Beside a day, an abbreviation needs no dot: "Sept 11", but not "by Jan".
_DAYS_MONTH = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
_WEEKDAY = r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:\s?[–-]\s?|\s(?:to|and|or)\s){_DAY})?"
_DATE = rf"(?:{_DAYS}\s(?:of\s)?{_DAYS_MONTH}|{_DAYS_MONTH}\s{_DAYS}(?!\d))(?:,?\s{_YEAR})?"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|quarter|years?|decades?|century|centuries)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_SOME = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an|a few|several|a couple of)"
_IN = r"(?i:in|since|by|until|before|after|during|from)"
_PART = r"(?i:early|late|mid|last|next|this)"
_TIME = re.compile(
    rf"""
    (?:{_PART}[ -])?(?:{_WEEKDAY},?\s)?\b{_DATE}
    | (?:\b{_IN}\s)?(?:\b{_PART}[ -])?\b{_MONTH},?\s{_YEAR}
    | \b\d{{4}}-\d\d-\d\d\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.](?:1[5-9]|20)\d\d\b
    | (?:\b(?:{_PART}|(?i:on|in|since|until|by))[ -])?\b{_WEEKDAY}(?!,?\s{_DATE})
      (?:\s(?:morning|afternoon|evening|night))?\b
    | \b(?i:between|from)\s{_YEAR}\s(?:and|to)\s{_YEAR}\b
    | \b(?i:in|since|by|until|early|late|mid|last|next|this|during|from)[ -]{_MONTH}(?!\w)
    | \b(?:{_IN}|(?i:early|late|mid|for|of))[ -]{_YEAR}s?\b
    | \b\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]m\b|[ap]\.m\.)(?!\w) | \b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:)
    | \b(?i:last|next|this|the\sfollowing|the\sprevious)\s(?:{_UNIT}|{_SEASON}|fall|night|morning|evening)\b
    | \b(?i:in)\sthe\s{_SEASON}\b | (?:\b{_IN}\s)?(?:\b{_PART}[ -])?\b(?i:{_SEASON})\s(?:of\s)?{_YEAR}\b
    | \b(?i:{_SOME})\s{_UNIT}\s(?:ago|later|earlier|from\snow)\b
    | \b(?i:within|for|over|in|after)\s(?:the\s(?:next|last|past|coming)\s)?{_SOME}\s(?:or\s\w+\s)?{_UNIT}\b
    | \b(?i:today|tomorrow|yesterday|tonight|overnight|midnight|noon)\b
    | \b(?:(?i:early|late|mid|the|in|since)[ -])?(?:1[5-9]|20)\d0s\b
    """,
    re.VERBOSE,
)


def times(text: str) -> list[tuple[int, int]]:
    """Spans of the dates, times and durations in a text, in order."""
    return [match.span() for match in _TIME.finditer(text)]
