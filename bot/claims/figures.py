"""Figures of a claim: who gives the same, and who gives another number of the same thing."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.answers.figures import pricing_terms
from bot.claims.evidence import Evidence, Passage
from bot.claims.reading import Claimed
from bot.claims.verdicts import Told, apart_from, verdict
from bot.digest.signs import leans_back
from bot.facts.counts import Count, base
from bot.facts.mentions import MentionKind
from bot.facts.speakers import saying_terms
from bot.facts.times import TimeKind
from bot.models import ClaimCheck, ClaimKind
from bot.terms import terms_of
from bot.texts.figures import (
    Figure,
    agree,
    are_comparable,
    contrast_alike,
    differ,
    is_exact,
    is_of_meeting,
    is_rounding,
    say_the_same,
)

_STATES = 0.5
"""The bearing from which a sentence with the very same figure states it of the same thing."""
_DIFFERS = 0.7
"""The score from which one with another figure numbers the same thing."""
_SURELY = 0.85
"""The share of what is counted from which it is told of the same thing, whatever else is told of it."""
_NEAR = 0.4
"""The bearing from which a sentence is worth reading where none of those is there."""
_EXTRA = 0.5
"""What a sentence loses that says of its figure what the claim does not: it may number some of the things."""
_SHORT = 2
"""Words for a thing up to which that counts in full; the more there are, the surer it is the same thing."""
_A_SUM = 1e5
"""From what on a bare number may be a sum of money."""
_WHOLE = re.compile(
    r"(?:^\W*|(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|many|some|none))\s)"
    r"of\s(?:the\s|its\s|all\s)?$",
    re.IGNORECASE,
)
"""What stands before the number of all things, of which another is the number of some."""
_NOT = re.compile(r"\bnot\s$", re.IGNORECASE)


class _Weighed(NamedTuple):
    """A figure of the articles beside that of the claim. `own`, `bearing`: how far its sentence, and that with what is
    around it, bear out what is counted; `score`: less for what it tells more."""

    figure: Figure
    passage: Passage
    own: float
    bearing: float
    score: float

    @property
    def told(self) -> Told:
        stated = self.figure.stated
        citation = self.passage.cite((stated.start, stated.end))
        return Told(self.figure.text, (stated.low, stated.high, stated.unit[-1:]), citation, self.score)


def figure_checks(evidence: Evidence) -> Iterator[ClaimCheck]:
    """One check a figure of the claimed sentence."""
    claimed = evidence.claimed
    for count in claimed.facts.counts:
        if _is_claimed(count, claimed):
            yield _check(Figure(count, claimed.text, claimed.facts.mentions), evidence)


def _check(figure: Figure, evidence: Evidence) -> ClaimCheck:
    things = _things(figure, evidence)
    found = list(_weighed(figure, things, evidence))
    same = [one.told for one in found if one.bearing >= _STATES and _states(figure, one.figure)]
    others = [one.told for one in found if one.score >= _DIFFERS and _is_another(figure, one)]
    # The very number is nearer than any other, of whatever it is.
    near = [one.told._replace(score=one.score + _states(figure, one.figure)) for one in found]
    return verdict(ClaimKind.FIGURE, figure.text, same, apart_from(same, others), near)


def _weighed(figure: Figure, things: tuple[int, ...], evidence: Evidence) -> Iterator[_Weighed]:
    extra = _EXTRA * _SHORT / max(_SHORT, len(things))
    for passage in evidence.passages:
        facts, text = passage.sentence.facts, passage.sentence.text
        for count in facts.counts:
            other = Figure(_in_its_currency(count, figure.stated), text, facts.mentions)
            if not (_is_level(count) and _may_be_one(figure, other) and evidence.names_all(passage, things)):
                continue
            bearing = evidence.bearing(passage, things, other.around)
            if bearing >= _NEAR:
                # Of the dead, say, a clause may tell more: it numbers them all the same.
                is_alike = contrast_alike(figure.around, other.around)
                lost = 0.0 if is_alike else extra * evidence.unclaimed(passage, other.around)
                yield _Weighed(other, passage, evidence.own(passage, things), bearing, bearing - lost)


def _in_its_currency(count: Count, claimed: Count) -> Count:
    """A number so large that it needs no currency to be a sum of money, where the claim is of one: "at 340 million"."""
    is_sum = not count.unit and not count.measure and count.low >= _A_SUM
    return count._replace(unit=claimed.unit, measure="money") if is_sum and claimed.measure == "money" else count


def _may_be_one(figure: Figure, other: Figure) -> bool:
    """Whether nothing in the two clauses tells that two things are numbered, such as ferries of two harbours."""
    here, there = _names(figure), _names(other)
    if any(a and b and a.isdisjoint(b) for a, b in zip(here, there, strict=True)):
        return False
    return are_comparable(figure, other) and not _NOT.search(other.sentence[: other.stated.start])


def _states(figure: Figure, other: Figure) -> bool:
    """Whether it is the very number, in whatever unit, or that rounded; or an exact one that the claim's "over" or
    "about" allows. Neither "fewer than 30,000" nor "roughly 32,000" states 30,000."""
    claimed, stated = figure.stated, other.stated
    is_very = _bounds(claimed) == _bounds(stated) or is_rounding(figure, other)
    is_plain = {claimed.hedge, stated.hedge} <= {"", "approx"}
    is_allowed = bool(claimed.hedge) and is_exact(stated)
    return (is_very and is_plain) or (say_the_same(figure, other) and (is_very or is_allowed))


def _bounds(count: Count) -> tuple[float, float]:
    unit = base(count) or 1.0
    return count.low * unit, count.high * unit


def _is_another(figure: Figure, one: _Weighed) -> bool:
    """Whether it is another number of the same thing. Of a meeting and of none, only where all else is the same; beside
    a bare number, only where the sentence itself tells of what is counted."""
    other = one.figure
    is_alike = is_of_meeting(figure) is is_of_meeting(other) or one.bearing >= _SURELY
    is_told = bool(figure.stated.unit or figure.stated.measure) or one.own >= _SURELY
    is_whole = _WHOLE.search(other.sentence[: other.stated.start])
    return is_alike and is_told and not is_whole and _differs(figure, other)


def _differs(figure: Figure, other: Figure) -> bool:
    """Whether another number is given of what is clearly the same: a bare one has to name the other's unit."""
    if agree(figure, other) or _is_scaled(figure.stated, other.stated):
        return False
    return differ(figure, other) and _names_unit(figure, other) and _names_unit(other, figure)


