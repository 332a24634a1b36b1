"""Who took part in which meeting, as an article tells it: its events, and the part that people and groups had in them.

An event is introduced by a noun for people coming together, or by a verb such as "convened", and is carried through the
sentences that follow it. A sentence that names another place or day is about another event.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from bot.facts.mentions import Mention, MentionKind, mentions, people
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.lexicon.geography import country_names
from bot.models import Role
from bot.terms import terms_of, words_of

_CLAUSE_END = re.compile(
    r"[;—]|:(?=\s[a-z])|^(?:While|When|As|After|Before|Although|Though)\b[^,]+,|,\s(?=(?:while|whilst|although|though|but|whereas|which|as|after|before|because)\b)|\s(?=(?:but|while|although)\s)"
)
_ANAPHOR = re.compile(r"\b(?:the|this|that|these|those|its|both)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_LEAD = 3
_SCENE = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s+(?:on|last|this|late on|early on|yesterday|next)\s"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|week|month|night|morning)\w*"
)
_AFTER_NOUN = 60
_PURPOSE = re.compile(r",|\bto\s+[a-z]|\b(?:on|about|over|for|of)\s+(?![A-Z])|\bfocus")
_PLACE_AFTER = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?=[A-Z])")
_TRIP_TO = re.compile(r"^\s*to\s+(?:the\s+)?(?=[A-Z])")
_PLACE_FIRST = re.compile(r"^\W*(?:In|At)\s+(?:the\s+)?(?=[A-Z])")
_GLUE = re.compile(r"^[\s,]*(?:and|or|as well as|&|plus|both)?\s*(?:also\s+)?(?:the\s+)?$", re.IGNORECASE)
_BEFORE_CUE = re.compile(
    r"^(?:[\s,]|\b(?:also|both|all|will|would|have|has|had|is|are|was|were|be|been|being|not|n[o']t|did|do|does|to|set|"
    r"due|expected|scheduled|slated|likely|later|personally|jointly|each|then|who|which)\b)*$",
    re.IGNORECASE,
)
_LISTING = r"(?:by|including|included|such as|like|namely|from|with|alongside|between|among|of|representing)"
_WITH = re.compile(r"\b(?:by|including|such as|like|namely|with|alongside)\s+(?:the\s+)?$", re.IGNORECASE)
_OPENS_LIST = re.compile(rf"\b{_LISTING}\b", re.IGNORECASE)
_OBLIQUE = re.compile(r"\b(?:of|against|under|to|for|on|about|over|from|by|than)\s+(?:the\s+)?$", re.IGNORECASE)
_SPEAKS_AT = re.compile(r"\b(?:during|at|addressing|in)\s+(?:the|this|that|a)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) (?:to|set|due|expected|scheduled|slated|likely|planning)|plans?|intends?)\b",
    re.IGNORECASE,
)
_FROM_WHERE = re.compile(
    r"(?:\s+of\s+(?!the\b)[a-z]+(?:\s+[a-z]+)?(?=\s+from\b))?\s+(?:from|of|representing)\s+(?:the\s+|both\s+)?(?:armed forces of\s+)?"
)
_VARIOUS = re.compile(
    r"(?:various|several|many|other|different|all|both)\s+[\w\s-]{3,60}?(?=\s(?:gather|met|conven|attend|joined|took|to)|[,.])"
)
_APPEARS = re.compile(
    r"\b(?:spoke|speak\w*|appear\w*|follow\w*|watch\w*|listen\w*|answer\w*|testif\w*|meet\w*|met|confer\w*|convene\w*|talk\w*|discuss\w*|"
    r"address\w*|join\w*|attend\w*|part|present|gave|connected|questioned|heard)\b[^,;]*$",
    re.IGNORECASE,
)
# "chairs the Joint Chiefs" is an office; "chaired the call" and "chaired by" are a part in a meeting.
_CHAIRS = re.compile(r"\b(?:chair(?:s|ed|ing)|presid(?:es|ed|ing)(?: over)?)$", re.IGNORECASE)
_CHAIRS_MEETING = re.compile(r"\s+(?:by|it)\b|\s*[.,]|\s*$")
_BY_WHOM = re.compile(
    r"s?(?:\s(?:in|at|to|on|with)\s[\w’']+){0,2}\s(?:by|between|among|involving)\s+(?:the\s+)?", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|never|nor|neither)\b(?:\s+\w+){0,2}\s+$|n['’]t(?:\s+\w+){0,2}\s+$", re.IGNORECASE)
_DENIED = {Role.ATTENDED: Role.ABSENT, Role.EXPECTED: Role.ABSENT, Role.INVITED: Role.NOT_INVITED}
# Where several cues stand together ("is not slated to participate", "joining remotely"), the first of these counts.
_STRONGEST = (
    Role.NOT_INVITED, Role.ABSENT, Role.REMOTE, Role.CHAIRED, Role.INVITED, Role.EXPECTED, Role.ATTENDED,
)  # fmt: skip


class Event(NamedTuple):
    """One meeting of an article. `terms` are the words that describe it; `places` and `days` those that tell it apart."""

    terms: frozenset[str]
    places: frozenset[str]
    days: frozenset[str]


class Participation(NamedTuple):
    """A part that somebody had in the event of that number. `start`, `end` span them in sentence number `sentence`."""

    event: int
    sentence: int
    start: int
    end: int
    role: Role
    kind: MentionKind | None


class _Cue(NamedTuple):
    start: int
    end: int
    role: Role


class Attendance(NamedTuple):
    """What one article tells of meetings: `events` and, pointing into them, `parts`."""

    events: tuple[Event, ...]
    parts: tuple[Participation, ...]


def attendance(sentences: Sequence[str]) -> Attendance:
    """The meetings of an article, whose sentences are given in order, and who took which part in them."""
    events: list[Event] = []
    parts: list[Participation] = []
    current = -1
    lead = _lead(sentences)
    surnames = {fold(person.name.split()[-1]) for sentence in sentences for person in people(sentence)}
    for number, sentence in enumerate(sentences):
        for start, end in _clauses(sentence):
            clause = sentence[start:end]
            current, place_in = _event_of(clause, events, current, lead)
            if place_in < 0:
                continue
            parts += [
                Participation(place_in, number, start + a, start + b, role, kind)
                for a, b, role, kind in _parts(clause, surnames)
            ]
    return Attendance(tuple(events), tuple(dict.fromkeys(parts)))


def _clauses(sentence: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if sentence[a:b].strip()]


def tells_of_part(text: str) -> bool:
    """Whether a text says of anybody that they took part in something, or did not."""
    return bool(_cues(text))


def _lead(sentences: Sequence[str]) -> Event:
    """Where and when the article's first sentences say that it happened: "in Rotterdam on Wednesday"."""
    for sentence in sentences[:_LEAD]:
        if match := _SCENE.search(sentence):
            days = {word.term for word in words_of(match.group()) if word.term in _day_terms()}
            return Event(frozenset(terms_of(sentence)), frozenset(terms_of(match["place"])[:1]), frozenset(days))
    return Event(frozenset(), frozenset(), frozenset())


