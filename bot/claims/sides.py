"""Numbers that stand in pairs: of some and of all, and of either side of a result."""

import re

from bot.texts.figures import Figure

_SOME = r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WHOLE = re.compile(
    rf"(?:^\W*|(?:\d|{_SOME}|\b(?:half|most|many|some|none))\s)of\s(?:the\s|its\s|all\s)?$", re.IGNORECASE
)
"""What stands before the number of all things, of which another is the number of some."""
_PART = re.compile(rf"\s(?:out\s)?of\s(?:the\s|its\s|all\s)?(?:\d|{_SOME}\b)", re.IGNORECASE)
"""What stands behind the number of some, before that of all."""
_TO_OTHER = re.compile(rf"\s(?:to|against)\s(?:\d|{_SOME}\b)", re.IGNORECASE)
_OTHER_TO = re.compile(rf"(?:\d|{_SOME})(?:\s[a-z]+)?\s(?:to|against)\s$", re.IGNORECASE)
"""What stands behind the first number of a result, and before the second."""


def share_of(figure: Figure) -> str:
    """Whether it numbers all things, or some, beside a number of the others; "" where it stands alone."""
    if _WHOLE.search(figure.sentence[: figure.stated.start]):
        return "all"
    return "some" if _PART.match(figure.sentence, figure.stated.end) else ""


def side_of(figure: Figure) -> str:
    """Whether it is the first or the second of two numbers of one result: "by nine votes to three"; "" if neither."""
    if _TO_OTHER.match(figure.sentence, figure.stated.end):
        return "first"
    return "second" if _OTHER_TO.search(figure.sentence[: figure.stated.start]) else ""
