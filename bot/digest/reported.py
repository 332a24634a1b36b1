"""What a story's articles report, sentence by sentence, with how much the terms of each tell in that story. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import NamedTuple

from bot.digest.signs import states_something
from bot.facts.date_terms import calendar_terms
from bot.facts.record import Facts, SentenceFacts
from bot.models import Article, BlockKind, Citation, Span
from bot.terms import terms_of
from bot.texts.excerpts import excerpt
from bot.texts.synonyms import synonyms

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)


class Reported(NamedTuple):
    """An article and what it states."""

    article: Article
    facts: Facts


class Sentence(NamedTuple):
    """A sentence of an article's prose. `place`: how many stand before it there. `terms` are without days and dates."""

    article: Article
    place: int
    span: Span
    facts: SentenceFacts
    terms: frozenset[str]

    @property
    def text(self) -> str:
        return self.article.text[slice(*self.span)]

    def cite(self, around: Span = (0, 0)) -> Citation:
        """The sentence; of a very long one, the part around that span of it."""
        start, end = excerpt(self.text, around)
        return self.article.cite(self.span[0] + start, self.span[0] + end)


def sentences_of(reported: Reported) -> list[Sentence]:
    """The sentences of its paragraphs and lists that state something."""
    article = reported.article
    stated = iter(reported.facts.sentences)
    all_of_them = [(block.kind, span, next(stated)) for block in article.blocks for span in block.sentences]
    prose = ((span, facts) for kind, span, facts in all_of_them if kind in _PROSE)
    return [
        Sentence(article, place, span, facts, told_terms(article.text[slice(*span)]))
        for place, (span, facts) in enumerate(prose)
        if states_something(article.text[slice(*span)])
    ]


def told_terms(text: str) -> frozenset[str]:
    """The terms of a text but for those of the calendar, and numbers: facts tell these better."""
    return frozenset(term for term in terms_of(text) if not term[0].isdigit() and term not in calendar_terms())


class Weights:
    """How much each term tells in a story: the fewer of its sentences have it, the more."""

    def __init__(self, sentences: Collection[Sentence]) -> None:
        counts = Counter(term for sentence in sentences for term in sentence.terms)
        self._weights: Mapping[str, float] = {
            term: math.log(1 + len(sentences) / count) for term, count in counts.items()
        }
        self._rarest = math.log(1 + len(sentences))

    def of(self, terms: Iterable[str]) -> float:
        return math.fsum(self._weights.get(term, self._rarest) for term in terms)

    def coverage(self, terms: Set[str], by: Set[str]) -> float:
        """The share of the terms' weight, 0 to 1, that stands in the others too, or a synonym; 1 of none."""
        return self.of(shared(terms, by)) / self.of(terms) if terms else 1.0

    def likeness(self, one: Set[str], other: Set[str]) -> float:
        """How much two sets of terms have in common, 0 to 1: the mean of the share of the one that holds less and of
        the share of both (Dice), as wordings differ in length."""
        if not one or not other:
            return 0.0
        common = self.of(shared(one, other))
        if not common:
            return 0.0
        a, b = self.of(one), self.of(other)
        return (common / min(a, b) + 2 * common / (a + b)) / 2


class Heard:
    """Sentences, found by their terms: has one of them said that before?"""

    def __init__(self, sentences: Iterable[Sentence], weights: Weights) -> None:
        self._weights = weights
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for terms in {sentence.terms for sentence in sentences}:
            for term in terms:
                self._holding[term].append(terms)

    def has(self, terms: Set[str], share: float) -> bool:
        """Whether one sentence alone covers that share of the terms' weight."""
        return any(self._weights.coverage(terms, other) >= share for other in self._likely(terms, share))

    def _likely(self, terms: Set[str], share: float) -> set[frozenset[str]]:
        """Those that may cover it: each holds one of the rarest terms, without all of which too little is left."""
        found: set[frozenset[str]] = set()
        spare = (1 - share) * self._weights.of(terms)
        for term in sorted(terms, key=lambda term: (-self._weights.of([term]), term)):
            for form in (term, *synonyms().get(term, ())):
                found.update(self._holding.get(form, ()))
            spare -= self._weights.of([term])
            if spare < 0:
                break
        return found


def shared(terms: Iterable[str], others: Set[str]) -> set[str]:
    """Those of the terms that stand among the others, themselves or by a synonym."""
    return {term for term in terms if term in others or not others.isdisjoint(synonyms().get(term, ()))}
