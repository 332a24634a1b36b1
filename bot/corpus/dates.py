"""Days, as people and publishers write them."""

import re
from datetime import date

from bot.lexicon.dates import month_number

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(
    r"(?:[a-z]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([a-z]+)\.?,?\s+(\d{4})(?:[,\s].*)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]+,\s+)?([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[,\s].*)?", re.IGNORECASE
)

_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T,\s].*)?")


def parse_date(text: str) -> date | None:
    """The day that the text states, as it stands there whatever the time zone; None where it states none.

    Understood: 2022-02-08, 2022/02/08, 20220208; 8 February 2022; Feb. 8, 2022; 28/02/2022 and 02/28/2022; each also
    with a time. 02/08/2022 is not: it is another day in London than in New York.
    """
    text = text.strip()
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return date(int(match[1]), int(match[3]), int(match[4]))
        if match := _COMPACT.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            return date(int(match[3]), month_number(match[2]), int(match[1]))
        if match := _MONTH_FIRST.fullmatch(text):
            return date(int(match[3]), month_number(match[1]), int(match[2]))
        if match := _NUMBERS.fullmatch(text):
            return _only_reading(int(match[4]), int(match[1]), int(match[3]))
    except ValueError:
        return None
    return None


def _only_reading(year: int, first: int, second: int) -> date | None:
    """The day, where it is the same whichever of the numbers is the month, or only one can be."""
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None
