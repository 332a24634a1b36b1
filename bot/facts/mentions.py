"""Mentions of people, countries, places and organisations, told apart by their words, titles and surroundings."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.facts.headings import is_heading, without_plain_words
from bot.facts.kinds import Mention, MentionKind
from bot.facts.names import Token, segments
from bot.facts.naming import classify
from bot.lexicon.folding import fold

__all__ = ["Mention", "MentionKind", "mentions", "mentions_in_article", "people"]


@lru_cache(maxsize=2048)
def mentions(text: str, surnames: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The names in a text, in order, without overlap. `surnames` (folded) are known to be people's.

    Cached: a question looks at the same few sentences in several ways.
    """
    found: Iterable[Sequence[Token]] = segments(text)
    if is_heading(text):
        found = [part for segment in found for part in without_plain_words(segment)]
    return tuple(mention for segment in found for mention in classify(text, segment, surnames))


def people(text: str) -> list[Mention]:
    """The people named in a text."""
    return [mention for mention in mentions(text) if mention.kind is MentionKind.PERSON]


def mentions_in_article(sentences: Sequence[str]) -> list[tuple[Mention, ...]]:
    """The names in each sentence of an article, where a surname alone means whom the article names in full."""
    first = [mentions(text) for text in sentences]
    full = (m.name for named in first for m in named if m.kind is MentionKind.PERSON and " " in m.name)
    surnames = frozenset(fold(name.split()[-1]) for name in full)
    return [
        mentions(text, surnames) if any(fold(m.name) in surnames for m in named) else named
        for text, named in zip(sentences, first, strict=True)
    ]
