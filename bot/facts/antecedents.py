"""What a bare number counts where a count before it tells: "34 ports joined, 12 of them in Asia"."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import zip_longest

from bot.facts.counts import Count, counts
from bot.facts.scanning import one_of
from bot.lexicon import table
from bot.terms import terms_of

_OF_THEM = re.compile(r"\sof\s(?:them|these|those|whom|which)\b")
_SUCH = re.compile(r"\sof\s(?:them|these|those|whom)\s(?:were\s|are\s)?([a-z]{3,20}(?<![suai])s|children|men|women)\b")
""" "Two of them children"."""
_OF_MORE = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:another|a\sfurther|some|about|only|at\sleast)\s)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:was|were|is|are|had|have|has|did|died|survived|escaped|remain(?:ed)?)\b")
_ENDS = re.compile(r"\W*$|,")


def counts_in_order(texts: Iterable[str]) -> list[tuple[Count, ...]]:
    """The counts of each sentence of an article, bare ones with what they count by the words before."""
    found: list[tuple[Count, ...]] = []
    before: tuple[Count, ...] = ()
    for text in texts:
        before = tuple(_taken_up(text, counts(text), before))
        found.append(before)
    return found


def _taken_up(text: str, stated: Sequence[Count], before: Sequence[Count]) -> Iterable[Count]:
    known = _things(before)
    earlier: tuple[str, ...] = ()
    for count, after in zip_longest(stated, stated[1:]):
        if not _is_bare(text, count):
            earlier = _things([count]) or earlier
        elif after and _OF_MORE.fullmatch(text, count.end, after.start):
            count = count._replace(meant=after.unit)
        elif such := _SUCH.match(text, count.end):
            count = count._replace(meant=tuple(terms_of(such[1])))
        elif things := earlier or (known if _points_back(text, count) else ()):
            count = count._replace(meant=things)
        yield count


def _things(found: Sequence[Count]) -> tuple[str, ...]:
    """What the last of those counts that tells it counts."""
    things = (count.meant or count.unit for count in reversed(found) if not count.measure)
    return next((terms for terms in things if terms and terms[-1] not in _states()), ())


def _is_bare(text: str, count: Count) -> bool:
    """Whether what is counted is not named behind the number: "12", "30 injured", "four abstained"."""
    if count.measure or len(count.unit) > 1:
        return False
    return not count.unit or count.unit[0] in _states() or text.endswith("ed", count.start, count.end)


def _points_back(text: str, count: Count) -> bool:
    """Whether a bare number without another before it in its sentence counts what the sentence before does."""
    if _OF_THEM.match(text, count.end):
        return True
    if _OPENS.match(text[: count.start]):
        return bool(_GOES_ON.match(text, count.end))
    return bool(_estimates().search(text, 0, count.start) and _ENDS.match(text, count.end))


@cache
def _estimates() -> re.Pattern[str]:
    """A verb by which somebody counts or estimates, right before the number: "the union counted"."""
    verbs = ["has", "had", "have", *table("figures")["changes"]["estimating"].split()]
    return re.compile(
        rf"\b{one_of(verbs)}(?:\s(?:of|to|it|them|there\swere|the\s\w+))?(?:\s(?:at|as))?\s$", re.IGNORECASE
    )


@cache
def _states() -> frozenset[str]:
    """The terms of words for what became of people, which may stand right behind a number: "12 dead"."""
    return frozenset(terms_of(table("figures")["kinds"]["states"]))