def _is_scaled(one: Count, other: Count) -> bool:
    """Whether they are the same but for a word such as "million", which "210 and 95 million" says once for both."""
    low, high = sorted((one.low, other.low))
    return low > 0 and high / low in (1e3, 1e6, 1e9)


def _names_unit(figure: Figure, other: Figure) -> bool:
    count, unit = figure.stated, set(other.stated.unit)
    return bool(count.unit or count.measure) or not unit or not unit.isdisjoint(terms_of(figure.around))


def _names(figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of the places that are named beside it, and of the other names."""
    spans = figure.stated.qualifiers
    named = [m for m in figure.mentions if any(start <= m.start < end for start, end in spans)]
    places = (m.name for m in named if m.kind is MentionKind.PLACE)
    others = (m.name for m in named if m.kind is not MentionKind.PLACE)
    return frozenset(terms_of(" ".join(places))), frozenset(terms_of(" ".join(others)))


def _things(figure: Figure, evidence: Evidence) -> tuple[int, ...]:
    """The words for what is counted, without who says so: those of the clause; where it has none but the unit, those of
    the sentence. Those of the sentence before belong to one that points back."""
    claimed, count = evidence.claimed, figure.stated
    said = claimed.facts.said
    tells = saying_terms().union(pricing_terms(), terms_of(said.speaker) if said else ())
    unit = set() if count.measure else set(count.unit)
    clause = " ".join(claimed.text[start:end] for start, end in count.qualifiers)
    sentence = f"{claimed.text[: count.start]} {claimed.text[count.end :]}"
    before = f" {claimed.before}" if leans_back(claimed.text) else ""
    for scope in (clause + before, sentence + before):
        terms = set(terms_of(scope)) - tells
        if evidence.places(terms - unit):
            return evidence.places(terms | unit)
    return evidence.places(unit)


def _is_claimed(count: Count, claimed: Claimed) -> bool:
    """Whether it is what the sentence claims: neither a former value, nor a denied one, nor part of a date."""
    dated = (time for time in claimed.facts.times if time.kind is not TimeKind.PERIOD)
    return (
        _is_level(count)
        and count.aspect not in ("former", "denied")
        and not _NOT.search(claimed.text[: count.start])
        and not any(time.start < count.end and count.start < time.end for time in dated)
    )


def _is_level(count: Count) -> bool:
    """Whether it tells how many there are: "one of them" does not, nor does "not one country"."""
    return count.high > 1 or bool(count.measure)
