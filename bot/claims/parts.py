"""A claim on what part somebody had in a meeting: who tells the same, and who tells otherwise."""

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.answers.participants import part_of_named, participants
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.claims.evidence import Evidence
from bot.claims.verdicts import MOST_NEAR, MOST_VALUES
from bot.lexicon.folding import fold
from bot.models import ClaimCheck, ClaimKind, Finding, Kind, Role
from bot.store import Store
from bot.terms import terms_of
from bot.texts.wordings import finding

_THERE = (Role.CHAIRED, Role.ATTENDED, Role.REMOTE)
_AWAY = (Role.ABSENT, Role.NOT_INVITED)
_NEARLY = 0.85
"""The share of the best bearing from which a part is told of the same meeting as the nearest one."""


def part_checks(evidence: Evidence, store: Store) -> Iterator[ClaimCheck]:
    """One check for each part in a meeting that the claimed sentence tells of."""
    claimed = evidence.claimed
    named = [(who, part) for who, part in claimed.parts if part.kind is not None]
    told = part_of_named(_question(claimed.text), evidence.search, evidence.hits, store).findings if named else ()
    for who, part in named:
        theirs = _nearest([found for found in told if _is_theirs(found, who)], evidence)
        same = [found for found in theirs if _is_same(part.role, found.role)]
        others = [found for found in theirs if _contradicts(part.role, found.role)]
        if part.role is Role.CHAIRED and not same:
            others += _chairs(evidence, who, store)
        yield ClaimCheck(
            kind=ClaimKind.PART,
            claim=_words(claimed.text, who),
            stated=_joined(same) if same else None,
            differs=tuple(others[:MOST_VALUES]),
            more=len(others[MOST_VALUES:]),
            near=() if same or others else tuple(theirs[:MOST_NEAR]),
        )


def _question(text: str, *roles: Role) -> Question:
    """Asks for somebody's part, or for all who had one of those roles."""
    kind, wants = (Kind.ATTENDANCE, Wants.PERSON) if roles else (Kind.YES_NO, Wants.ANYTHING)
    return Question(text, kind, wants, focus=(), subject=(), phrases=(), roles=roles or tuple(Role))


def _nearest(told: Sequence[Finding], evidence: Evidence) -> list[Finding]:
    """Those that are told about as near to the claim as the nearest one: a meeting may be one of many of its kind."""
    bearings = [max(map(evidence.bearing_of, found.citations)) for found in told]
    return [found for found, bearing in zip(told, bearings, strict=True) if bearing >= _NEARLY * max(bearings)]


def _chairs(evidence: Evidence, who: str, store: Store) -> Sequence[Finding]:
    """Who else is said to have chaired it."""
    names = set(terms_of(who))
    others = Search(tuple(word for word in evidence.search.words if word.term not in names))
    return participants(_question("", Role.CHAIRED), others, evidence.hits, store).findings


def _is_same(claimed: Role, told: Role | None) -> bool:
    """Who chaired a meeting, or was connected to it, took part in it."""
    return told is claimed or (claimed is Role.ATTENDED and told in _THERE)


def _contradicts(claimed: Role, told: Role | None) -> bool:
    return (claimed in _AWAY and told in _THERE) or (claimed not in _AWAY and told in _AWAY)


def _joined(same: Sequence[Finding]) -> Finding:
    return finding(same[0].value, chain.from_iterable(found.citations for found in same), same[0].role)


def _is_theirs(found: Finding, who: str) -> bool:
    """Of one person by the surname; of a country or the like by any of its names."""
    value = found.value or ""
    return fold(value.split()[-1]) == fold(who.split()[-1]) or set(terms_of(value)) == set(terms_of(who))


def _words(text: str, who: str) -> str:
    """Who, as the sentence has it, with what follows."""
    return who if who not in text else text[text.index(who) :].rstrip(".!… ")
