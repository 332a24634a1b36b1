"""The stretch of a sentence that is quoted where the whole of it would be too long."""

from bot.models import Span

MOST_QUOTED = 400
"""Characters of one quote."""


def excerpt(text: str, around: Span) -> Span:
    """The whole text, or at most MOST_QUOTED characters of it that hold the span `around`, cut between words."""
    if len(text) <= MOST_QUOTED:
        return 0, len(text)
    begin = max(0, min(around[0] - MOST_QUOTED // 4, len(text) - MOST_QUOTED))
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    stop = begin + MOST_QUOTED
    if stop < len(text):
        stop = max(text.rfind(" ", begin, stop), around[1], begin + 1)
    while stop < len(text) and stop - begin > MOST_QUOTED:
        stop = begin + MOST_QUOTED
    return begin, begin + len(text[begin:stop].rstrip())
