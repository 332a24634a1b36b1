"""Who took part in which meeting, as an article tells it: the part that people and groups had in each of its events."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from bot.facts.cues import BY, Cue, Frame, cues, is_weak, needs_subject
from bot.facts.events import Event, Events
from bot.facts.frames import of_meetings
from bot.facts.groups import people_words
from bot.facts.meetings import family_of, meeting_nouns, remote_means
from bot.facts.mentions import MentionKind, people
from bot.facts.parties import PRONOUN, Clause, Party, is_oblique, listed, names_within, subject
from bot.facts.phrases import STRONGEST
from bot.facts.scanning import Scanner, choices
from bot.lexicon.folding import fold
from bot.models import Role

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|„[^“]*“?|«[^»]*»?")
_NO = re.compile(r"\b(?:neither|nobody from|no[- ]one from|none of|no|not one of)\s(?:the\s)?$", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:if|whether|unless|should|in case|rather than|instead of|without|reports that|rumou?rs)\b", re.IGNORECASE
)
# "The church he attended": what a pronoun follows at once, it does not begin a clause behind.
_BEFORE_PRONOUN = re.compile(
    r"(?:^|[^\w\s]|\b(?:and|but|or|when|where|while|as|because|since|that|although|though|before|after|until|so|then|said|says|"
    r"if|whether|yet|nor|which))\W*$"
)
_GOES_ON = re.compile(r"(?:\b(?:and|but|then|yet)|,)(?:\s(?:also|then|later|instead|so|thus|even))?\s*$")
_TO_VERB = re.compile(r"\bto\s*$")
_MOVES = re.compile(r"\b(?:travel|fl[ye]w?|came|come|arriv|went|return|in [A-Z]\w+)\w*\b", re.IGNORECASE)
_SUBJECT_FIRST = re.compile(
    r"\W{0,3}(?:[A-Z][^,;:]{0,80},\s)?(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s)?(?:[a-zA-Z][a-z’'-]{0,20}\s){0,4}"
)
_ACTS = re.compile(
    r"\s(?:[a-z]+ed|will|would|has|have|had|is|was|were|are|did|does|do|went|came|flew|met|left|won|took|sent|held|also|"
    r"said|says)\b|,"
)
_CREDIT = Scanner(
    re.compile(
        r"(?<=\w)/(?:AFP|AP|Getty|Reuters|EPA|Shutterstock|dpa|DPA|Pool)\b|\b(?:Getty Images|Reuters|AFP)\s[A-Z]"
    ),
    first=choices("/|getty|reuters|afp"),
)
_DENIED = {
    Role.ATTENDED: Role.ABSENT,
    Role.EXPECTED: Role.ABSENT,
    Role.REMOTE: Role.ABSENT,
    Role.INVITED: Role.NOT_INVITED,
}
_LOOK_BACK = 2
_IT = re.compile(r"\b(?:[Ii]t|[Tt]his|which|that)\s*$")
_NEAR = 40
_KIN = re.compile(r"\s(?:his|her)\s(?:[a-z-]{2,12}\s)?(?:wife|husband|girlfriend|boyfriend|partner|spouse|love)\b")
_COLON = re.compile(r"[^.;:]{0,40}:\s")
_ACCOMPANIED = re.compile(
    r"\b(?:accompanied|flanked|joined) by\s|,?\s(?:along|together) with\s|\balongside\s|"
    r",\s(?:including|among them|namely|such as)\s"
)
# "attended the talks, as did the mayor, Jane Roe"
_AS_DID = re.compile(
    r"[^.;:]{0,90}?(?:,\s(?:as|so|nor|neither)\s(?:was|were|had|has|have|will)|,?\s(?:as|nor|neither)\sdid)\s"
)
_OUTSIDE = re.compile(r"\soutside\b(?!\s[A-Z])|[^.;:]{0,40}?\bthrough a (?:megaphone|loudhailer|loudspeaker)\b")
_OPENS_OUTSIDE = re.compile(r"\W{0,3}Outside(?:,|\s(?:the|a|his|her|its|their)\s[^,]{2,60},)\s")
_OPEN_AIR = frozenset(["rite", "street", "match"])
"""Families of meetings at which whoever stands outside may be taking part."""
_FOR = re.compile(r"\sfor\s(?:the|its|his|her|their|[A-Z])")
_AND = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?:the\s)?(?:[a-z-]+\s){0,2}$")
_OPENING = 30
"""Up to where a pronoun opens its sentence: farther on it means somebody in the same one."""
_MEANS_AFTER = 90


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


class Part(NamedTuple):
    """A part in a sentence, before it is known in which event; `at` is where the sentence says so.

    `is_outside`: they stood outside, and so had a part in what is held there alone.
    """

    party: Party
    role: Role
    at: int
    is_weak: bool = False
    is_outside: bool = False


def attendance(sentences: Sequence[str], *, published: date | None = None) -> Attendance:
    """The meetings of an article, whose sentences are given in order, and who took which part in them.

    With the day when the article was published, weekdays become dates.
    """
    told = [_QUOTED.sub(lambda quoted: " " * len(quoted.group()), sentence) for sentence in sentences]
    surnames = cache(lambda: _surnames(told))
    events = Events(told, published, surnames)
    found: dict[Participation, None] = {}  # in order, each once
    known = cache(lambda: frozenset(name for text in told for name in names_within(text)))
    read = [Clause(text, surnames, known) for text in told]
    for number, clause in enumerate(read):
        by_clause = events.read(clause.text, number)
        if not by_clause or clause.text.rstrip("”\"' ").endswith("?") or _CREDIT.search(clause.text):
            continue
        for part in _parts(clause, _told_since(number - _LOOK_BACK, found), number):
            event = next((event for end, event in by_clause if part.at < end), -1)
            if part.is_weak and not events.is_recent(number):
                continue
            event = events.implied(number) if event < 0 else event
            if event >= 0 and not (part.is_outside and _is_indoors(events.all[event], event, found)):
                events.touch(number)
                found |= dict.fromkeys(_resolved(part, event, number, read))
    for event, told_in in {(fact.event, fact.told) for fact in found}:
        events.describe(event, sentences[told_in])
    return Attendance(events.all, _in_time(_strongest(list(found)), events.all, published))


def _surnames(sentences: Sequence[str]) -> frozenset[str]:
    """Folded surnames of the people whom the article names in full: afterwards a surname alone means them."""
    return frozenset(fold(person.name.split()[-1]) for sentence in sentences for person in people(sentence))


def _told_since(number: int, found: dict[Participation, None]) -> list[Participation]:
    """What that sentence and those behind it told, newest first: the newest are found last."""
    return list(takewhile(lambda part: part.told >= number, reversed(found)))


def _parts(clause: Clause, recent: Sequence[Participation], number: int) -> list[Part]:
    """Who had which part, by all ways in which the sentence may tell it. `recent`: what those just before it told,
    newest first."""
    found: list[Part] = []
    doers: list[Party] = []
    for cue in cues(clause.text):
        if _OPEN.search(clause.text[max(0, cue.start - 60) : cue.start].rpartition(",")[2]):
            continue
        if cue.phrase == "told them" and not recent:
            continue
        doers, parts = _of_cue(clause, cue, doers)
        is_outside = _is_outside(clause.text, cue)
        found += [part._replace(is_weak=is_weak(cue), is_outside=is_outside) for part in parts]
    last = next((part.role for part in recent if part.told >= number - 1), None)
    found += [Part(party, role, at) for party, role, at in of_meetings(clause, last)]
    return found


def _is_outside(text: str, cue: Cue) -> bool:
    """Whether those who gathered, or told others something, did so outside, by the words around."""
    may_be = cue.is_gathering or cue.phrase.startswith("told")
    return may_be and bool(_OUTSIDE.match(text, cue.end) or _OPENS_OUTSIDE.match(text))


def _is_indoors(event: Event, number: int, found: Iterable[Participation]) -> bool:
    """Whether an event, of that number, is none that is held outside: it is of another kind, or others had a part."""
    families = {family_of(kind) for kind in event.kinds} - {""}
    if not families.isdisjoint(_OPEN_AIR):
        return False
    return bool(families) or any(part.event == number for part in found)


def _of_cue(clause: Clause, cue: Cue, doers: list[Party]) -> tuple[list[Party], list[Part]]:
    """The subject of a cue, and the parts that it gives."""
    text = clause.text
    role = _remote(text, cue)
    if cue.frame is Frame.OBJECT:
        return doers, [Part(party, role, cue.at) for party in listed(clause, cue.end)]
    found: list[Part] = []
    subjects = _subjects(clause, cue, doers)
    if (
        cue.phrase == "represented"
        and cue.frame is not Frame.BY
        and any(party.kind is MentionKind.PERSON for party in subjects)
    ):
        return subjects, []
    if cue.frame is Frame.BY:
        by = BY.match(text, cue.end)
        found += (
            [Part(party, role, cue.at) for party in listed(clause, by.end())]
            if by and _is_of_meeting(clause, cue, subjects)
            else []
        )
        if cue.phrase in {"joined", "represented"} and found:
            found += [Part(party, _represented(text, party, cue, role), cue.at) for party in subjects]
        return subjects or doers, found
    is_one = len(subjects) == 1 and subjects[0].kind is MentionKind.PERSON
    if cue.is_gathering and is_one and " and " not in text[subjects[0].end : cue.start]:
        return subjects, []
    if cue.frame is Frame.SIDES:
        others = [] if _KIN.match(text, cue.end) else listed(clause, cue.end)
        if not others and not people_words().match(text, cue.end):
            return subjects or doers, []
        if not subjects:
            return doers, []
        found += [Part(party, role, cue.at) for party in others]
    denied = bool(subjects) and bool(_NO.search(text[max(0, subjects[0].start - 16) : subjects[0].start]))
    role = _DENIED.get(role, role) if denied else role
    found += [Part(party, role, cue.at) for party in subjects]
    if subjects:
        found += [Part(party, role, cue.at) for party in _likewise(clause, cue, subjects[-1])]
    return subjects or doers, found


def _likewise(clause: Clause, cue: Cue, subject: Party) -> Iterator[Party]:
    """Who is told of behind a cue as having the part of its subject."""
    text = clause.text
    if subject.is_many and (colon := _COLON.match(text, cue.end)):
        yield from listed(clause, colon.end())
    if cue.phrase.endswith(" for the"):
        yield from _gapped(clause, cue.end)
    if alike := _AS_DID.match(text, cue.end):
        yield from listed(clause, alike.end())
    if company := _ACCOMPANIED.search(text, cue.end, min(len(text), cue.end + 160)):
        yield from listed(clause, company.end())


def _subjects(clause: Clause, cue: Cue, doers: list[Party]) -> list[Party]:
    """Who stands before a cue as its subject; or, behind "and", the subject of what the sentence told before."""
    left = clause.text[: cue.start].rstrip()
    is_infinitive = re.fullmatch(r"to\s+\S.*", clause.text[cue.start : cue.end], re.DOTALL) is not None
    if not is_infinitive and (found := subject(clause, cue.start)):
        return found
    if pronoun := re.search(rf"{PRONOUN.pattern}(?:\s[a-z]{{1,12}}ly)?$", left[-30:]):
        at = len(left) - len(left[-30:]) + pronoun.start()
        if not _BEFORE_PRONOUN.search(left[:at]):
            return []
        return [Party(at, at + len(re.match(r"\w+", left[at:]).group()), None)]  # type: ignore[union-attr]
    if (
        _GOES_ON.search(left[-20:]) and not (needs_subject(cue) and not clause.text[cue.start : cue.end].count(" "))
    ) or ((_TO_VERB.search(left[-6:]) or clause.text[cue.start :].lower().startswith("to ")) and _MOVES.search(left)):
        return doers or _first(clause, cue.start)
    return []


def _first(clause: Clause, until: int) -> list[Party]:
    """The subject with which the sentence begins."""
    if not clause.parties or clause.parties[0].end > until:
        return []
    first = clause.parties[0]
    is_first = _SUBJECT_FIRST.fullmatch(clause.text[: first.start]) and not is_oblique(clause.text, first.start)
    if first.kind not in (None, MentionKind.PERSON) and not _ACTS.match(clause.text, first.end):
        return []
    return [first] if is_first else []


def _gapped(clause: Clause, at: int) -> Iterator[Party]:
    """Who else speaks for somebody, without the verb: "Roe spoke for the yards, and Berg for the unions"."""
    for party in clause.parties:
        if party.start >= at and _FOR.match(clause.text, party.end):
            if not _AND.search(clause.text, at, party.start) or ";" in clause.text[at : party.start]:
                return
            yield party
            at = party.end


def _represented(text: str, party: Party, cue: Cue, role: Role) -> Role:
    """What part they had whom others joined or represented: a person who is represented stays away."""
    is_one = party.kind is MentionKind.PERSON or text[party.start : party.end].lower() in {"he", "she"}
    return Role.ABSENT if is_one and cue.phrase == "represented" else role


def _is_of_meeting(clause: Clause, cue: Cue, subjects: Sequence[Party]) -> bool:
    """Whether what was "attended by" somebody is a meeting: it is named before the verb."""
    if cue.phrase == "represented":
        return bool(subjects)
    if cue.phrase == "joined" and subjects:
        return True
    left = clause.text[: cue.start]
    return _names_meeting(left, near=cue.phrase in {"led", "followed", "ran", "joined", "opened"})


def _names_meeting(left: str, *, near: bool) -> bool:
    """Whether a meeting, or a pronoun for it, is named there; `near`: at its end."""
    found = meeting_nouns().find_all(left)
    return bool(_IT.search(left)) or (bool(found) and (not near or len(left) - found[-1].end() < _NEAR))


def _remote(text: str, cue: Cue) -> Role:
    """The cue's role, or remote where the same clause says so."""
    if cue.role not in (Role.ATTENDED, Role.CHAIRED):
        return cue.role
    after = re.split(
        r"[;]|,\s(?!by|via|over|remotely|virtually|online)|\b(?:and|but|while|before|after)\s",
        text[cue.end : cue.end + _MEANS_AFTER],
        maxsplit=1,
    )[0]
    near = text[max(0, cue.start - 2) : cue.end] + after
    return (
        Role.REMOTE
        if cue.role is Role.ATTENDED and remote_means().search(near) and cue.frame is not Frame.SIDES
        else cue.role
    )


