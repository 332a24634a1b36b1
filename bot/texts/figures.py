"""Figures beside each other: which are of the same thing, and which of those say the same number. Pure."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from bot.facts.counts import Count, base
from bot.facts.meetings import meeting_nouns, meeting_verbs
from bot.facts.mentions import Mention, MentionKind
from bot.lexicon import table
from bot.terms import terms_of
from bot.texts.counted import alike_nouns, are_anybody, is_sum, things

_ROUND = 0.1
"""The share of itself that a number called rough is off by at most."""
_BEYOND = 0.25
"""The share of itself by which what is called "more than" a number, or fewer, passes it at most."""
_LARGE = 1000
"""From which number on news rounds without a word that says so."""
_ROUNDED = 0.05
"""The share of itself that such a number is off by at most."""
_UP, _DOWN = ("at_least", "more_than"), ("at_most", "less_than")
_UNDISPUTED = ("age",)
"""What is no figure in dispute: it differs from one day to another."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOCATES = re.compile(r"\b(?:in|at|to|from|near|outside|across|off|around)\s(?:the\s)?$", re.IGNORECASE)


class Figure(NamedTuple):
    """A count in its sentence, with the names there."""

    stated: Count
    sentence: str
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The words for the figure, as they stand."""
        return self.sentence[self.stated.start : self.stated.end]

    @property
    def around(self) -> str:
        """The words that say what is counted and which of it."""
        return " ".join([self.text, *(self.sentence[start:end] for start, end in self.stated.qualifiers)])


def differ(one: Figure, other: Figure) -> bool:
    """Whether both number the same thing, and say different numbers."""
    return one.stated.measure not in _UNDISPUTED and are_comparable(one, other) and not say_the_same(one, other)


def are_same(one: Figure, other: Figure) -> bool:
    """Whether both number the same thing, and say compatible numbers."""
    return are_comparable(one, other) and say_the_same(one, other)


def are_comparable(one: Figure, other: Figure) -> bool:
    """Whether both number the same thing, as far as their sentences say: what is counted, by what measure and rate,
    and which of it. A sum in euros and one in dollars are not, nor are the killed and the injured, nor two places."""
    a, b = one.stated, other.stated
    if (a.measure, a.rate, a.aspect) != (b.measure, b.rate, b.aspect):
        return False
    if not (_is_same_size(a, b) if a.measure else _is_same_unit(things(a), things(b)) or _are_of_one_fate(one, other)):
        return False
    if a.measure == "money" and are_other_sums(one.around, other.around):
        return False
    return not (contrasted(one.around, other.around) or _are_elsewhere(one, other) or _are_of_other_years(one, other))


def are_of_one_size(one: Count, other: Count) -> bool:
    """Whether both are sizes of one kind, in units that can be compared, or both numbers of things. A sum of money may
    stand without its currency."""
    if one.measure != other.measure:
        return any(is_sum(a) and b.measure == "money" for a, b in ((one, other), (other, one)))
    return not one.measure or _is_same_size(one, other)


def say_the_same(one: Figure, other: Figure) -> bool:
    """Whether two comparable figures are compatible: "more than 30" and 33, "roughly 30" and 30, 1.2 million twice.

    One of two different numbers has to be exact and to lie where the other's words put it. Two open statements that
    differ, "up to 300" and "more than 200", may both be true of one number, yet they do not say the same.
    """
    a, b = one.stated, other.stated
    low, high = _span(a)
    other_low, other_high = _span(b)
    if (low, high) == (other_low, other_high):
        return _direction(a) == _direction(b) or _lies_in(a, b) or _lies_in(b, a)
    return _lies_in(a, b) or _lies_in(b, a)


def is_rounding(one: Figure, other: Figure) -> bool:
    """Whether one of two large or broken numbers is the other, rounded: 1,187,000 and 1.2 million, not 26 and 30."""
    fine, round_ = sorted((one.stated, other.stated), key=lambda count: _last_digit(count.low))
    if not (fine.low and round_.low) or (round_.low < _LARGE and round_.low.is_integer()):
        return False
    (exact, _), (rounded, _) = _span(fine), _span(round_)
    return abs(exact - rounded) <= min(_rounding(round_), _ROUNDED * rounded)


def is_within(one: Figure, other: Figure) -> bool:
    """Whether one of two comparable figures is a range that the other lies in: "2,000 to 3,000", and some 2,500."""
    (low, high), (other_low, other_high) = _span(one.stated), _span(other.stated)
    return (low < high and low <= other_low and other_high <= high) or (
        other_low < other_high and other_low <= low and high <= other_high
    )


def agree(one: Figure, other: Figure) -> bool:
    """Whether two comparable figures may be one: they say the same, one is the other rounded, or lies in its range."""
    return any(same(one, other) for same in (say_the_same, is_rounding, is_within))


def is_of_meeting(figure: Figure) -> bool:
    """Whether what is said of the things is a meeting: countries at the talks are not those in the club."""
    said = [figure.sentence[start:end] for start, end in figure.stated.qualifiers]
    return any(scanner.find_all(words) for words in said for scanner in (meeting_nouns(), meeting_verbs()))


def is_exact(count: Count) -> bool:
    return count.low == count.high and not count.hedge


def _is_same_size(a: Count, b: Count) -> bool:
    """Whether two sizes of one kind can be compared: in one unit, or in units of which one is so many of another."""
    return a.unit[:2] == b.unit[:2] or bool(base(a) and base(b)) or (not a.unit and not b.unit)


def _is_same_unit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether things of one noun are counted, under any of its synonyms, and not two kinds of them: "NATO countries"
    and "EU countries". What a bare number counts, its clause leaves open."""
    if not one or not other:
        return True
    if one[-1] not in alike_nouns(other[-1:]):
        return False
    return one[:-1] == other[:-1] or not one[:-1] or not other[:-1] or bool(set(one[:-1]) & set(other[:-1]))


