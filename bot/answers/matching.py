"""How far the words sought stand in a sentence, and in what surrounds it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from bot.answers.sought import Search
from bot.facts.date_terms import terms_of_day
from bot.search import Hit
from bot.terms import term_set

# What a match counts where it stands beside the sentence instead of in it.
_IN_BLOCK = 0.6
_IN_HEADING = 0.7
_IN_NEIGHBOUR = 0.5
_IN_TITLE = 0.4
_IN_ARTICLE = 0.25
CLOSE_BY = 0.4
"""From which strength on a match stands in the sentence, its block, a neighbour, or above it."""
ASKS = 0.75
"""The share of the question that a heading has to hold to be that question."""

_LEAVES_OUT = 0.5
"""The share from which it may leave out what the title says."""

Strengths = Sequence[float]
"""For each word sought, in order, how well it is matched: 0 to 1."""


class Matcher:
    """Matches the words of one search against the blocks that it found."""

    def __init__(self, search: Search, hits: Iterable[Hit]) -> None:
        self._search = search
        self._forms: dict[str, list[tuple[int, float]]] = {}
        for number, word in enumerate(search.words):
            for form, strength in word.forms.items():
                self._forms.setdefault(form, []).append((number, strength))
        self._around: dict[tuple[str, int], Strengths] = {}
        self._sentences: dict[tuple[str, int], list[Strengths]] = {}
        self._blocks: dict[tuple[str, int], Strengths] = {}
        self._articles: dict[str, Strengths] = {}
        for hit in hits:
            sentences = [self.strengths(sentence.terms) for sentence in hit.sentences]
            block = _best(self.strengths(()), *sentences)
            self._sentences[hit.article, hit.ordinal] = sentences
            self._blocks[hit.article, hit.ordinal] = block
            self._articles[hit.article] = _best(self._articles.get(hit.article, block), block)

    def strengths(self, terms: Iterable[str]) -> Strengths:
        """The match of each word sought among the terms."""
        found = [0.0] * len(self._search.words)
        for form in self._forms.keys() & terms:
            for number, strength in self._forms[form]:
                if strength > found[number]:
                    found[number] = strength
        return found

    def in_sentence(self, hit: Hit, number: int) -> Strengths:
        """The match of each word sought in a sentence of a block."""
        return self._sentences[hit.article, hit.ordinal][number]

    def around(self, hit: Hit) -> Strengths:
        """The match of each word sought around a block, less the farther away it stands."""
        at = (hit.article, hit.ordinal)
        if at not in self._around:
            self._around[at] = self._match_around(hit)
        return self._around[at]

    def _match_around(self, hit: Hit) -> Strengths:
        neighbours = [self._blocks.get((hit.article, hit.ordinal + step)) for step in (-2, -1, 1)]
        scopes = [
            (_IN_HEADING, self.strengths(term_set(hit.heading))),
            (_IN_BLOCK, self._blocks[hit.article, hit.ordinal]),
            (_IN_TITLE, self.strengths(_title_terms(hit.title, hit.published))),
            (_IN_ARTICLE, self._articles[hit.article]),
            *((_IN_NEIGHBOUR, neighbour) for neighbour in neighbours if neighbour),
        ]
        found = [0.0] * len(self._search.words)
        for share, strengths in scopes:
            for number, strength in enumerate(strengths):
                if share * strength > found[number]:
                    found[number] = share * strength
        return found

    def in_article(self, hit: Hit) -> Strengths:
        """The match of each word sought in all blocks found of a block's article."""
        return self._articles[hit.article]

    def heading_asks(self, hit: Hit) -> float:
        """How far the heading above is the question itself: then what stands under it is the answer."""
        if not hit.heading:
            return 0.0
        share, heading = self._search.share, self.strengths(term_set(hit.heading))
        covered = share(heading)
        if hit.heading.endswith("?") and covered > _LEAVES_OUT:
            # "Who owns the dam?" in an article on the Larvik flood asks for the Larvik dam.
            covered = share(_best(heading, self.strengths(_title_terms(hit.title, None))))
        return covered if covered > ASKS else 0.0


def _best(first: Strengths, *others: Strengths) -> Strengths:
    return list(map(max, first, *others)) if others else first


@lru_cache(maxsize=4096)
def _title_terms(title: str, published: date | None) -> frozenset[str]:
    return term_set(title).union(terms_of_day(published) if published else ())
