"""The words that say how somebody took part in a meeting: "attended", "dialled in", "is not slated to participate"."""

import re
from functools import cache
from typing import NamedTuple

from bot.facts.meetings import meeting_nouns
from bot.lexicon import table
from bot.models import Role

_FUTURE = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) (?:to|set|due|expected|scheduled|slated|likely|planning)|plans?|intends?)\b",
    re.IGNORECASE,
)
_APPEARS = re.compile(
    r"\b(?:spoke|speak\w*|appear\w*|follow\w*|watch\w*|listen\w*|answer\w*|testif\w*|meet\w*|met|confer\w*|convene\w*|"
    r"talk\w*|discuss\w*|address\w*|join\w*|attend\w*|part|present|gave|connected|questioned|heard)\b[^,;]*$",
    re.IGNORECASE,
)
# "chairs the board" is an office; "chaired the call" and "chaired by" are a part in a meeting.
_CHAIRS = re.compile(r"\b(?:chair(?:s|ed|ing)|presid(?:es|ed|ing)(?: over)?)$", re.IGNORECASE)
_CHAIRS_MEETING = re.compile(r"\s+(?:by|it)\b|\s*[.,]|\s*$")
# Who invites somebody is not invited: "invited both sides", but not "was invited" nor "those invited include".
_INVITES = re.compile(r"\s+(?:(?:the|an?|both|all|its|his|her|their|several)\b|\d|[A-Z])")
_TO_MEANS = re.compile(r"(?:\s(?!and\b|or\b|with\b|by\b)[\w’'-]+){0,6}\s")
_NEGATED = re.compile(r"\b(?:not|never|nor|neither)\b(?:\s+\w+){0,2}\s+$|n['’]t(?:\s+\w+){0,2}\s+$", re.IGNORECASE)
_DENIED = {Role.ATTENDED: Role.ABSENT, Role.EXPECTED: Role.ABSENT, Role.INVITED: Role.NOT_INVITED}
# Where several cues stand together ("is not slated to participate", "joining remotely"), the first of these counts.
STRONGEST = (
    Role.NOT_INVITED, Role.ABSENT, Role.REMOTE, Role.CHAIRED, Role.INVITED, Role.EXPECTED, Role.ATTENDED,
)  # fmt: skip


class Cue(NamedTuple):
    """Words that say a part in a meeting, and which."""

    start: int
    end: int
    role: Role


def cues(clause: str) -> list[Cue]:
    """The cues of a clause; those that stand within two words of each other are one.

    So are a verb and how it was done: "joined the talks in Oslo by video link".
    """
    found: list[Cue] = []
    for match in _cue_words().finditer(clause):
        role = _cue_roles()[re.sub(r"\s+", " ", match.group().lower())]
        between = clause[found[-1].end : match.start()] if found else ""
        if found and (_is_next_word(between) or (_is_means(match.group()) and _TO_MEANS.fullmatch(between))):
            found[-1] = Cue(found[-1].start, match.end(), min(found[-1].role, role, key=STRONGEST.index))
        else:
            found.append(Cue(match.start(), match.end(), role))
    return [_in_mood(clause, cue) for cue in found if _says_part(clause, cue)]


def _is_next_word(between: str) -> bool:
    return len(between.split()) <= 1 and "," not in between


def _is_means(phrase: str) -> bool:
    return phrase.lower() in _remote_means()


def tells_of_part(text: str) -> bool:
    """Whether a text says of anybody that they took part in something, or did not."""
    return bool(cues(text))


def _says_part(clause: str, cue: Cue) -> bool:
    """Not "a promise by telephone", nor "is set to" of something else: those words need a verb of taking part."""
    if clause[cue.start : cue.end].lower() in _expectations():
        return False
    if clause[cue.start : cue.end].lower() == "invited" and _INVITES.match(clause[cue.end :]):
        return False
    if cue.role is Role.CHAIRED and _CHAIRS.search(clause[cue.start : cue.end]):
        return bool(_CHAIRS_MEETING.match(clause[cue.end :]) or meeting_nouns().search(clause[cue.end : cue.end + 60]))
    if cue.role is Role.REMOTE and _is_means(clause[cue.start : cue.end]):
        return bool(_APPEARS.search(clause[max(0, cue.start - 60) : cue.start]))
    return True


@cache
def _remote_means() -> frozenset[str]:
    """How one is remote, where the phrase has no verb of its own: "by video link"."""
    phrases = table("words")["participation"][Role.REMOTE.value]
    return frozenset(p.lower() for p in phrases if re.match(r"(?:by|via|on|over|remotely|virtually|online)\b", p))


def _in_mood(clause: str, cue: Cue) -> Cue:
    if cue.role in _DENIED and _NEGATED.search(clause[max(0, cue.start - 24) : cue.start]):
        return cue._replace(role=_DENIED[cue.role])
    ahead = cue.role in (Role.ATTENDED, Role.REMOTE) and _FUTURE.search(clause[max(0, cue.start - 40) : cue.end])
    return cue._replace(role=Role.EXPECTED) if ahead else cue


@cache
def _cue_roles() -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for role in STRONGEST:
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
        rf"\b(?:{'|'.join(re.escape(phrase).replace(chr(92) + ' ', chr(92) + 's+') for phrase in phrases)})\b",
        re.IGNORECASE,
    )
