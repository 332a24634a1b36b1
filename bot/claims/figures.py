"""Figures of a claim: who gives the same, and who gives another number of the same thing."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answers.figure_bearing import pricing_terms
from bot.claims.evidence import Evidence
from bot.claims.passages import Passage
from bot.claims.reading import Claimed
from bot.claims.sides import share_of, side_of
from bot.claims.units import counted, in_its_unit
from bot.claims.verdicts import Told, apart_from, verdict
from bot.claims.words import clauses
from bot.digest.signs import leans_back
from bot.facts.counts import Count, base
from bot.facts.mentions import MentionKind
from bot.facts.speakers import saying_terms
from bot.facts.times import TimeKind
from bot.models import ClaimCheck, ClaimKind, Span
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
_OWN = 0.25
"""The share that the sentence, with what it points back to, has to hold for that."""
_DIFFERS = 0.6
"""The score from which one with another figure numbers the same thing."""
_SURELY = 0.85
"""The share of what is counted from which it is told of the same thing, whatever else is told of it."""
_NEAR = 0.4
"""The bearing from which a sentence is worth reading where none of those is there."""
_EXTRA = 0.5
"""What a sentence loses that says of its figure what the claim does not: it may number some of the things."""
_SHORT = 2
"""Words for a thing up to which that counts in full; the more there are, the surer it is the same thing."""
_ANYBODY = (("person",),)
"""Units that tell nothing of who is counted."""
_NUMBERING = frozenset(terms_of("toll number total figure count tally amount stand rise climb reach grow put"))
"""What is said of any number, whatever it is of."""
_NOT = re.compile(r"\bnot\s$", re.IGNORECASE)


class _Weighed(NamedTuple):
    """A figure of the articles beside that of the claim. `meant`, `bearing`: how far its sentence, with what that
    points back to, and with all around it, bears out what is counted; `held`: what is told of that; `score`: the
    bearing, less for what is told more; `is_of_part`: whether it numbers all, where some are meant, or some for all."""

    figure: Figure
    passage: Passage
    meant: float
    held: float
    bearing: float
    score: float
    is_of_part: bool

    @property
    def tells(self) -> bool:
        """Whether the sentence tells of what is counted."""
        return self.bearing >= _STATES and self.held >= _OWN and not self.is_of_part

    @property
    def told(self) -> Told:
        stated = self.figure.stated
        citation = self.passage.cite((stated.start, stated.end))
        return Told(self.figure.text, (stated.low, stated.high, stated.unit[-1:]), citation, self.score)


def figure_checks(evidence: Evidence) -> Iterator[ClaimCheck]:
    """One check a figure of the claimed sentence."""
    claimed = evidence.claimed
    for count in counted(claimed.text, claimed.facts.counts):
        if _is_claimed(count, claimed):
            yield _check(Figure(count, claimed.text, claimed.facts.mentions), evidence)


def _check(figure: Figure, evidence: Evidence) -> ClaimCheck:
    things = _things(figure, evidence)
    found = list(_weighed(figure, things, evidence))
    same = [one.told for one in found if one.tells and _states(figure, one.figure)]
    others = [one.told for one in found if one.score >= _DIFFERS and _is_another(figure, one)]
    # The very number is nearer than any other, of whatever it is.
    near = [one.told._replace(score=one.score + _states(figure, one.figure)) for one in found]
    return verdict(ClaimKind.FIGURE, figure.text, same, apart_from(same, others), near)


def _weighed(figure: Figure, things: tuple[int, ...], evidence: Evidence) -> Iterator[_Weighed]:
    extra = _EXTRA * _SHORT / max(_SHORT, len(things))
    unit = evidence.places(figure.stated.unit)
    of_them = tuple(place for place in things if place not in unit) or things
    is_of_people = figure.stated.unit in _ANYBODY
    for passage in evidence.passages:
        is_known, text = evidence.is_known(passage), passage.sentence.text
        if evidence.is_of_another(passage) or not (is_known or evidence.names_all(passage, things)):
            continue
        facts = passage.sentence.facts
        told = (Figure(in_its_unit(count, text, figure), text, facts.mentions) for count in counted(text, facts.counts))
        others = [other for other in told if _is_level(other.stated) and _may_be_one(figure, other)]
        best = evidence.best_told(passage, of_them, _clauses(others))
        meant, telling = evidence.meant(passage, things), of_them if is_of_people else things
        held = max(evidence.meant(passage, telling), evidence.held(passage, telling))
        for other in others:
            bearing = max(evidence.bearing(passage, things, other.around), _STATES * is_known)
            if bearing >= _NEAR and _span(other) in best:
                # Of the dead, say, a clause may tell more: it numbers them all the same. So it does where it goes on to
                # tell of some of them.
                is_alike = contrast_alike(figure.around, other.around) or share_of(other) == "all"
                lost = 0.0 if is_alike else extra * evidence.unclaimed(passage, other.around)
                is_of_part = _is_of_part(figure, other, is_told=any(passage.own[n] for n in evidence.plain(of_them)))
                yield _Weighed(other, passage, meant, held, bearing, bearing - lost, is_of_part)


def _is_of_part(figure: Figure, other: Figure, *, is_told: bool) -> bool:
    """Whether one figure is of all things and the other of some: of "two of its four lines may start", four do not
    start, and two are not all there are. `is_told`: whether what the claim tells of them is told there."""
    here, there = share_of(figure), share_of(other)
    if here:
        return bool(there) and here != there
    return is_told if there == "all" else there == "some" and not is_told


def _clauses(figures: Sequence[Figure]) -> dict[Span, str]:
    """The clause of each figure of a sentence; of some of all, and of either side of a vote, that of both."""
    told = clauses(figures[0].sentence, list(map(_span, figures))) if figures else {}
    return told | {_span(figure): figure.around for figure in figures if share_of(figure) == "some" or side_of(figure)}


def _span(figure: Figure) -> Span:
    return figure.stated.start, figure.stated.end


def _may_be_one(figure: Figure, other: Figure) -> bool:
    """Whether nothing in the two clauses tells that two things are numbered, such as ferries of two harbours."""
    if {side_of(figure), side_of(other)} == {"first", "second"}:
        return False
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
    is_told = bool(figure.stated.unit or figure.stated.measure) or one.meant >= _SURELY
    return is_alike and is_told and not one.is_of_part and _differs(figure, other)


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
    is_named = bool(count.unit or count.measure) or not unit or not unit.isdisjoint(terms_of(figure.around))
    return is_named or contrast_alike(figure.around, other.around)  # the dead are people, whether that is said or not


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
    tells = saying_terms().union(pricing_terms(), _NUMBERING, terms_of(said.speaker) if said else ())
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
