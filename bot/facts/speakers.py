"""Who said what stands in quotation marks: a person, or one described ("a senior official")."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.facts.mentions import Mention, MentionKind, mentions, people
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.lexicon.roles import common_role_nouns
from bot.models import Span
from bot.terms import Word, terms_of, words_of

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|„[^“]*“?|«[^»]*»?")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_HAS = re.compile(r"\s(?:(?:has|had|also|later|then)\s){0,2}")
_LOOK_BACK = 3


class Speaker(NamedTuple):
    """Where a speaker is named: in which of the sentences, and there at which span."""

    sentence: int
    span: Span


def speaker(sentences: Sequence[str], number: int) -> Speaker | None:
    """Who speaks in that sentence; where it has only a pronoun or nobody, who was named last before it.

    Of somebody whom the sentence calls by surname alone, where the full name stands.
    """
    surnames = frozenset(fold(person.name.split()[-1]) for sentence in sentences for person in people(sentence))
    if span := _named(sentences[number], surnames):
        return _in_full(sentences, Speaker(number, span))
    for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
        if found := people(sentences[earlier]):
            return Speaker(earlier, (found[0].start, found[0].end))
    return None


def _in_full(sentences: Sequence[str], found: Speaker) -> Speaker:
    """Where the speaker was named with a given name before, if here only by surname."""
    surname = sentences[found.sentence][slice(*found.span)]
    if " " in surname:
        return found
    for earlier in range(found.sentence - 1, -1, -1):
        for person in people(sentences[earlier]):
            if " " in person.name and fold(person.name.split()[-1]) == fold(surname):
                return Speaker(earlier, (person.start, person.end))
    return found


def says(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text, in order and together, whatever the punctuation."""
    return f" {_bare(phrase)} " in f" {_bare(text)} "


def is_statement(text: str) -> bool:
    """Whether a text tells what somebody says or holds: by quotation marks, or a verb for it."""
    return bool(_QUOTED.search(text)) or any(word.term in saying_terms() for word in words_of(text))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _named(text: str, surnames: frozenset[str]) -> Span | None:
    """The person, or else the described or otherwise named one, nearest to a verb of saying outside the quotation."""
    outside = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    verbs = [word for word in words_of(outside) if word.term in saying_terms()]
    at = [verb.start for verb in verbs] + [match.start() for match in _ACCORDING.finditer(outside)]
    named = mentions(outside, surnames)
    spans = (
        [(m.start, m.end) for m in named if m.kind is MentionKind.PERSON]
        or [match.span() for match in _described().finditer(outside)]
        or [(m.start, m.end) for m in named if any(_speaks(outside, m, verb) for verb in verbs)]
    )
    if not spans or not at:
        return None
    return min(spans, key=lambda span: min(abs(span[0] - start) for start in at))


def _speaks(text: str, mention: Mention, verb: Word) -> bool:
    """Whether a name stands where a speaker does: "the ministry also said"."""
    return bool(_HAS.fullmatch(text[mention.end : verb.start]))


@cache
def saying_terms() -> frozenset[str]:
    """The terms of the verbs by which a text tells that somebody says or holds something."""
    return frozenset(
        term for verbs in table("words")["speech"].values() for verb in verbs for term in terms_of(verb)[:1]
    )


@cache
def _described() -> re.Pattern[str]:
    """ "a high-ranking Ukrainian official", "one French officer"."""
    return re.compile(
        rf"\b(?:an?|one|the)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{'|'.join(sorted(map(re.escape, common_role_nouns())))})\b",
        re.IGNORECASE,
    )
