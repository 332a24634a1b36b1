"""The words that say how somebody took part in a meeting: "attended", "dialled in", "is not slated to participate"."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.facts.meetings import meeting_nouns, remote_means
from bot.facts.moods import CHAIN, CHAIN_ENDS, DENIES, OPEN, in_mood
from bot.facts.phrases import INVITES, candidates, readings
from bot.lexicon import table
from bot.models import Role

_IS_INVITED = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b(?!.*\b(?:did|has|have|had)\b)|\b(?:is|are|was|were)n['’]t\b|\bbeen\b",
    re.IGNORECASE,
)
_GUESTS = re.compile(r"\s(?:guests?|audience|speakers?)\b")
_BREAK = re.compile(
    r"[,;:.?!()“”\"–—]|\b(?:who|that|which|because|when|while|but|said|says|before|after|since|until|if|than|against|"
    r"about|as|following|from|amid|ahead|on to|up to)\b|\band\s(?!the\b|a\b|[A-Z])",
)
_NEEDS_BE = frozenset(["in", "at", "there", "present"])  # the most frequent words that say a part behind "was" alone
_BE_NEAR = 30
_AT_ONCE = 8
_OF_IT = ("chair", "attend", "boycott", "skip", "presid", "host", "moderat", "miss")
# Those whose object the meeting itself has to be: not "led in the polls during the game".
_DIRECT = frozenset(
    [
        "chaired",
        "chairs",
        "chair",
        "chairing",
        "co-chaired",
        "moderated",
        "moderates",
        "led",
        "leads",
        "lead",
        "leading",
        "hosted",
        "hosts",
        "host",
        "hosting",
        "convened",
        "ran",
        "opened",
        "missed",
        "miss",
        "misses",
        "missing",
        "skip",
        "skips",
        "skipped",
        "skipping",
        "snubbed",
        "shunned",
        "watched",
        "followed",
    ]
)
_ELSEWHERE = re.compile(r"\b(?:at|in|on|with|during|by)\b")
_PASSIVES = frozenset(
    [
        "attended",
        "joined",
        "chaired",
        "co-chaired",
        "moderated",
        "led",
        "hosted",
        "co-hosted",
        "convened",
        "opened",
        "addressed",
        "boycotted",
        "skipped",
        "shunned",
        "snubbed",
        "missed",
        "represented",
    ]
)
_PARTICLES = frozenset(["called in", "flew in", "dropped in", "looked in", "turned up", "showed up", "phoned in"])
_NO_PARTICLE = re.compile(r"\s(?:[A-Z]|\d|the\b|an?\b|his\b|her\b|its\b|their\b|with (?:a|an|his|her)\b)")
_WEAK = frozenset(
    ["turned up", "showed up", "turn up", "show up", "there", "flew in", "answered questions", "in the room", "come",
     "appear", "called in", "missing", "told them", "in", "make it", "on hand", "took his place", "took her place",
     "spoke for the", "came for the", "sat for the",
     "appeared for the", "acted for the", "spoke with them", "spoke to them", "talked to them",
     "sat opposite each other", "sat opposite one another", "sat face to face", "sat side by side",
     "sat next to each other", "came face to face", "refused", "declined", "held up", "cried off"]
)  # fmt: skip
_OTHER_WAY = re.compile(r"\b(?:with|over|from|by)\b")
_VERBS = re.compile(r"\b(?:to|is|are|was|were|will|has|have|had)\b")
_GOES = frozenset(
    [
        "came",
        "come",
        "comes",
        "went",
        "arrived",
        "arrive",
        "arrives",
        "travelled",
        "traveled",
        "travelling",
        "traveling",
        "flew",
        "fly",
        "travel",
        "journeyed",
    ]
)
_GOES_TO = re.compile(r"\s(?:back\s|on\s[A-Z]\w+day\s)?(?:to|for|in|at|into|from)\s")
_TO_MEET = re.compile(
    r"\s(?:in|to|at)\s(?:the\s)?[A-Z][^,;:.]{1,60}?\s"
    r"to (?:discuss|talk|negotiate|confer|meet|debate|hear|mourn|celebrate|hold)\b"
)
_BASES = frozenset(
    [
        "attend",
        "participate",
        "join",
        "testify",
        "come",
        "appear",
        "skip",
        "miss",
        "boycott",
        "lead",
        "host",
        "chair",
        "travel",
        "fly",
        "meet",
        "gather",
        "speak",
        "preside",
        "take",
    ]
)
_REACH = 90
_BODIES = frozenset(["council", "assembly", "panel", "service", "congress", "review", "march", "mass", "launch"])
_SIT = frozenset(["join", "lead", "leads", "led", "leading", "missed", "ran", "runs", "left"])
_NO_OBJECT = re.compile(
    r"\s*(?:$|[.,;:)–—]|(?:in|at|on|for|to|again|over|by|via|behind|there|here|outside|near|this|last|next|early|late|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|face|privately|virtually|online|remotely|twice|"
    r"before|during|after|inside|under|around|and|but|from|together|as|because|while|despite|briefly|instead|until|"
    r"alongside|either|personally|when|without|only|too|one|behind|amid|through|all|with|since|into|once|later|"
    r"[a-z]+ly)\b)",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b|\b(?:is|are|was|were)n['’]t\b", re.IGNORECASE)
_BE_LAST = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
BY = re.compile(
    r"\s?(?:[a-z]{1,12}ly\s)?(?:(?:at|in|on)\s[^,;:.]{1,50}?[\s,]|(?:twice|only|also|instead),?)?\s?\bby\s"
    r"(?!(?:a\s)?(?:video|phone|telephone|remote|satellite|zoom))",
    re.IGNORECASE,
)
_NAMED_MEETING = re.compile(r"\s(?:it|them)\b(?!\s(?:to|in|a|the)\b)")
_AT_PLACE = re.compile(r"\s(?:at|in|there|on|for)\b")
_JOINS_IN = frozenset(
    [
        "take part",
        "takes part",
        "took part",
        "taking part",
        "taken part",
        "participate",
        "participates",
        "participated",
        "participating",
    ]
)
_ENDS = re.compile(r"[;:.!?]")
_WHICH = re.compile(r",?\s(?:which|that)\s[^,;:.!?]{2,70}$")
_NOT_THERE = re.compile(
    r"\s*(?:$|[.,;:)–—]|\b(?:because|on|at|this|that|last|yesterday|too|again|due|and|but|altogether|for)\b)"
)
_ASKED_TO = re.compile(r"\b(?:asked|invited)\sto\s$", re.IGNORECASE)
_TRAVELS = frozenset(["travel", "go", "fly"])
_TO_PLACE = re.compile(r"\sto\s(?:the\s)?[A-Z]")
_TO_DO = re.compile(r"\sto\b(?!\s(?:the\s)?[A-Z])")
# "had been asked to come but refused"
_REFUSED_TO_COME = re.compile(
    r"\b(?:invited|asked|invitation|expected|urged)\b[^.;]{0,60}(?:,|\b(?:but|and))\s(?:had\s)?$"
)
_TELLS = re.compile(r"\s(?:the|those|a|his|her|their)\s(?:[\w-]{1,20}\s)?$")


class Frame(StrEnum):
    """Whom a cue is about: its SUBJECT, whoever it is done BY, both SIDES ("met"), its OBJECT ("invited Roe")."""

    SUBJECT = "subject"
    BY = "by"
    SIDES = "sides"
    OBJECT = "object"


class Cue(NamedTuple):
    """Words that say a part in a meeting, and which. `start` is that of the auxiliaries before them.

    `at`: where the meeting is named behind them, else their end.
    """

    start: int
    end: int
    role: Role
    frame: Frame
    phrase: str
    at: int
    is_gathering: bool = False


def tells_of_part(text: str) -> bool:
    """Whether a text says of anybody that they took part in something, or did not."""
    return bool(cues(text))


def cues(text: str) -> list[Cue]:
    """The cues of a text, in order. Those that leave open whether anybody takes part ("may attend") are none."""
    return [cue for match in candidates(text) if (cue := _cue(text, match))]


def _cue(text: str, match: re.Match[str]) -> Cue | None:
    phrase = re.sub(r"\s+", " ", match.group().lower())
    before = text[max(0, match.start() - CHAIN_ENDS) : match.start()]
    if phrase in _NEEDS_BE and not _BE.search(before[-_BE_NEAR:]):
        return None
    chain = CHAIN.search(before)
    aux = chain.group() if chain else ""
    start = match.start() - len(aux)
    if phrase in INVITES:
        return _invitation(text, match, aux, start)
    read = readings()[phrase]
    if any(reading.role is None for reading in read):
        return _meeting_of(text, match, phrase, aux, start)
    named = meeting_behind(text, match.end(), phrase)
    if named < 0 and _is_which(text, start, match.end()):
        named = match.end()
    is_named = named >= 0
    if phrase in _PARTICLES and _NO_PARTICLE.match(text, match.end()):
        return None
    by = (
        phrase in _PASSIVES
        and _is_by(text, match.end(), phrase)
        and not (aux and _BE_LAST.search(aux) and not is_named and phrase != "represented")
    )
    for reading in read:
        if reading.needs_be and not _BE.search(aux):
            continue
        if reading.needs_meeting and not is_named and not by:
            continue
        if reading.needs_means and not _with_means(text, match.end()):
            continue
        is_said = DENIES.search(aux) or _ASKED_TO.search(aux)
        if reading.needs_denial and (not is_said or _TO_DO.match(text, match.end())):
            continue
        if reading.needs_denial and phrase in _TRAVELS and not _TO_PLACE.match(text, match.end()):
            continue
        role = reading.role
        if role is None or not _fits(text, match, phrase, aux, named=is_named or by):
            continue
        if role is Role.EXPECTED and not _AT_PLACE.match(text, match.end()):
            continue
        mood = in_mood(role, aux)
        if mood is not None:
            return Cue(start, match.end(), mood, Frame.BY if by else Frame.SUBJECT, phrase, max(named, match.end()))
    return None


def _is_which(text: str, start: int, end: int) -> bool:
    """Whether a meeting named before is what the verb is about: "the hearing, which Jane Roe chaired"."""
    which = _WHICH.search(text[:start], max(0, start - _REACH))
    if not which or not _NOT_THERE.match(text, end):
        return False
    named = meeting_nouns().find_all(text, max(0, start - _REACH), which.start())
    return any(not _ENDS.search(text, told.end(), which.start()) for told in named)


def _is_by(text: str, at: int, phrase: str) -> bool:
    """Whether "by" and those who did it follow; behind "joined", at once or behind the meeting."""
    by = BY.match(text, at)
    if by is None:
        return False
    return phrase != "joined" or len(by.group()) < _AT_ONCE or meeting_nouns().search(by.group()) is not None


def _fits(text: str, match: re.Match[str], phrase: str, aux: str, *, named: bool) -> bool:
    """Not "attended school", nor a participle that belongs to something else."""
    if phrase.startswith("attend") and not named and not _NO_OBJECT.match(text, match.end()):
        return False
    if phrase in {"missing", "absent"} and not named and not _NOT_THERE.match(text, match.end()):
        return False
    if phrase in {"refused", "declined"} and not _REFUSED_TO_COME.search(text[: match.start()]):
        return False
    if (phrase in _JOINS_IN and re.match(r"\sin\b", text[match.end() :]) and not named) or (
        phrase == "present" and re.match(r"\sat\b", text[match.end() :]) and not named
    ):
        return False
    left = text[: match.start()].rstrip()
    return (
        not phrase.split()[0].endswith("ing") or bool(aux.strip(", ")) or left[-1:] in {",", ""} or phrase == "missing"
    )


def _meeting_of(text: str, match: re.Match[str], phrase: str, aux: str, start: int) -> Cue | None:
    """ "met", "gathered": both sides, or all of them, take part."""
    people = table("words")["meeting_people"]
    is_alone = phrase in people["gathered"] and bool(_NO_OBJECT.match(text, match.end()))
    if re.search(r"\b(?:was|were|been|being)\s$", aux):
        return None
    if not is_alone and phrase not in people["met"]:
        return None
    if not _fits(text, match, phrase, aux, named=True) or DENIES.search(aux):
        return None
    mood = in_mood(Role.ATTENDED, aux)
    return (
        Cue(start, match.end(), mood, Frame.SUBJECT if is_alone else Frame.SIDES, phrase, match.end(), is_alone)
        if mood
        else None
    )


def _invitation(text: str, match: re.Match[str], aux: str, start: int) -> Cue | None:
    """Who was invited: the subject of "was invited", the object of "invited"."""
    if OPEN.search(aux) or _GUESTS.match(text, match.end()):
        return None
    role = Role.NOT_INVITED if DENIES.search(aux) else Role.INVITED
    at = max(meeting_behind(text, match.end(), "invited"), match.end())
    is_participle = match.group().lower() == "invited"
    if is_participle and (_IS_INVITED.search(aux) or _NO_OBJECT.match(text, match.end())):
        return Cue(start, match.end(), role, Frame.SUBJECT, "invited", at)
    if found := _to_come().search(text, match.end(), min(len(text), match.end() + _REACH)):
        return Cue(start, match.end(), role, Frame.OBJECT, "invite", max(at, found.end()))
    return None


def meeting_behind(text: str, at: int, phrase: str) -> int:
    """Where behind `at` the meeting stands that is the phrase's object: "joined [leaders for talks]"; -1 for none."""
    if phrase == "told":
        found = _audience().search(text, at, at + 60)
        return found.end() if found and _TELLS.fullmatch(text[at : found.start()]) else -1
    first = phrase.split()[0]
    by_pronoun = first.startswith(_OF_IT) and _NAMED_MEETING.match(text, at)
    if by_pronoun or (first.startswith("join") and remote_means().match(text[at : at + 40].lstrip())):
        return at
    if first in {*_GOES, "in"} and (purpose := _TO_MEET.match(text, at)):
        return purpose.end()
    found = meeting_nouns().search(text, at, min(len(text), at + _REACH))
    if not found or (found.group().lower() in _BODIES and first in _SIT):
        return -1
    return found.end() if _reaches(text[at : found.start()], first, _GOES_TO.match(text, at) is not None) else -1


