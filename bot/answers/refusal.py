"""When to say that the corpus does not hold an answer, and what it lacks."""

from collections.abc import Sequence

from bot import wording
from bot.answers.evidence import Evidence
from bot.answers.sought import Search

ENOUGH = 0.55
"""The share of the question's weight that the best evidence has to bear out, with its surroundings."""


def lacks(search: Search, ranked: Sequence[Evidence]) -> str:
    """What the corpus lacks to answer, in words for people; "" where the best evidence is enough."""
    unknown = [word.typed for word in search.words if not word.frequency and not word.is_light]
    if not ranked or ranked[0].support < ENOUGH:
        return wording.no_mention(unknown) if unknown else wording.NOTHING_FOUND
    return ""
