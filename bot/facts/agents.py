"""Who does what a verb says: "chaired by Admiral Roe", "Britain and France lead"."""

import re
from collections.abc import Collection, Sequence

from bot.facts.mentions import Mention, MentionKind
from bot.models import Span
from bot.terms import words_of

_BETWEEN = re.compile(r"^[\s,]*(?P<and>and|or|&|as well as|along with)?[\s,]*(?:by\s+)?(?:the\s+)?$", re.IGNORECASE)
# "Jane Roe, the mayor, and Tom Berg"
_APPOSED = re.compile(r"^,\s(?:the|an?|its|his|her|their|who)\s[^,;:.]{2,60},\s(?P<and>and)\s$")
_DENIED = re.compile(r"\bnot\s+(?:the\s+)?$", re.IGNORECASE)
_LOCATED = re.compile(r"\b(?:in|at|near|from|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAST_WITHOUT_AND = 3


def joined(text: str, named: Sequence[Mention], first: int) -> Span:
    """The span of a list of names ("Japan, South Korea, and Australia") that begins with that mention.

    Two names with only a comma between them are no list: "Oslo, Jane Roe".
    """
    last = joins = first
    while last + 1 < len(named) and (link := _link(text, named, last)):
        last += 1
        joins = last if link["and"] else joins
    is_list = joins > first or last + 1 - first >= _LEAST_WITHOUT_AND
    return named[first].start, named[(joins if joins > first else last) if is_list else first].end


def agent(text: str, verbs: Collection[str], named: Sequence[Mention]) -> Span | None:
    """The names that do what one of the verbs (as terms) says; None where no name stands to it as its agent.

    After a passive it stands behind "by"; else before the verb, or, failing that, after it.
    """
    verb = next((word for word in words_of(text) if word.term in verbs), None)
    named = [mention for mention in named if not _DENIED.search(text[: mention.start])]
    if verb is None or not named:
        return None
    if by := re.match(r"[^.;]{0,24}?\bby\s+", text[verb.end :]):
        behind = [n for n, mention in enumerate(named) if mention.start >= verb.end + by.start()]
        if behind and named[behind[0]].start - (verb.end + by.end()) <= 40:
            return joined(text, named, behind[0])
    before = [n for n, mention in enumerate(named) if mention.end <= verb.start]
    if before:
        return named[_first_of_list(text, named, before[-1])].start, named[before[-1]].end
    after = [n for n, mention in enumerate(named) if mention.start >= verb.end]
    return joined(text, named, after[0]) if after else None


def _first_of_list(text: str, named: Sequence[Mention], last: int) -> int:
    """The mention with which the list begins that ends with this one."""
    first = last
    while first and _link(text, named, first - 1) and not _LOCATED.search(text[: named[first - 1].start]):
        first -= 1
    return first if joined(text, named, first)[1] >= named[last].end else last


def _link(text: str, named: Sequence[Mention], number: int) -> re.Match[str] | None:
    """What joins a mention to the one after it, where they stand in one list."""
    first, second = named[number], named[number + 1]
    between = text[first.end : second.start]
    are_people = first.kind is MentionKind.PERSON and second.kind is MentionKind.PERSON
    return _BETWEEN.match(between) or (_APPOSED.match(between) if are_people else None)