def _event_of(clause: str, events: list[Event], current: int, lead: Event) -> tuple[int, int]:
    """The event now current, and the one that this clause is about (-1: none). May add an event."""
    nouns = [m for m in _meeting_nouns().finditer(clause)] + [m for m in _meeting_verbs().finditer(clause)]
    if not nouns:
        return current, current
    seen = _describe(clause, nouns)
    if current >= 0 and _is_same(seen, events[current]):
        events[current] = _merged(events[current], seen)
        return current, current
    for number in reversed(range(len(events))):
        if (seen.places & events[number].places or seen.days & events[number].days) and _is_same(seen, events[number]):
            return number, number
    events.append(_merged(seen, lead) if not events and not seen.places else seen)
    return len(events) - 1, len(events) - 1


def _is_same(seen: Event, known: Event) -> bool:
    """Whether nothing in the description tells the two apart: no other place, no other day."""
    other_place = seen.places and known.places and not seen.places & known.places
    other_day = seen.days and known.days and not seen.days & known.days
    return not other_place and not other_day


def _merged(known: Event, seen: Event) -> Event:
    return Event(known.terms | seen.terms, known.places | seen.places, known.days | seen.days)


def _describe(clause: str, nouns: Sequence[re.Match[str]]) -> Event:
    """The clause's words, and the places and days that stand where a meeting's place and day do."""
    places: set[str] = set()
    if first := _PLACE_FIRST.match(clause):
        places.update(terms_of(clause[first.end() : first.end() + 40])[:1])
    for noun in nouns:
        after = _PURPOSE.split(clause[noun.end() : noun.end() + _AFTER_NOUN], maxsplit=1)[0]
        if (at := _PLACE_AFTER.search(after)) or (at := _TRIP_TO.match(clause[noun.end() : noun.end() + 30])):
            begin = noun.end() + at.end()
            places.update(terms_of(clause[begin : begin + 40])[:1])
        places.update(_place_before(clause, noun.start()))
    days = {word.term for word in words_of(clause) if word.term in _day_terms()}
    return Event(frozenset(terms_of(clause)), frozenset(places), frozenset(days))


