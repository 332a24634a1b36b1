"""Mentions of people, countries, places and organisations, told apart by their words, titles and surroundings."""

from collections.abc import Sequence
from functools import lru_cache

from bot.facts.headings import is_heading, without_plain_words
from bot.facts.kinds import Mention, MentionKind
from bot.facts.names import parted, runs
from bot.facts.naming import classify
from bot.facts.surroundings import Alone, LooksAround, Surroundings, is_quoted, opens_at
from bot.lexicon.folding import fold

__all__ = ["Mention", "MentionKind", "mentions", "mentions_in_article", "people"]


@lru_cache(maxsize=2048)
def mentions(text: str, surnames: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The names in a text, in order, without overlap. `surnames` (folded) are known to be people's.

    Cached: a question looks at the same few sentences in several ways.
    """
    found: list[Mention] = []
    is_title = is_heading(text)
    may_settle = not is_title and not text.isupper()
    for at, run in runs(text):
        for number, segment in enumerate(parted(run)):
            start, end = at + segment[0].start, at + segment[-1].end
            known = _settled(run, number, is_quoted(text, start, end), opens_at(text, start)) if may_settle else None
            if known is not None:
                found += [mention.moved(at) for mention in known]
            else:
                around = Surroundings(text, at, surnames)
                for part in without_plain_words(segment) if is_title else (segment,):
                    found += classify(around, part)
    return tuple(found)


@lru_cache(maxsize=8192)
def _settled(run: str, number: int, quoted: bool, opens: bool) -> Sequence[Mention] | None:
    """The names in that segment of a run, wherever it stands; None where they depend on what is around it.

    Cached: most names are the same in every text.
    """
    segment = parted(run)[number]
    try:
        return classify(Alone(run, segment, is_quoted=quoted, opens=opens), segment)
    except LooksAround:
        return None


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