def _reaches(between: str, first: str, goes_to: bool) -> bool:
    """Whether a verb governs the meeting behind those words: not where they begin something new."""
    if first in _DIRECT and _ELSEWHERE.search(between):
        return False
    if first in _GOES and not goes_to:
        return False
    if first in {"at", "in", "present"}:
        return not _BREAK.search(between) and not _OTHER_WAY.search(between)
    is_loose = first in _GOES or first.startswith("join")
    return not _BREAK.search(between) and (is_loose or not _VERBS.search(between))


def _with_means(text: str, at: int) -> bool:
    """Whether the means from afar follow: "spoke [to delegates] by video link"."""
    found = remote_means().search(text, at, min(len(text), at + 70))
    return bool(found) and not re.search(r"[;:,.]|\b(?:and|but|that|who)\b", text[at : found.start()] if found else "")


def is_weak(cue: "Cue") -> bool:
    """Whether the cue tells of a meeting only where one was named just before."""
    return cue.phrase in _WEAK


def needs_subject(cue: "Cue") -> bool:
    """Whether the cue is a bare infinitive, which has a subject of its own only directly before it."""
    return cue.phrase.split()[0] in _BASES


@cache
def _audience() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("words")["meeting_people"]["audience"]))
    return re.compile(rf"\b(?:{words})\b|{meeting_nouns().pattern.pattern}", re.IGNORECASE)


@cache
def _to_come() -> re.Pattern[str]:
    """Behind those invited: "to attend", "to the dinner"."""
    meeting = meeting_nouns().pattern.pattern
    return re.compile(
        rf"\bto\s(?:attend|join|take part|come|speak|(?:[\w’'-]{{1,20}}\s){{1,4}}(?:{meeting}))",
        re.IGNORECASE,
    )
