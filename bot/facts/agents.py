"""Who does what a verb says: "chaired by Admiral Roe", "Britain and France lead"."""

import re
from collections.abc import Collection, Sequence

from bot.facts.mentions import Mention
from bot.models import Span
from bot.terms import words_of

_BETWEEN = re.compile(r"^[\s,]*(?:and|or|&|as well as|along with)?[\s,]*(?:by\s+)?(?:the\s+)?$", re.IGNORECASE)


def joined(text: str, named: Sequence[Mention], first: int) -> Span:
    """The span of a list of names ("Japan, South Korea, and Australia") that begins with that mention."""
    last = first
    while last + 1 < len(named) and _BETWEEN.match(text[named[last].end : named[last + 1].start]):
        last += 1
    return named[first].start, named[last].end


def agent(text: str, verbs: Collection[str], named: Sequence[Mention]) -> Span | None:
    """The names that do what one of the verbs (as terms) says; None where no name stands to it as its agent.

    After a passive it stands behind "by"; else before the verb, or, failing that, after it.
    """
    verb = next((word for word in words_of(text) if word.term in verbs), None)
    if verb is None or not named:
        return None
    if by := re.match(r"[^.;]{0,24}?\bby\s+", text[verb.end :]):
        behind = [n for n, mention in enumerate(named) if mention.start >= verb.end + by.start()]
        if behind and named[behind[0]].start - (verb.end + by.end()) <= 40:
            return joined(text, named, behind[0])
    before = [n for n, mention in enumerate(named) if mention.end <= verb.start]
    if before:
        first = before[-1]
        while first and _BETWEEN.match(text[named[first - 1].end : named[first].start]):
            first -= 1
        return joined(text, named, first)
    after = [n for n, mention in enumerate(named) if mention.start >= verb.end]
    return joined(text, named, after[0]) if after else None
