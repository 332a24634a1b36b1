"""Counts of a text in the words of a claim: what they are counted of, and under what noun."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.answers.clauses import is_plural
from bot.facts.counts import Count
from bot.terms import terms_of
from bot.texts.counted import is_sum
from bot.texts.figures import Figure

_ONE_OF = frozenset(terms_of("member people"))
"""Nouns that add nothing to that of a group."""
_ACCORDING = re.compile(r",?\s*\baccording to\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s)?", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|against)\s", re.IGNORECASE)

Terms = tuple[str, ...]


def counted(text: str, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts of a sentence, without who gives them ("21 crew, according to the operator"), and with what some are
    counted of: "88 of 150 deputies" are deputies, and the four of "nine votes to four" are votes."""
    before: Count | None = None
    for count, after in zip_longest(counts, counts[1:]):
        if after and not count.unit and not count.measure and _OF.fullmatch(text, count.end, after.start):
            count = count._replace(unit=after.unit, qualifiers=(*count.qualifiers, *after.qualifiers))
        if before and not count.unit and not count.measure and _TO.fullmatch(text, before.end, count.start):
            count = count._replace(unit=before.unit, qualifiers=(*before.qualifiers, *count.qualifiers))
        before = count
        spans = ((start, end, _ACCORDING.search(text, start, end)) for start, end in count.qualifiers)
        yield count._replace(qualifiers=tuple((start, by.start() if by else end) for start, end, by in spans))


def in_its_unit(count: Count, text: str, claimed: Figure) -> Count:
    """The count with the unit of the claim, where that is meant: of a number so large that it needs no currency to be a
    sum of money ("at 340 million"); of things whose noun has a word behind it ("21 crew survived", "21 crew members").
    """
    stated = claimed.stated
    if is_sum(count) and stated.measure == "money":
        return count._replace(unit=stated.unit, measure="money")
    words = text[count.start : count.end], claimed.text
    return count._replace(unit=stated.unit) if _is_one_noun(count.unit, stated.unit, *words) else count


def _is_one_noun(unit: Terms, other: Terms, words: str, others: str) -> bool:
    """Whether one unit is the other and a word that is no noun of its own: "21 crew survived", "magnitude 6.1 shook",
    not "bank branches" beside "banks"."""
    (short, _), (long, spelt) = sorted([(_noun(unit), words), (_noun(other), others)], key=lambda pair: len(pair[0]))
    rest = long[len(short) :]
    if long[: len(short)] != short or len(rest) > 1:
        return False
    return not rest or not is_plural(spelt)


def _noun(unit: Terms) -> Terms:
    """The unit, but for a noun that adds nothing to that of a group: "crew members"."""
    return unit[:-1] if len(unit) > 1 and unit[-1] in _ONE_OF else unit
