"""The words of the calendar, and the patterns that find them in English text. The one place that spells them out."""

from functools import cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = ("today", "tomorrow", "yesterday")
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")

WEEKDAY = rf"(?:{'|'.join(f'{name}s?' for name in WEEKDAYS)})"
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(_SHORT)})\.)"
DAYS_MONTH = rf"(?:{MONTH}|(?:{'|'.join(_SHORT)})\b)"
"""Beside a day, an abbreviation needs no dot: "Sept 11", but not "by Jan"."""
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
MONTH_WORDS = frozenset(word.lower() for word in (*MONTHS, *_SHORT))
WEEKDAY_WORDS = frozenset(form for name in WEEKDAYS for form in (name.lower(), f"{name.lower()}s"))
"""The words with which MONTH and WEEKDAY match, in lower case."""


def month_number(name: str) -> int:
    """1 to 12 for the name of a month or its beginning of three letters or more, whatever its case; else 0."""
    start = name.lower().rstrip(".")
    months = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(start)]
    return months[0] if len(start) >= 3 and len(months) == 1 else 0


def weekday_number(name: str) -> int | None:
    """0 (Monday) to 6 for the name of a weekday, also a plural; None for another word."""
    names = [weekday.lower() for weekday in WEEKDAYS]
    word = name.lower().removesuffix("s")
    return names.index(word) if word in names else None


@cache
def calendar_words() -> frozenset[str]:
    """Months, weekdays and words for days, in lower case."""
    return frozenset(word.lower() for word in (*MONTHS, *DAYS)) | WEEKDAY_WORDS
