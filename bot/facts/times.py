"""Dates and times as a text states them; none is resolved or completed."""

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY = r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|quarter|years?|decades?|century|centuries)"
_SOME = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an|a few|several|a couple of)"
_TIME = re.compile(
    rf"""
    (?:(?:early|late|mid|last|next|this)[ -])?(?:{_WEEKDAY},?\s)?
        (?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?:,?\s{_YEAR})?
    | (?:(?:early|late|mid|last|next|this)[ -])?{_MONTH},?\s{_YEAR}
    | \d{{4}}-\d\d-\d\d
    | (?:(?:early|late|mid|last|next|this|on|in|since|until|by)[ -])?\b{_WEEKDAY}
        (?:\s(?:morning|afternoon|evening|night))?\b
    | \b(?:in|since|by|until|early|late|mid|last|next|this|during|from)[ -]{_MONTH}\b
    | \b(?:in|since|by|until|before|after|during|from|early|late|mid|for|of)[ -]{_YEAR}s?\b
    | \b\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\.?(?!\w)
    | \b(?:last|next|this|the\sfollowing|the\sprevious)\s
        (?:{_UNIT}|spring|summer|autumn|fall|winter|night|morning|evening)\b
    | \b{_SOME}\s{_UNIT}\s(?:ago|later|earlier|from\snow)\b
    | \b(?:within|for|over|in|after)\s(?:the\s(?:next|last|past|coming)\s)?{_SOME}\s(?:or\s\w+\s)?{_UNIT}\b
    | \b(?:today|tomorrow|yesterday|tonight|overnight|midnight|noon)\b
    | \b(?:(?:early|late|mid|the|in|since)[ -])?(?:1[5-9]|20)\d0s\b
    """,
    re.VERBOSE,
)


def times(text: str) -> list[tuple[int, int]]:
    """Spans of the dates, times and durations in a text, in order."""
    return [match.span() for match in _TIME.finditer(text)]