def _place_before(clause: str, at: int) -> list[str]:
    """The town that qualifies a meeting: "the Paris talks". A country there says who, not where."""
    before = re.search(r"(?<=[\w,;] )((?:[A-Z][\w’']+\s)*[A-Z][\w’']+)\s+$", clause[:at])
    terms = terms_of(before[1])[-1:] if before else []
    return [term for term in terms if term not in country_names()]


def _parts(clause: str, surnames: Collection[str]) -> list[tuple[int, int, Role, MentionKind | None]]:
    """Who had which part in the meeting, by the cues of one clause: before a cue its subject, after it those listed."""
    cues = _cues(clause)
    named = mentions(clause, surnames)
    groups = _groups(clause, named)
    found: list[tuple[int, int, Role, MentionKind | None]] = []
    for number, cue in enumerate(cues):
        since = cues[number - 1].end if number else 0
        until = cues[number + 1].start if number + 1 < len(cues) else len(clause)
        found += _subjects(clause, since, cue, named, groups) + _listed(clause, cue, until, named, groups)
    return _strongest(found) or _of_meeting(clause, groups, named) or _speakers(clause, named)


def _strongest(
    parts: Sequence[tuple[int, int, Role, MentionKind | None]],
) -> list[tuple[int, int, Role, MentionKind | None]]:
    """One part for each: "was represented by Jane Roe, who dialled in" makes her remote."""
    best: dict[int, tuple[int, int, Role, MentionKind | None]] = {}
    for part in parts:
        known = best.get(part[0])
        if known is None or (known[3] is MentionKind.PERSON and _STRONGEST.index(part[2]) < _STRONGEST.index(known[2])):
            best[part[0]] = part
    return list(best.values())


def _of_meeting(
    clause: str, groups: Sequence[tuple[int, int]], named: Sequence[Mention]
) -> list[tuple[int, int, Role, MentionKind | None]]:
    """ "a visit to Oslo by officials from Chile", "talks between Chile and Peru"."""
    found: list[tuple[int, int, Role, MentionKind | None]] = []
    for noun in _meeting_nouns().finditer(clause):
        opening = _BY_WHOM.match(clause, noun.end())
        if not opening:
            continue
        group = next((group for group in groups if group[0] == opening.end()), None)
        if group:
            found.append((*group, Role.ATTENDED, None))
        elif listing := _enumeration_after(clause, named, opening.end(), len(clause)):
            found.append((*listing, Role.ATTENDED, MentionKind.COUNTRY))
    return found


def _subjects(
    clause: str, since: int, cue: _Cue, named: Sequence[Mention], groups: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Role, MentionKind | None]]:
    if re.match(r"\s*by\b", clause[cue.end :]):
        return []
    inside = [group for group in groups if since <= group[0] and group[1] <= cue.start]
    found: list[tuple[int, int, Role, MentionKind | None]] = [(a, b, cue.role, None) for a, b in inside]
    for mention in named:
        if mention.kind is MentionKind.PERSON and since <= mention.start and mention.end <= cue.start:
            if not _OBLIQUE.search(clause[: mention.start]):
                found.append((mention.start, mention.end, cue.role, mention.kind))
    listing = _enumeration_before(clause, named, since, cue.start)
    if listing and not any(a <= listing[0] < b for a, b in inside):
        found.append((*listing, cue.role, MentionKind.COUNTRY))
    return found


def _listed(
    clause: str, cue: _Cue, until: int, named: Sequence[Mention], groups: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Role, MentionKind | None]]:
    zone = clause[cue.end : until]
    opening = _OPENS_LIST.search(zone) or re.match(
        r"", zone if clause[cue.start : cue.end].endswith((" of", " with")) else "x"
    )
    if not opening:
        return []
    begin = cue.end + opening.start()
    found: list[tuple[int, int, Role, MentionKind | None]] = [
        (a, b, cue.role, None) for a, b in groups if a >= cue.end and b <= until and _is_listed(clause, cue, a)
    ]
    for mention in named:
        if mention.kind is MentionKind.PERSON and begin <= mention.start and mention.end <= until:
            found.append((mention.start, mention.end, cue.role, mention.kind))
    for match in re.finditer(rf"\b(?:countries|nations|states|{_LISTING})\s+", zone):
        listing = _enumeration_after(clause, named, cue.end + match.end(), until)
        if listing and _names_parties(clause, cue, cue.end + match.start(), listing, named):
            if not any(a <= listing[0] < b for a, b in groups):
                found.append((*listing, cue.role, MentionKind.COUNTRY))
    return found


