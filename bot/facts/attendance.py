"""Who took part in which meeting, as an article tells it: the part that people and groups had in each of its events."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.facts.cues import STRONGEST, Cue, cues
from bot.facts.events import Event, Events, clauses
from bot.facts.groups import BEFORE_CUE, countries_at, countries_before, groups, last_list
from bot.facts.meetings import meeting_nouns
from bot.facts.mentions import Mention, MentionKind, mentions, people
from bot.facts.speakers import saying_terms
from bot.lexicon.folding import fold
from bot.models import Role, Span
from bot.terms import terms_of

_LISTING = r"(?:by|including|included|such as|like|namely|from|with|alongside|between|among|of|representing)"
_OPENS_LIST = re.compile(rf"\b{_LISTING}\b|:", re.IGNORECASE)
_BEFORE_COUNTRIES = re.compile(rf"\b(?:countries|nations|states|{_LISTING})\s+")
_AFTER_PARTIES = re.compile(r"\b(?:countries|nations|states|delegations?|representatives|envoys)\s+(?:\w+\s+){0,2}$")
_WITH = re.compile(r"\b(?:by|including|such as|like|namely|with|alongside)\s+(?:the\s+)?$", re.IGNORECASE)
_OBLIQUE = re.compile(r"\b(?:of|against|under|to|for|on|about|over|from|by|than)\s+(?:the\s+)?$", re.IGNORECASE)
_INVERTED = re.compile(
    r"\W*(?:also\s)?(?:present|attending|in attendance|among (?:those|the) [a-z]+|(?P<absent>absent|missing))\b[^.;:]*?"
    r"\b(?:was|were)\s",
    re.IGNORECASE,
)
# Behind a list, one who joins in another way: "attended by Jane Roe and Tom Berg, who joined by video link".
_WHO = re.compile(r"^,?\swho(?!\s(?:both|all|each|have|were|are)\b)(?:\s[\w’']+){0,3}\s$")
# "Jane Roe, who heads the Harbour League, was there": what such an aside names was not.
_ASIDE = re.compile(r",\s(?:who|which|whose)\b[^,]*$")
_AT = re.compile(rf"(?:{_OBLIQUE.pattern})|\b(?:in|at|near|with)\s+(?:the\s+)?$", re.IGNORECASE)
_SPEAKS_AT = re.compile(r"\b(?:during|at|addressing|in)\s+(?:the|this|that|a)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_BY_WHOM = re.compile(
    r"s?(?:\s(?:in|at|to|on|with)\s[\w’']+){0,2}\s(?:by|between|among|involving)\s+(?:the\s+)?", re.IGNORECASE
)


class Participation(NamedTuple):
    """A part that somebody had in the event of that number. `start`, `end` span them in sentence number `sentence`.

    `kind`: what their name stands for; None for a group ("officials from Chile"). `told`: the number of the sentence
    that tells of the part: a later one where it has but a pronoun ("She dialled in").
    """

    event: int
    sentence: int
    start: int
    end: int
    role: Role
    kind: MentionKind | None
    told: int


class Attendance(NamedTuple):
    """What one article tells of meetings: `events` and, pointing into them, `parts`."""

    events: tuple[Event, ...]
    parts: tuple[Participation, ...]


class _Part(NamedTuple):
    """A participation in a clause, before it is known in which event."""

    start: int
    end: int
    role: Role
    kind: MentionKind | None


class _Clause(NamedTuple):
    """A clause and who is named in it."""

    text: str
    named: Sequence[Mention]
    groups: Sequence[Span]

    def persons(self, since: int, until: int) -> list[Mention]:
        return [m for m in self.named if m.kind is MentionKind.PERSON and since <= m.start and m.end <= until]

    def is_in_group(self, span: Span) -> bool:
        return any(start <= span[0] < end for start, end in self.groups)


def attendance(sentences: Sequence[str], *, published: date | None = None) -> Attendance:
    """The meetings of an article, whose sentences are given in order, and who took which part in them.

    With the day when the article was published, weekdays become dates.
    """
    events, surnames = Events(sentences, published), _surnames(sentences)
    parts: list[Participation] = []
    for number, sentence in enumerate(sentences):
        for start, end in clauses(sentence):
            text = sentence[start:end]
            event = events.read(text, number)
            if event >= 0:
                parts += [
                    Participation(event, number, start + part.start, start + part.end, part.role, part.kind, number)
                    for part in _parts(text, surnames)
                ]
    return Attendance(events.all, tuple(dict.fromkeys(parts)))


def _surnames(sentences: Sequence[str]) -> frozenset[str]:
    """Folded surnames of the people whom the article names in full: afterwards a surname alone means them."""
    return frozenset(fold(person.name.split()[-1]) for sentence in sentences for person in people(sentence))


def _parts(text: str, surnames: frozenset[str]) -> list[_Part]:
    """Who had which part in the meeting, by the cues of one clause: before a cue its subject, after it those listed."""
    named = mentions(text, surnames)
    clause = _Clause(text, named, groups(text, named))
    found: list[_Part] = []
    marks = cues(text)
    for number, cue in enumerate(marks):
        since = marks[number - 1].end if number else 0
        until = marks[number + 1].start if number + 1 < len(marks) else len(text)
        found += _subjects(clause, since, cue) + _listed(clause, cue, until)
    return _strongest(found) or _inverted(clause) or _of_meeting(clause) or _speakers(clause)


def _strongest(parts: Sequence[_Part]) -> list[_Part]:
    """One part for each: "was represented by Jane Roe, who dialled in" makes her remote."""
    best: dict[int, _Part] = {}
    for part in parts:
        known = best.setdefault(part.start, part)
        if known.kind is MentionKind.PERSON and STRONGEST.index(part.role) < STRONGEST.index(known.role):
            best[part.start] = part
    return list(best.values())


def _subjects(clause: _Clause, since: int, cue: Cue) -> list[_Part]:
    """Who stands before a cue as its subject; nobody where the cue is a passive with "by"."""
    if re.match(r"\s*by\b", clause.text[cue.end :]):
        return []
    inside = [span for span in clause.groups if since <= span[0] and span[1] <= cue.start]
    found = [_Part(*span, cue.role, None) for span in inside]
    persons = clause.persons(since, cue.start)
    if since and persons and _WHO.match(clause.text[persons[-1].end : cue.start]):
        persons = persons[-1:]
    found += [
        _Part(person.start, person.end, cue.role, person.kind)
        for person in persons
        if not _OBLIQUE.search(clause.text[: person.start])
    ]
    found += [_Part(m.start, m.end, cue.role, m.kind) for m in _others_before(clause, since, cue.start)]
    listing = countries_before(clause.text, clause.named, since, cue.start)
    if listing and not clause.is_in_group(listing) and not _OBLIQUE.search(clause.text[: listing[0]]):
        found.append(_Part(*listing, cue.role, MentionKind.COUNTRY))
    return found


def _others_before(clause: _Clause, since: int, until: int) -> list[Mention]:
    """Organisations, and people whose names do not tell that they are, in the list that stands directly there."""
    named = [m for m in clause.named if since <= m.start and m.end <= until]
    if not named or not BEFORE_CUE.match(clause.text[named[-1].end : until]):
        return []
    return [
        m
        for m in last_list(clause.text, named)
        if m.kind in (MentionKind.OTHER, MentionKind.ORGANISATION)
        and not clause.is_in_group((m.start, m.end))
        and not _AT.search(clause.text[: m.start])
        and not _ASIDE.search(clause.text[: m.start])
        and not meeting_nouns().search(m.name)
    ]


def _listed(clause: _Clause, cue: Cue, until: int) -> list[_Part]:
    """Who is listed after a cue: "attended by", "the participation of", "including"."""
    itself_opens = clause.text[cue.start : cue.end].endswith((" of", " with"))
    opening = _OPENS_LIST.search(clause.text, cue.end, until)
    if not opening and not itself_opens:
        return []
    begin = cue.end if itself_opens or not opening else opening.start()
    found = [
        _Part(*span, cue.role, None)
        for span in clause.groups
        if span[0] >= cue.end and span[1] <= until and _follows_listing(clause, cue, span[0])
    ]
    found += [_Part(person.start, person.end, cue.role, person.kind) for person in clause.persons(begin, until)]
    for match in _BEFORE_COUNTRIES.finditer(clause.text, cue.end, until):
        listing = countries_at(clause.text, clause.named, match.end(), until)
        if listing and not clause.is_in_group(listing) and _are_parties(clause, cue, match.start(), listing):
            found.append(_Part(*listing, cue.role, MentionKind.COUNTRY))
    return found


def _follows_listing(clause: _Clause, cue: Cue, at: int) -> bool:
    return bool(_WITH.search(clause.text[:at])) or not clause.text[cue.end : at].strip()


def _are_parties(clause: _Clause, cue: Cue, at: int, listing: Span) -> bool:
    """Whether countries listed after a cue are parties: several of them, or right behind the cue's own "by"."""
    before = clause.text[:at]
    if not before[cue.end :].strip() or re.search(r"\bparticipation\s+$", before):
        return True
    several = sum(listing[0] <= mention.start < listing[1] for mention in clause.named) > 1
    return several and bool(_AFTER_PARTIES.search(before))