def _resolved(part: Part, event: int, number: int, read: Sequence[Clause]) -> list[Participation]:
    """The part as a fact; that of a pronoun for whom the sentences before it name."""
    party = part.party
    word = read[number].text[party.start : party.end].lower()
    if word not in {"he", "she", "they"}:
        return [Participation(event, number, party.start, party.end, part.role, party.kind, number)]
    back = _LOOK_BACK if party.start < _OPENING else 0
    for earlier in range(number, max(-1, number - 1 - back), -1):
        until = party.start if earlier == number else len(read[earlier].text)
        if found := _meant(read[earlier], until, word):
            return [Participation(event, earlier, p.start, p.end, part.role, p.kind, number) for p in found]
    return []


def _meant(clause: Clause, until: int, pronoun: str) -> list[Party]:
    """Whom a pronoun means that refers to that sentence: its subject, or the only one named who fits."""
    named = [party for party in clause.parties if party.end <= until]
    if pronoun == "they":
        first = _first(clause, until)
        whole = listed(clause, first[0].start) if first else []
        return whole if len(whole) > 1 or (whole and whole[0].is_many) else []
    persons = [party for party in named if party.kind is MentionKind.PERSON]
    first = _first(clause, until)
    if first and first[0].kind is MentionKind.PERSON:
        return first
    return persons if len(persons) == 1 else []


def _strongest(parts: Sequence[Participation]) -> list[Participation]:
    """One part for each mention: "was represented by Jane Roe, who dialled in" makes her remote."""
    best: dict[tuple[int, int, int, int], Participation] = {}
    for part in parts:
        key = (part.event, part.sentence, part.start, part.told)
        known = best.setdefault(key, part)
        if STRONGEST.index(part.role) < STRONGEST.index(known.role):
            best[key] = part
    return list(best.values())


def _in_time(
    parts: Sequence[Participation], events: Sequence[Event], published: date | None
) -> tuple[Participation, ...]:
    """Parts in a meeting that is still to come when the article appears are expected."""

    def is_ahead(number: int) -> bool:
        dates = events[number].dates
        return bool(published and dates and min(dates) > published.isoformat())

    present = (Role.ATTENDED, Role.REMOTE)
    return tuple(p._replace(role=Role.EXPECTED) if p.role in present and is_ahead(p.event) else p for p in parts)
