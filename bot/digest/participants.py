"""Who takes part in a story's meetings and was not known to, and who was expected and did not come. Pure."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.digest.reported import Reported
from bot.facts.events import Event
from bot.facts.mentions import MentionKind
from bot.lexicon.folding import fold
from bot.models import Article, BlockKind, Change, ChangeKind, Citation, Finding, Role, Span
from bot.terms import terms_of
from bot.texts.excerpts import excerpt
from bot.texts.wordings import finding

_THERE = (Role.CHAIRED, Role.ATTENDED, Role.REMOTE)
_AHEAD = (Role.EXPECTED, Role.INVITED)
_AWAY = (Role.ABSENT, Role.NOT_INVITED)
_ORDER = (*_THERE, *_AHEAD, *_AWAY)
_NAMED = (MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.ORGANISATION)


class Part(NamedTuple):
    """Somebody's part in a meeting. `key` is equal for one person by full name and by surname, and for one country by
    all its names. `citations`: the sentence that tells of it; where it has but a pronoun, also the one that names them.
    """

    key: str
    who: str
    role: Role
    event: Event
    citations: tuple[Citation, ...]


def parts_in(reported: Reported) -> list[Part]:
    """The parts of people, countries and organisations; groups have no name to be known by."""
    article, told = reported.article, reported.facts.attendance
    spans = _told_spans(article)
    return [
        Part(
            key=_key(who := article.text[spans[part.sentence][0] :][part.start : part.end], part.kind),
            who=who,
            role=part.role,
            event=told.events[part.event],
            citations=tuple(_cited(article, spans, part.sentence, part.told, (part.start, part.end))),
        )
        for part in told.parts
        if part.kind in _NAMED
    ]


def named_beside(reported: Reported) -> set[str]:
    """The keys of all who are named in a sentence that tells of somebody's part: they may well have had one too."""
    article = reported.article
    tells = {_told_spans(article)[part.told] for part in reported.facts.attendance.parts}
    spans = [span for block in article.blocks for span in block.sentences]
    return {
        _key(mention.name, mention.kind)
        for span, stated in zip(spans, reported.facts.sentences, strict=True)
        if span in tells
        for mention in stated.mentions
    }


def new_participants(known: Iterable[Part], named: Container[str], new: Sequence[Part]) -> list[Change]:
    """Those who had no part yet, nor were named beside those who had, each in the first role
    that is told of; and those whose part is not what was expected.

    Who was there comes first, then who is to come, then who is not.
    """
    before: dict[str, list[Part]] = {}
    for part in known:
        before.setdefault(part.key, []).append(part)
    first: dict[str, Part] = {}
    for part in new:
        is_known = part.key in named and part.key not in before
        if part.key not in first and not is_known and _is_new(part, before.get(part.key, ())):
            first[part.key] = part
    changes = [
        Change(
            kind=ChangeKind.PARTICIPANT,
            before=tuple(_findings([old for old in before.get(part.key, ()) if _contradicts(part, old)])),
            after=tuple(_findings([one for one in new if one.key == part.key and one.role is part.role])),
        )
        for part in first.values()
    ]
    return sorted(changes, key=lambda change: _ORDER.index(change.after[0].role or Role.ABSENT))


def _is_new(part: Part, before: Sequence[Part]) -> bool:
    """Whether it is a first part, or overturns the one that was told."""
    return not before or (
        any(_contradicts(part, old) for old in before) and not any(old.role is part.role for old in before)
    )


def _contradicts(part: Part, old: Part) -> bool:
    """Whether somebody who was to come to that meeting did not, or the other way round."""
    is_overturned = (part.role in _AWAY and old.role in _AHEAD) or (part.role in _THERE and old.role in _AWAY)
    return is_overturned and _may_be_one(part.event, old.event)


def _may_be_one(event: Event, other: Event) -> bool:
    """Whether nothing tells two meetings apart."""
    told = ((event.places, other.places), (event.dates, other.dates))
    return all(not a or not b or not set(a).isdisjoint(b) for a, b in told)


def _findings(parts: Sequence[Part]) -> Iterator[Finding]:
    """One finding a role, under the fullest name."""
    for role in dict.fromkeys(part.role for part in parts):
        of_role = sorted((part for part in parts if part.role is role), key=lambda part: -len(part.who))
        yield finding(of_role[0].who, (citation for part in of_role for citation in part.citations), role)


def _told_spans(article: Article) -> list[Span]:
    """The sentences as attendance counts them."""
    return [span for block in article.blocks if block.kind is not BlockKind.HEADING for span in block.sentences]


def _cited(article: Article, spans: Sequence[Span], named: int, told: int, who: Span) -> Iterator[Citation]:
    for number, around in ((told, (0, 0)), (named, who)) if told != named else ((named, who),):
        at = spans[number][0]
        start, end = excerpt(article.text[slice(*spans[number])], around)
        yield article.cite(at + start, at + end)


def _key(who: str, kind: MentionKind | None) -> str:
    if kind is MentionKind.PERSON:
        return fold(who.split()[-1])
    return " ".join(terms_of(who)) or fold(who)
