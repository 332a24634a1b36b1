"""Who said what stands in quotation marks: a person, or one described ("a senior official")."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from bot.facts.mentions import people
from bot.lexicon import table
from bot.models import Span
from bot.terms import terms_of, words_of

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|„[^“]*“?|«[^»]*»?")
_LOOK_BACK = 3


class Speaker(NamedTuple):
    """Where a speaker is named: in which of the sentences, and there at which span."""

    sentence: int
    span: Span


def speaker(sentences: Sequence[str], number: int) -> Speaker | None:
    """Who speaks in that sentence; where it has only a pronoun or nobody, who was named last before it."""
    if span := _named(sentences[number]):
        return Speaker(number, span)
    for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
        if found := people(sentences[earlier]):
            return Speaker(earlier, (found[0].start, found[0].end))
    return None


def says(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text, in order and together, whatever the punctuation."""
    return f" {_bare(phrase)} " in f" {_bare(text)} "


def is_statement(text: str) -> bool:
    """Whether a text tells what somebody says or holds: by quotation marks, or a verb for it."""
    return bool(_QUOTED.search(text)) or any(word.term in _saying() for word in words_of(text))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _named(text: str) -> Span | None:
    """The person, or the described person, nearest to a verb of saying outside the quotation."""
    outside = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    verbs = [word.start for word in words_of(outside) if word.term in _saying()]
    spans = [(p.start, p.end) for p in people(outside)] or [m.span() for m in _described().finditer(outside)]
    if not spans or not verbs:
        return None
    return min(spans, key=lambda span: min(abs(span[0] - at) for at in verbs))


@cache
def _saying() -> Collection[str]:
    return frozenset(
        term for verbs in table("words")["speech"].values() for verb in verbs for term in terms_of(verb)[:1]
    )


@cache
def _described() -> re.Pattern[str]:
    """ "a high-ranking Ukrainian official", "one French officer"."""
    heads = {role.split()[-1] for group in table("titles").values() for role in group["roles"] if role.islower()}
    return re.compile(
        rf"\b(?:an?|one|the)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{'|'.join(sorted(map(re.escape, heads)))})\b",
        re.IGNORECASE,
    )
