"""The sentences of the articles that may speak to a claimed sentence, and how far each bears its words out."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.features import is_question
from bot.answers.matching import CLOSE_BY, Matcher, Strengths
from bot.answers.sought import Search
from bot.claims.reading import Claimed
from bot.digest.signs import leans_back
from bot.facts.mentions import Mention, MentionKind
from bot.facts.speakers import saying_terms
from bot.lexicon.dates import calendar_words
from bot.models import BlockKind, Citation, Span
from bot.search import Hit, Sentence
from bot.terms import term_of, term_set, terms_of

_BESIDE = 0.8
"""What a word counts that stands in another clause of the sentence than what it is said of."""
_BESIDE_WORDS = 4
"""Telling words on either side of a stretch that stand right beside it."""
_BEFORE, _POINTED_TO = 0.75, 0.9
"""What a word counts that stands in the sentence before; the more where that is pointed to: "It has 410 employees"."""
_HEARSAY = frozenset(terms_of("hear read learn understand know believe apparently reportedly allegedly"))


class Passage(NamedTuple):
    """A sentence of a block that was found. `own`: how well it holds each word sought; `around`: how well what
    surrounds it does, less the farther off that is."""

    hit: Hit
    sentence: Sentence
    own: Strengths
    around: Strengths

    def cite(self, span: Span = (0, 0)) -> Citation:
        """The sentence; of a very long one, the part around that span of it."""
        return cite_sentence(self.hit, self.sentence, span)


class Evidence:
    """What was found for a claimed sentence, by the words of `search`. `frequency`: in how many blocks a term stands,
    of `size` in all."""

    def __init__(
        self, claimed: Claimed, search: Search, hits: Sequence[Hit], frequency: Callable[[str], int], size: int
    ) -> None:
        self.claimed = claimed
        self.search = search
        self.hits = hits
        self._frequency = frequency
        self._size = size

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Of the best blocks first. Headings state nothing."""
        matcher = Matcher(self.search, self.hits)
        blocks = (hit for hit in self.hits if hit.kind is not BlockKind.HEADING)
        return tuple(passage for hit in blocks for passage in _passages(hit, matcher))

    def places(self, terms: Collection[str]) -> tuple[int, ...]:
        """Which of the words sought are of those terms; no numbers and days, which facts tell better, nor how whoever
        claims it has come to know it."""
        return tuple(
            place
            for place, word in enumerate(self.search.words)
            if word.term in terms and not word.term[0].isdigit() and word.term[0] != "#" and word.term not in _HEARSAY
        )

    @cached_property
    def all_places(self) -> tuple[int, ...]:
        """All words sought but numbers and days."""
        return self.places(self.search.forms)

    def among(self, hits: Sequence[Hit]) -> "Evidence":
        """The same claim, looked up in other blocks."""
        return Evidence(self.claimed, self.search, hits, self._frequency, self._size)

    def own(self, passage: Passage, places: Sequence[int]) -> float:
        """The share, 0 to 1, of the weight of those words that the sentence holds."""
        return self._share(places, passage.own)

    def bearing(self, passage: Passage, places: Sequence[int], clause: str | None = None) -> float:
        """The same, with what stands around the sentence. `clause`: the part of it that is meant, where not all is."""
        own = passage.own
        if clause is not None:
            inside = self._strengths(frozenset(terms_of(clause)))
            own = [max(here, _BESIDE * beside) for here, beside in zip(inside, own, strict=True)]
        return self._share(places, list(map(max, own, passage.around)))

    def names_all(self, passage: Passage, places: Iterable[int]) -> bool:
        """Whether every name among those words stands in the sentence or close by."""
        return all(
            max(passage.own[place], passage.around[place]) >= CLOSE_BY for place in places if place in self._names
        )

    def holds_names(self, passage: Passage) -> bool:
        """Whether the sentence itself holds every name of the claim."""
        return all(passage.own[place] > 0 for place in self._names)

    def reaches(self, passage: Passage, span: Span) -> bool:
        """Whether a word of the claim is among the telling words right beside that stretch of the sentence."""
        text = passage.sentence.text
        beside = (*_telling(text[: span[0]])[-_BESIDE_WORDS:], *_telling(text[span[1] :])[:_BESIDE_WORDS])
        return not self.search.forms.isdisjoint(beside)

    def bearing_of(self, citation: Citation) -> float:
        """How far the sentence that is cited bears the claim out, with what stands around it."""
        cited = (p for p in self.passages if (p.hit.article, p.sentence.start) == (citation.article, citation.start))
        return max((self.bearing(passage, self.all_places) for passage in cited), default=0.0)

    def names_in(self, text: str) -> list[int]:
        """The claim's names in a text, in order, but for those of places."""
        return [place for term in terms_of(text) if (place := self._place(term)) in self._actors]

    def unclaimed(self, passage: Passage, clause: str) -> float:
        """The share, 0 to 1, of what a clause tells that the claim does not, nor the heading above."""
        known = self.search.forms | term_set(passage.hit.heading) | saying_terms()
        told = {term for term in terms_of(clause) if not term[0].isdigit()}
        total = sum(map(self._rarity, told))
        return sum(map(self._rarity, told - known)) / total if total else 0.0

    def replaces(self, passage: Passage) -> bool:
        """Whether a telling word of the claim has another one in its place in the sentence: "approved", "rejected"."""
        claimed = [place for term in terms_of(self.claimed.text) for place in self.places({term})]
        # Who says so may stand in between: "the dam, Roe said, held".
        told = [
            place for place in map(self._place, filter(None, passage.sentence.terms)) if place not in saying_terms()
        ]
        held = set(told)
        for tag, first, last, start, end in SequenceMatcher(None, claimed, told, autojunk=False).get_opcodes():
            lost = any(place not in held for place in claimed[first:last])
            if tag == "replace" and lost and any(place not in claimed for place in told[start:end]):
                return True
        return False

    def _place(self, term: str) -> int | str:
        """Which of the words sought a term stands for; the term itself where it is none of them."""
        places = (n for n, word in enumerate(self.search.words) if term in word.forms)
        return next(places, term)

    @cached_property
    def _names(self) -> frozenset[int]:
        return self._named(self.claimed.facts.mentions)

    @cached_property
    def _actors(self) -> frozenset[int]:
        return self._named(m for m in self.claimed.facts.mentions if m.kind is not MentionKind.PLACE)

    def _named(self, mentions: Iterable[Mention]) -> frozenset[int]:
        return frozenset(self.places({term for mention in mentions for term in terms_of(mention.name)}))

    def _strengths(self, terms: frozenset[str]) -> Strengths:
        return [max((s for form, s in word.forms.items() if form in terms), default=0.0) for word in self.search.words]

    def _share(self, places: Sequence[int], strengths: Strengths) -> float:
        words = self.search.words
        total = sum(words[place].weight for place in places)
        return sum(words[place].weight * strengths[place] for place in places) / total if total else 0.0

    def _rarity(self, term: str) -> float:
        return math.log(1 + (self._size + 0.5) / (self._frequency(term) + 0.5))


def _passages(hit: Hit, matcher: Matcher) -> Iterator[Passage]:
    """Its sentences, each with what stands around it. Questions state nothing."""
    before = None
    for sentence in hit.sentences:
        own, around = matcher.strengths(frozenset(sentence.terms)), matcher.around(hit)
        if before:
            share = _POINTED_TO if leans_back(sentence.text) else _BEFORE
            around = [max(share * there, beside) for there, beside in zip(before, around, strict=True)]
        before = own
        if not is_question(sentence):
            yield Passage(hit, sentence, own, around)


def _telling(text: str) -> list[str]:
    return [term for term in terms_of(text) if not term[0].isdigit() and term not in _calendar()]


@cache
def _calendar() -> frozenset[str]:
    return frozenset(map(term_of, calendar_words()))