def _inverted(clause: _Clause) -> list[_Part]:
    """ "Present at the talks were Jane Roe and Tom Berg"."""
    opening = _INVERTED.match(clause.text)
    if not opening:
        return []
    role = Role.ABSENT if opening["absent"] else Role.ATTENDED
    found = [_Part(p.start, p.end, role, p.kind) for p in clause.persons(opening.end(), len(clause.text))]
    listing = countries_at(clause.text, clause.named, opening.end(), len(clause.text))
    return [*found, _Part(*listing, role, MentionKind.COUNTRY)] if listing else found


def _of_meeting(clause: _Clause) -> list[_Part]:
    """ "a visit to Oslo by officials from Chile", "talks between Chile and Peru"."""
    found: list[_Part] = []
    for noun in meeting_nouns().finditer(clause.text):
        opening = _BY_WHOM.match(clause.text, noun.end())
        if not opening:
            continue
        group = next((span for span in clause.groups if span[0] == opening.end()), None)
        if group:
            found.append(_Part(*group, Role.ATTENDED, None))
        elif listing := countries_at(clause.text, clause.named, opening.end(), len(clause.text)):
            found.append(_Part(*listing, Role.ATTENDED, MentionKind.COUNTRY))
    return found


def _speakers(clause: _Clause) -> list[_Part]:
    """ "During the talks, Gen. Roe said": who speaks at a meeting attends it."""
    for noun in meeting_nouns().finditer(clause.text):
        if _SPEAKS_AT.search(clause.text[: noun.start()]):
            for person in clause.persons(noun.end(), len(clause.text)):
                if _speaks(clause.text[person.end :]):
                    return [_Part(person.start, person.end, Role.ATTENDED, person.kind)]
    return []


def _speaks(after: str) -> bool:
    return any(term in saying_terms() for term in terms_of(after[:40])[:2])
