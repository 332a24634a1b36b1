"""A follow-up as the whole question that it stands for."""

import re
from typing import NamedTuple

from bot.answers.clauses import ASKS, AUXILIARY, LINKED
from bot.store import Thread

ASKING = re.compile(rf"(?:{AUXILIARY}|{LINKED}{ASKS})\b", re.IGNORECASE)
"""What a question begins with."""


_ASK = re.compile(r"^/ask\s+", re.IGNORECASE)
_NEXT = re.compile(r"(?<=\?)\s+(?=[a-z])")
_FEWEST_WORDS = 3


class FollowUp(NamedTuple):
    """A whole question. `goes_on`: the question of whose answer only what was not shown is asked for. `is_aside`: the
    thread goes on from the question before it."""

    question: str
    goes_on: Thread | None = None
    is_aside: bool = False


def separate(typed: str) -> tuple[str, ...]:
    """The whole questions that were typed in one line; none where there is but one.

    What goes on from a question begins with a capital, as `behind` puts it: that is one with the question before it.
    """
    parts = tuple(_NEXT.split(_ASK.sub("", typed.strip())))
    are_whole = all(ASKING.match(part) and len(part.split()) >= _FEWEST_WORDS for part in parts)
    return parts if len(parts) > 1 and are_whole else ()


def behind(said: str, lead: str) -> str:
    """The question before, and what was said behind it."""
    return f"{lead}{'?' if ASKING.match(lead) else '.'} {said[:1].upper()}{said[1:]}"


def whole(text: str) -> str:
    """The text written as a question."""
    written = " ".join(text.split())
    return f"{written[:1].upper()}{written[1:]}?"
