"""Articles gathered into stories: those that tell of one event. Pure.

Average linkage on weighed terms (Sokal and Michener, 1958), in batches: the articles of a batch join the stories that
were there and each other, most alike first, so that their order within the batch makes no difference. A story is never
split by what comes later; two of them become one where a new article shows them to be one.

Two stories are compared by the sum of their articles' vectors, which gives the average over all pairs of articles.
Only those are compared of which a pair of articles is alike enough, as any two with that average are: those pairs are
found by their heaviest terms, so that the time goes with what has much in common, not with the square of all.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bot.digest.profiles import Profile, Vector, weigh

ALIKE = 0.2
"""The average likeness of two stories' articles, 0 to 1, from which they are one story: the best on the events of
tests/quality/events and on 200 articles of 2023 that were labelled by hand. Measured by tests/quality/stories.py."""

_HEAVIEST = 30
"""Terms of an article by which others like it are found."""
_FIRST_LOOK = 0.5
"""Of the likeness that is enough, how much those terms alone make out in articles worth comparing in full."""
_WEEK = 7
_FADING = 0.2
"""What a week between two articles takes from their likeness, and each doubling of it once more."""


def gather(batches: Iterable[Sequence[Profile]], alike: float = ALIKE) -> list[tuple[str, ...]]:
    """The stories that those articles tell, each as its profiles' ids, the most central one first.

    Batches come in order of arrival, and each is gathered before the next is looked at. Every profile is in exactly
    one story. The order within a batch changes nothing. `alike`: the average likeness from which two are one story.
    """
    ordered = [sorted(batch, key=lambda one: one.id) for batch in batches]
    profiles = [one for batch in ordered for one in batch]
    gathering = _Gathering(weigh(profiles), [one.day for one in profiles], alike)
    start = 0
    for batch in ordered:
        gathering.add(range(start, start + len(batch)))
        start += len(batch)
    return [tuple(profiles[at].id for at in members) for members in gathering.stories()]


class _Story(NamedTuple):
    """Articles by their places, the sum of their vectors, and how many are of each day."""

    members: tuple[int, ...]
    total: Vector
    days: Counter[int]


class _Gathering:
    """Stories as they grow. A number names a story, and is never used again when it has become part of another."""

    def __init__(self, vectors: Sequence[Vector], days: Sequence[int | None], alike: float) -> None:
        self._vectors = vectors
        self._days = days
        self._enough = alike
        self._stories: dict[int, _Story] = {}
        self._story_of: list[int] = []
        self._near: dict[int, set[int]] = defaultdict(set)
        self._pairs: list[tuple[float, int, int]] = []
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._next = len(vectors)

    def stories(self) -> Iterator[tuple[int, ...]]:
        """The articles of each story, the most central first."""
        for story in self._stories.values():
            central = {at: _dot(self._vectors[at], story.total) for at in story.members}
            yield tuple(sorted(story.members, key=lambda at: (-central[at], at)))

    def add(self, batch: Iterable[int]) -> None:
        """Let the next articles join stories, and each other."""
        for at in batch:
            self._story_of.append(at)
            day = self._days[at]
            self._stories[at] = _Story((at,), self._vectors[at], Counter() if day is None else Counter([day]))
            self._meet(at, {self._story_of[other] for other in self._alike(at)})
        while self._pairs:
            _, one, other = heapq.heappop(self._pairs)
            if one in self._stories and other in self._stories:
                self._unite(one, other)

    def _alike(self, at: int) -> list[int]:
        """The articles before that one that are alike by themselves; it is found for those after it from now on."""
        vector = self._vectors[at]
        seen: dict[int, float] = {}
        for term in heapq.nlargest(_HEAVIEST, vector, key=lambda term: (vector[term], term)):
            weight = vector[term]
            holding = self._holding[term]
            for other, its_weight in holding:
                seen[other] = seen.get(other, 0.0) + weight * its_weight
            holding.append((at, weight))
        worth = (other for other, likeness in seen.items() if likeness >= _FIRST_LOOK * self._enough)
        return [other for other in worth if _dot(vector, self._vectors[other]) >= self._enough]

    def _meet(self, one: int, others: Iterable[int]) -> None:
        """Note which stories a story may be part of."""
        story = self._stories[one]
        for other in others:
            self._near[one].add(other)
            self._near[other].add(one)
            likeness = _likeness(story, self._stories[other])
            if likeness >= self._enough:
                heapq.heappush(self._pairs, (-likeness, min(one, other), max(one, other)))

    def _unite(self, one: int, other: int) -> None:
        number, self._next = self._next, self._next + 1
        larger, smaller = sorted((self._stories.pop(one), self._stories.pop(other)), key=lambda s: -len(s.members))
        total = dict(larger.total)
        for term, weight in smaller.total.items():
            total[term] = total.get(term, 0) + weight
        united = _Story(larger.members + smaller.members, total, larger.days + smaller.days)
        self._stories[number] = united
        for at in united.members:
            self._story_of[at] = number
        near = (self._near.pop(one) | self._near.pop(other)) - {one, other}
        for neighbour in near:
            self._near[neighbour] -= {one, other}
        self._meet(number, near)


def _likeness(one: _Story, other: _Story) -> float:
    """The average over the pairs of their articles, as far apart in time as they are on average."""
    pairs = len(one.members) * len(other.members)
    return _dot(one.total, other.total) / pairs * _nearness(one.days, other.days)


def _dot(one: Vector, other: Vector) -> float:
    smaller, larger = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * larger[term] for term, weight in smaller.items() if term in larger)


def _nearness(one: Counter[int], other: Counter[int]) -> float:
    """What time leaves of the likeness, at most 1: that of undated articles, too."""
    pairs = one.total() * other.total()
    if not pairs:
        return 1
    left = math.fsum(m * n * _fade(abs(a - b)) for a, m in one.items() for b, n in other.items())
    return left / pairs


@cache
def _fade(days: int) -> float:
    return 1 / (1 + _FADING * math.log2(1 + days / _WEEK))
