"""What a count's sentence says of it: which of the things are counted, and whether the number moved there."""

import re
from functools import cache

from bot.facts.scanning import Scanner, one_of
from bot.lexicon import table
from bot.models import Span

_REACH = 160
"""Characters on either side of a count that can still be about it."""
_NEAR = 30
"""Characters before a count in which what stands right before it is looked for."""
_CLAUSE_ENDS = re.compile(r"[;:.]\s")
_NUMBER = (
    r"(?:\S{1,20}\s){0,2}[$€£]?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds)\b)"
)
_PREDICATE = (
    r"(?:(?:will|would|has|had|have|is|are|was|were|can|could|may|might|must|should)\s"
    r"|(?:plans|aims|hopes|wants|promises|pledges|intends|expects|seeks|agrees)\sto\s"
    r"|[a-z]{2,20}s\s(?:its|his|her|their|about|more\sthan)\s)"
)
"""What stands behind "and" where something else is said of the same: "and has", "and owes its lenders"."""
_BREAK = re.compile(
    r"[;:()\[\]—\n]|\s[–-]\s|,\s|"
    rf"\b(?:(?:while|whereas|but|although|though)\b|and\s(?={_NUMBER}|\w{{1,20}}ed\s|{_PREDICATE}))"
)
_AHEAD = 80
"""Characters beyond a clause in which the number stands that makes "and" a break."""
_EDGE = " .,;:!?…“”\"'’"
# A comma does not end what is said where a participle goes on: "30 states, led by two of them, agreed".
_GOES_ON = re.compile(
    r"(?:mostly|mainly|partly|many|most|some|half|all)\s|(?:led|headed|backed|based|held|made|built|who|which|that|both)\b|"
    r"\w{2,20}(?:ed|ing)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:led|headed|backed|based|held|made|built|who|which)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:which|who|that)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:another|further|additional|extra|not|from|to|with|of|than|against)\s$", re.IGNORECASE)
"""Without one of these words right before it, a number is neither of the former, nor denied, nor of further ones."""
_FORMER = re.compile(
    r"\b(?:(?:up|down)\sfrom|compared\s(?:with|to)|instead\sof|rather\sthan|against)\s$", re.IGNORECASE
)
_DENIED = re.compile(r"(?:,\s|\band\s|\s[–—-]\s)not\s$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:another|a\sfurther|an\sadditional|an\sextra)\s$", re.IGNORECASE)


def qualifiers(text: str, start: int, end: int, previous: int, following: int) -> tuple[Span, ...]:
    """Spans of a sentence that say which things the count from `start` to `end` is of, the telling words apart.

    What stands before it, back to the clause's beginning, and what follows, on to its end; never past `previous`, where
    the count before it ends, nor past `following`, where the next begins.
    """
    left = max(previous, start - _REACH)
    before = _trimmed(text, _clause_opens(text, left, start, end), start)
    after = _trimmed(text, end, _clause_end(text, end, min(following, end + _REACH)))
    return tuple(span for span in (before, after) if span[0] < span[1])


def aspect(text: str, start: int, *, is_size: bool) -> str:
    """What the number is beside another: "former", a "change" by it, "denied"; "" where it is how many there are.

    `is_size`: whether it is a sum, a share or a bare number, and so may be a change without "by": "fell 3%".
    """
    clause = _clause_start(text, start)
    near = max(clause, start - _NEAR)
    if _LEADS.search(text, near, start):
        if _MORE_BEFORE.search(text, near, start):
            return "further"
        if _DENIED.search(text, near, start):
            return "denied"
        if _FORMER.search(text, near, start):
            return "former"
        if _FROM.search(text, near, start):
            return "former" if _moved().search(text, clause, start) else ""
    changed = _by().search(text, clause, start)
    return "change" if changed and (is_size or changed.group().endswith(("by ", "of "))) else ""


def is_moved(text: str, start: int) -> bool:
    """Whether "from 10 to 15", where it begins at `start`, is a movement and no range."""
    return _moved().search(text, _clause_start(text, start), start) is not None


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins that goes on at `at`."""
    first = max(0, at - _REACH)
    return max((match.end() for match in _CLAUSE_ENDS.finditer(text, first, at)), default=first)


@cache
def _moved() -> Scanner:
    """A verb by which a number moves, some words before it."""
    verbs = f"{table('figures')['changes']['verbs']} {table('figures')['changes']['movers']}".split()
    return Scanner(re.compile(rf"\b{one_of(verbs)}\b[^,;]{{0,80}}$", re.IGNORECASE), first=verbs)


@cache
def _by() -> Scanner:
    """A verb by which a number moves, right before what it moves by."""
    verbs = table("figures")["changes"]["verbs"].split()
    movers = table("figures")["changes"]["movers"].split()
    pattern = (
        rf"\b{one_of(verbs)}(?:\s(?:by|of|another|a\sfurther|an?))?\s$"
        rf"|\b{one_of([*verbs, *movers])}\s(?:[\w’'-]{{1,20}}\s){{0,4}}by\s$"
    )
    return Scanner(re.compile(pattern, re.IGNORECASE), first=[*verbs, *movers])


def _clause_opens(text: str, left: int, start: int, end: int) -> int:
    """Where the clause of the count opens, from `left` on: before an aside such as "Acme, led by Jane Roe, offered"."""
    breaks = [match for match in _BREAK.finditer(text, left, end) if match.end() <= start]
    while len(breaks) > 1 and breaks[-1].group() == breaks[-2].group() == ", " and _ASIDE.match(text, breaks[-2].end()):
        del breaks[-2:]
    return breaks[-1].end() if breaks else left


def _clause_end(text: str, start: int, stop: int) -> int:
    for match in _BREAK.finditer(text, start, stop + _AHEAD):
        if match.start() >= stop:
            break
        if match.group() == ", " and _GOES_ON.match(text, match.end()):
            if _RELATIVE.match(text, match.end()) and not _BREAK.search(text, match.end(), stop):
                return match.start()  # what follows up to the next number is said of that
            continue
        if match.group() == ", " and match.start() > start and _closes_participle(text, start, match.start()):
            continue
        return match.start()
    return stop


def _closes_participle(text: str, start: int, comma: int) -> bool:
    """Whether the comma closes what another opened: "30 states, led by two of them, agreed"."""
    opened = text.rfind(", ", start, comma)
    return opened >= 0 and bool(_GOES_ON.match(text, opened + 2))


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip(_EDGE)), end - len(stretch) + len(stretch.rstrip(_EDGE))
