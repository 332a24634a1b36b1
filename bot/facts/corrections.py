"""Figures that an article takes back: "We said that 40 had come. That was wrong.", "we wrongly gave it as 40"."""

import re
from collections.abc import Iterable, Sequence

from bot.facts.counts import Count
from bot.models import Span

_OURS = (
    r"\b(?:we|(?:our|this|an\searlier|a\sprevious|the\soriginal)\s(?:[a-z]+\s){0,2}(?:article|report|story|version))\b"
)
_TOLD = re.compile(
    rf"{_OURS}[^;:]{{0,60}}?\s(?:said|wrote|reported|stated|gave|put|quoted)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\W*(?:that|this|it|the\s(?:figure|number|amount|sum|price|total))\s(?:was|is)\s"
    r"(?:wrong|incorrect|inaccurate|mistaken|false|untrue|not\s(?:correct|right|true)|an?\s(?:error|mistake))\b",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    rf"{_OURS}[^;:]{{0,60}}?\s(?:(?:wrongly|incorrectly|mistakenly|erroneously)\s\w+|misstated|misreported)\b[^;]*",
    re.IGNORECASE,
)


def without_taken_back(texts: Sequence[str], found: Iterable[tuple[Count, ...]]) -> list[tuple[Count, ...]]:
    """The counts of each sentence, those that the article itself calls wrong as "denied"."""
    return [
        tuple(count._replace(aspect="denied") if start <= count.start < end else count for count in counts)
        for (start, end), counts in zip(map(_taken_back, texts, [*texts[1:], ""]), found, strict=True)
    ]


def _taken_back(text: str, after: str) -> Span:
    """The stretch of a sentence that it, or the one after it, says was told wrongly; an empty one for none."""
    if told := _WRONGLY.search(text):
        return told.span()
    told = _TOLD.search(text) if _WRONG.match(after) else None
    return (told.end(), len(text)) if told else (0, 0)