def _are_of_one_fate(one: Figure, other: Figure) -> bool:
    """Whether both number people of whatever kind to whom the same befell: "12 dead" and "eight people died"."""
    return (
        are_anybody(things(one.stated))
        and are_anybody(things(other.stated))
        and share_fate(one.around, other.around)
    )  # fmt: skip


def _direction(count: Count) -> str:
    return "up" if count.hedge in _UP else "down" if count.hedge in _DOWN else ""


def _lies_in(exact: Count, other: Count) -> bool:
    """Whether an exact number is one that the other's words allow."""
    if not is_exact(exact):
        return False
    value = exact.low * (base(exact) or 1.0)
    low, high = _span(other)
    step = min(_last_digit(other.low), _BEYOND * other.low) * (base(other) or 1.0)
    match other.hedge:
        case "at_least" | "more_than":
            return (low <= value if other.hedge == "at_least" else low < value) and value < high + step
        case "at_most" | "less_than":
            return (value <= high if other.hedge == "at_most" else value < high) and low - step < value
    rough = min(_last_digit(other.low) / 2, _ROUND * other.low) * (base(other) or 1.0) if other.hedge else 0.0
    # What was converted was rounded after it.
    rounded = _rounding(exact) + _rounding(other) if base(exact) != base(other) else 0.0
    return low - rough - rounded <= value <= high + rough + rounded


def _span(count: Count) -> tuple[float, float]:
    """From where to where the number goes, in the first unit of its kind."""
    unit = base(count) or 1.0
    return count.low * unit, count.high * unit


def _rounding(count: Count) -> float:
    return _last_digit(count.low) / 2 * (base(count) or 1.0)


@lru_cache(maxsize=4096)
def _last_digit(value: float) -> float:
    """What one of the last digit that is not zero stands for: 10 for 30 and for 1,250, 0.1 for 2.5."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0**exponent if value and isinstance(exponent, int) else 1.0


def contrasted(one: str, other: str) -> bool:
    """Whether the words tell of things that exclude each other, such as the killed and the injured."""
    return any(
        a and b and not a & b for a, b in zip(_cells(one.lower()), _cells(other.lower()), strict=True)
    )  # fmt: skip


def contrast_alike(one: str, other: str) -> bool:
    """Whether the words tell of the same one of things that exclude each other: of the killed, and of the dead."""
    return any(a & b for a, b in zip(_cells(one.lower()), _cells(other.lower()), strict=True))


def are_other_sums(one: str, other: str) -> bool:
    """Whether the words around two sums tell that other things are done with them: one is owed, one offered."""
    here, there = sums_told(one), sums_told(other)
    return bool(here and there) and not here & there


def sums_told(words: str) -> frozenset[int]:
    """What the words tell to be done with a sum, each as a number; a word may tell of several: "pay" of a fine, too."""
    return _cells_of(_sums(), words.lower())


def tells_fate(words: str) -> bool:
    """Whether the words tell what became of somebody: killed, missing, evacuated."""
    return bool(_cells(words.lower())[0])


def share_fate(one: str, other: str) -> bool:
    """Whether the words tell that the same became of somebody: "killed", and "lost their lives"."""
    return bool(_cells(one.lower())[0] & _cells(other.lower())[0])


@cache
def fate_terms() -> frozenset[str]:
    """The terms of the words by which a text tells what became of people."""
    return frozenset(terms_of(" ".join(word for cell in table("figures")["contrasts"]["fates"] for word in cell)))


@lru_cache(maxsize=1024)
def _cells(words: str) -> tuple[frozenset[int], ...]:
    """For each row of contrasts, which of its sets the words have something of."""
    return tuple(_cells_of(row, words) for row in _contrasts())


def _cells_of(row: tuple[re.Pattern[str], ...], words: str) -> frozenset[int]:
    """Which sets of a row the words have something of."""
    return frozenset(number for number, pattern in enumerate(row) if pattern.search(words))


@cache
def _contrasts() -> tuple[tuple[re.Pattern[str], ...], ...]:
    known = table("figures")["contrasts"]
    return tuple(map(_compiled, (known["fates"], *known["rows"])))


@cache
def _sums() -> tuple[re.Pattern[str], ...]:
    return _compiled(table("figures")["contrasts"]["sums"])


def _compiled(row: list[list[str]]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{'|'.join(cell)})\b") for cell in row)


def _are_elsewhere(one: Figure, other: Figure) -> bool:
    if not (here := _places(one)):
        return False
    there = _places(other)
    return bool(there) and not here & there


def _places(figure: Figure) -> frozenset[str]:
    """The terms of the places where the things are that a figure numbers."""
    named = (
        mention
        for mention in figure.mentions
        if mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY)
        and any(start <= mention.start < end for start, end in figure.stated.qualifiers)
        and _LOCATES.search(figure.sentence[max(0, mention.start - 16) : mention.start])
    )
    return frozenset(term for mention in named for term in terms_of(mention.name))


def _are_of_other_years(one: Figure, other: Figure) -> bool:
    then, at_another_time = set(_YEAR.findall(one.around)), set(_YEAR.findall(other.around))
    return bool(then and at_another_time) and not then & at_another_time
