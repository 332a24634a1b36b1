"""Mentions of people, countries, places and organisations, told apart by their words, titles and surroundings."""

from functools import lru_cache

from bot.facts.headings import is_heading, without_plain_words
from bot.facts.kinds import Mention, MentionKind
from bot.facts.names import segments
from bot.facts.naming import classify

__all__ = ["Mention", "MentionKind", "mentions", "people"]


@lru_cache(maxsize=2048)
def mentions(text: str, surnames: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The names in a text, in order, without overlap. `surnames` (folded) are known to be people's.

    Cached: a question looks at the same few sentences in several ways.
    """
    found = segments(text)
    if is_heading(text):
        found = [part for segment in found for part in without_plain_words(segment)]
    return tuple(mention for segment in found for mention in classify(text, segment, surnames))


def people(text: str) -> list[Mention]:
    """The people named in a text."""
    return [mention for mention in mentions(text) if mention.kind is MentionKind.PERSON]