def _is_listed(clause: str, cue: _Cue, at: int) -> bool:
    return bool(_WITH.search(clause[:at])) or not clause[cue.end : at].strip()


def _names_parties(clause: str, cue: _Cue, at: int, listing: tuple[int, int], named: Sequence[Mention]) -> bool:
    """Whether countries listed after a cue are parties: several of them, or right behind the cue's own "by"."""
    several = sum(listing[0] <= m.start < listing[1] for m in named) > 1
    directly = not clause[cue.end : at].strip() or bool(re.search(r"\bparticipation\s+$", clause[:at]))
    after_noun = bool(
        re.search(
            r"\b(?:countries|nations|states|delegations?|representatives|envoys)\s+(?:\w+\s+){0,2}$",
            clause[:at],
        )
    )
    return directly or (several and after_noun)


def _speakers(clause: str, named: Sequence[Mention]) -> list[tuple[int, int, Role, MentionKind | None]]:
    """ "During the talks, Gen. Roe said": who speaks at a meeting attends it."""
    for noun in _meeting_nouns().finditer(clause):
        if _SPEAKS_AT.search(clause[: noun.start()]):
            for mention in named:
                if (
                    mention.kind is MentionKind.PERSON
                    and mention.start >= noun.end()
                    and _speaks(clause[mention.end :])
                ):
                    return [(mention.start, mention.end, Role.ATTENDED, mention.kind)]
    return []


def _speaks(after: str) -> bool:
    words = terms_of(after[:40])[:2]
    return any(word in _speech_terms() for word in words)


def _enumeration_before(clause: str, named: Sequence[Mention], since: int, until: int) -> tuple[int, int] | None:
    """The countries that stand as a list directly before `until`: "Britain and Germany will"."""
    places = [m for m in named if m.kind is MentionKind.COUNTRY and since <= m.start and m.end <= until]
    if not places or not _BEFORE_CUE.match(clause[places[-1].end : until]):
        return None
    first = len(places) - 1
    while first and _GLUE.match(clause[places[first - 1].end : places[first].start]):
        first -= 1
    return places[first].start, places[-1].end


def _enumeration_after(clause: str, named: Sequence[Mention], at: int, until: int) -> tuple[int, int] | None:
    """The countries that stand as a list directly at `at`: "Japan, South Korea, and Australia"."""
    places = [m for m in named if m.kind is MentionKind.COUNTRY and at <= m.start and m.end <= until]
    if (
        not places
        or not _GLUE.match(clause[at : places[0].start])
        or clause[places[0].end : places[0].end + 1] in {"'", "’"}
    ):
        return None
    last = 0
    while last + 1 < len(places) and _GLUE.match(clause[places[last].end : places[last + 1].start]):
        last += 1
    return places[0].start, places[last].end


def _groups(clause: str, named: Sequence[Mention]) -> list[tuple[int, int]]:
    """People named by what they are: "senior officials from the UK and France", "delegates from roughly 50 nations"."""
    found = []
    for match in _group_head().finditer(clause):
        end = _group_end(clause, match.end(), named)
        if end > match.end() or _has_qualifier(match.group()):
            found.append((match.start(), end))
    return found


def _group_end(clause: str, at: int, named: Sequence[Mention]) -> int:
    """Where the group ends that is headed by the noun before `at`: behind "from the UK and France", if that follows."""
    joined = _FROM_WHERE.match(clause, at)
    if not joined:
        return at
    if listing := _enumeration_after(clause, named, joined.end(), len(clause)):
        return listing[1]
    counted = _counted_group().match(clause, joined.end()) or _VARIOUS.match(clause, joined.end())
    return counted.end() if counted else at


def _has_qualifier(group: str) -> bool:
    """A bare plural ("army leaders") says nothing; one with a name or a number does ("Ukrainian officials")."""
    return (
        any(word[0].isdigit() or word[0].isupper() for word in group.split()[:-1])
        and not group.split()[-1][0].isupper()
    )


def _cues(clause: str) -> list[_Cue]:
    """The cues of a clause; those that stand within two words of each other are one."""
    cues: list[_Cue] = []
    for match in _cue_words().finditer(clause):
        role = _cue_roles()[re.sub(r"\s+", " ", match.group().lower())]
        if (
            cues
            and len(clause[cues[-1].end : match.start()].split()) <= 1
            and "," not in clause[cues[-1].end : match.start()]
        ):
            strongest = min(cues[-1].role, role, key=_STRONGEST.index)
            cues[-1] = _Cue(cues[-1].start, match.end(), strongest)
        else:
            cues.append(_Cue(match.start(), match.end(), role))
    return [_in_mood(clause, cue) for cue in cues if _says_part(clause, cue)]


def _says_part(clause: str, cue: _Cue) -> bool:
    """Not "a promise by telephone", nor "is set to" of something else: those words need a verb of taking part."""
    if clause[cue.start : cue.end].lower() in _expectations():
        return False
    if cue.role is Role.CHAIRED and _CHAIRS.search(clause[cue.start : cue.end]):
        return bool(_CHAIRS_MEETING.match(clause[cue.end :]) or _meeting_nouns().search(clause[cue.end : cue.end + 60]))
    if cue.role is Role.REMOTE and clause[cue.start : cue.end].lower() in _remote_means():
        return bool(_APPEARS.search(clause[max(0, cue.start - 60) : cue.start]))
    return True


@cache
def _remote_means() -> frozenset[str]:
    """How one is remote, where the phrase has no verb of its own: "by video link"."""
    phrases = table("words")["participation"][Role.REMOTE.value]
    return frozenset(p.lower() for p in phrases if re.match(r"(?:by|via|on|over|remotely|virtually|online)\b", p))


def _in_mood(clause: str, cue: _Cue) -> _Cue:
    if cue.role in _DENIED and _NEGATED.search(clause[max(0, cue.start - 24) : cue.start]):
        return cue._replace(role=_DENIED[cue.role])
    ahead = cue.role in (Role.ATTENDED, Role.REMOTE) and _FUTURE.search(clause[max(0, cue.start - 40) : cue.end])
    return cue._replace(role=Role.EXPECTED) if ahead else cue


@cache
def _cue_roles() -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for role in _STRONGEST:
        for phrase in table("words")["participation"][role.value]:
            roles.setdefault(phrase.lower(), role)
    return roles


@cache
def _expectations() -> frozenset[str]:
    """Phrases that say only that something lies ahead: "are set to"."""
    phrases = table("words")["participation"][Role.EXPECTED.value]
    return frozenset(phrase for phrase in phrases if phrase.endswith((" to", "expected", "due")))


@cache
def _cue_words() -> re.Pattern[str]:
    phrases = sorted(_cue_roles(), key=len, reverse=True)
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(p).replace(chr(92) + ' ', chr(92) + 's+') for p in phrases)})\b",
        re.IGNORECASE,
    )


@cache
def _meeting_nouns() -> re.Pattern[str]:
    meetings = table("words")["meetings"]
    kinds = sorted({*meetings["kinds"], *meetings["remote"]}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kinds))})s?\b", re.IGNORECASE)


@cache
def _meeting_verbs() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:met|meets?|convened?|convenes|gather(?:s|ed|ing)?|assembled|conferr?(?:ed|ing|s)?|negotiat(?:ed|es?|ing)|"
        r"s[ia]t down|c[ao]me together|held talks|(?:c[ao]me|travel(?:led|ed)|flew|journeyed|invited|went)(?= to [A-Z]))\b"
    )


@cache
def _day_terms() -> frozenset[str]:
    return frozenset(terms_of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"))


@cache
def _speech_terms() -> frozenset[str]:
    verbs = table("words")["speech"]
    return frozenset(term for group in verbs.values() for verb in group for term in terms_of(verb)[:1])


@cache
def _group_head() -> re.Pattern[str]:
    """A plural noun for people with up to four words before it that are no articles, prepositions or verbs."""
    heads = {role.split()[-1] for group in table("titles").values() for role in group["roles"] if role.islower()}
    plurals = "|".join(sorted(re.escape(_plural(head)) for head in heads))
    stops = "the|a|an|of|in|at|by|to|and|or|with|from|for|on|that|which|were|was|are|is|as|between|among|including|these|those|both|some|many|such|their|its|his|her"
    joint = r"(?:[A-Z][\w.’'-]*\s+and\s+)?"
    return re.compile(rf"(?<!\w)(?:{joint}(?!(?:{stops})\b)[\w.’'-]+\s+){{0,4}}\b(?:{plurals})\b", re.IGNORECASE)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch")) and not noun.endswith("arch"):
        return noun + "es"
    return {"man": "men", "woman": "women"}.get(noun, noun[:-3] + "men" if noun.endswith("man") else noun + "s")


@cache
def _counted_group() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:roughly|about|around|some|nearly|almost|more than|over|at least|up to|fewer than|approximately)\s+)?"
        r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|two dozen|twenty|thirty|forty|fifty|several|dozens of)"
        r"(?:-\w+)?\s+(?:[\w-]+\s+)?(?:countries|nations|states|members|companies|parties|organisations|organizations|governments|agencies|cities|clubs|unions|groups|firms|institutions|teams|villages|towns|districts|families|departments)",
        re.IGNORECASE,
    )
