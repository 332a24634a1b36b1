"""The sentences of the articles that may speak to a claimed sentence, and how far each bears its words out."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from bot.answers.matching import CLOSE_BY, Strengths
from bot.answers.sought import Search
from bot.claims.passages import Passage, Place, passages
from bot.claims.reading import Claimed
from bot.claims.words import nouns, subject, telling, tells
from bot.facts.mentions import Mention, MentionKind
from bot.facts.speakers import saying_terms
from bot.models import Citation, Span
from bot.search import Hit
from bot.terms import term_set, terms_of

_BESIDE = 0.8
"""What a word counts that stands in another clause of the sentence than what it is said of."""
_BESIDE_WORDS = 4
"""Telling words on either side of a stretch that stand right beside it."""
_CLOSE = 0.85
"""What a name counts that stands close by: what follows is told of it, as "the ferry" or "the board"."""
_ACTS = (MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.ORGANISATION)


class Evidence:
    """What was found for a claimed sentence, by the words of `search`. `frequency`: in how many blocks a term stands,
    of `size` in all. `known`: the sentences that are known to tell what the claim does."""

    def __init__(
        self,
        claimed: Claimed,
        search: Search,
        hits: Sequence[Hit],
        frequency: Callable[[str], int],
        size: int,
        known: Set[Place] = frozenset(),
    ) -> None:
        self.claimed = claimed
        self.search = search
        self.hits = hits
        self._frequency = frequency
        self._size = size
        self._known = known

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Of the best blocks first."""
        return tuple(passages(self.hits, self.search, self.claimed.facts.mentions))

    def places(self, terms: Collection[str]) -> tuple[int, ...]:
        """Which of the words sought are of those terms; no numbers and days, which facts tell better, nor how whoever
        claims it has come to know it."""
        return tuple(place for place, word in enumerate(self.search.words) if word.term in terms and tells(word))

    @cached_property
    def all_places(self) -> tuple[int, ...]:
        """All words sought but numbers and days."""
        return self.places(self.search.forms)

    def among(self, hits: Sequence[Hit]) -> "Evidence":
        """The same claim, looked up in other blocks."""
        return Evidence(self.claimed, self.search, hits, self._frequency, self._size)

    def knowing(self, told: Set[Place]) -> "Evidence":
        """The same, where those sentences are known to tell what the claim does, and with them those right before."""
        before = {
            (hit.article, one.start)
            for hit in self.hits
            for one, after in pairwise(hit.sentences)
            if (hit.article, after.start) in told
        }
        return Evidence(self.claimed, self.search, self.hits, self._frequency, self._size, told | before)

    def is_known(self, passage: Passage) -> bool:
        """Whether the sentence is known to tell what the claim does."""
        return passage.place in self._known

    def own(self, passage: Passage, places: Sequence[int]) -> float:
        """The share, 0 to 1, of the weight of those words that the sentence holds."""
        return self._share(places, passage.own)

    def meant(self, passage: Passage, places: Sequence[int]) -> float:
        """The same, with all that the sentence points back to."""
        return self._share(places, passage.meant)

    def held(self, passage: Passage, places: Sequence[int]) -> float:
        """The same, with the names that it points back to or that stand close by."""
        near = map(max, passage.meant, self._around(passage))
        names = [strength if place in self._names else 0.0 for place, strength in enumerate(near)]
        return self._share(places, list(map(max, passage.own, names)))

    def tells_deed(self, passage: Passage) -> bool:
        """Whether the sentence tells of the claim's subject, and what it did: "demanded", not "the demand"."""
        of_subject = self.places(terms_of(subject(self.claimed.text)))
        named = nouns(passage.sentence.text)
        is_done = all(passage.own[n] and named.isdisjoint(self.search.words[n].forms) for n in self._deed)
        plain = self.plain(self.all_places)
        is_any = not plain or any(passage.own[place] for place in plain)
        return is_done and is_any and (not of_subject or any(passage.meant[place] for place in of_subject))

    def plain(self, places: Iterable[int]) -> tuple[int, ...]:
        """Those of the words that are no names."""
        return tuple(place for place in places if place not in self._names)

    @cached_property
    def _deed(self) -> tuple[int, ...]:
        """What the claim's subject did: the first telling word of what is said of it, but for a noun or a number."""
        text = self.claimed.text
        counted = {term for count in self.claimed.facts.counts for term in terms_of(text[count.start : count.end])}
        said = (term for term in terms_of(text[len(subject(text)) :]) if term not in counted)
        return self.places({next(said, "")} - nouns(text))

    def bearing(self, passage: Passage, places: Sequence[int], clause: str | None = None) -> float:
        """The same, with what stands around the sentence. `clause`: the part of it that is meant, where not all is."""
        own = passage.own
        if clause is not None:
            inside = self._strengths(frozenset(terms_of(clause)))
            own = [max(here, _BESIDE * beside) for here, beside in zip(inside, own, strict=True)]
        return self._share(places, list(map(max, own, self._around(passage))))

    def _around(self, passage: Passage) -> Strengths:
        return [
            _CLOSE if place in self._names and CLOSE_BY <= strength < _CLOSE else strength
            for place, strength in enumerate(passage.around)
        ]

    def best_told(self, passage: Passage, places: Sequence[int], clauses: Mapping[Span, str]) -> frozenset[Span]:
        """The stretches of the sentence whose clauses hold most of the weight of those words: "built in 1994 and
        refitted in 2019" dates the building by the first. What it begins with is told of in all its clauses."""
        if len(clauses) <= 1:
            return frozenset(clauses)
        begins = subject(passage.sentence.text[: min(clauses)[0]])
        told = {span: self._strengths(term_set(f"{begins} {clause}")) for span, clause in clauses.items()}
        ranks = {
            span: (any(held[place] for place in self._deed), self._share(places, held)) for span, held in told.items()
        }
        best = max(ranks.values())
        return frozenset(span for span, rank in ranks.items() if rank >= best)

    def is_of_another(self, passage: Passage) -> bool:
        """Whether the sentence tells of somebody or something else: it lacks a name of the claim and has another of its
        kind, or begins with another where the claim begins with that; but for whoever says so."""
        facts, text = passage.sentence.facts, passage.sentence.text
        speaker = set(terms_of(facts.said.speaker)) if facts.said else set[str]()
        claimed, told = len(subject(self.claimed.text)), len(subject(text))
        others = [m for m in facts.mentions if (self.search.forms | speaker).isdisjoint(term_set(m.name))]
        for mention in self.claimed.facts.mentions:
            places = self.places(terms_of(mention.name))
            begins = mention.start < claimed and not any(passage.own[place] for place in places)
            is_lacking = mention.kind in _ACTS and not any(passage.meant[place] for place in places)
            if any((begins and m.start < told) or (is_lacking and m.kind is mention.kind) for m in others):
                return True
        return False

    def names_all(self, passage: Passage, places: Iterable[int]) -> bool:
        """Whether every name among those words stands in the sentence or close by."""
        return all(
            max(passage.own[place], passage.around[place]) >= CLOSE_BY for place in places if place in self._names
        )

    def holds_names(self, passage: Passage) -> bool:
        """Whether every name of the claim stands in the sentence, in what it points back to, or, but for the first one,
        close by: "Hungary refused to sign", after what was to be signed."""
        first = min(self._names, default=-1)
        near = self._around(passage)
        return all(passage.meant[place] > 0 or (place != first and near[place] >= CLOSE_BY) for place in self._names)

    def reaches(self, passage: Passage, span: Span) -> bool:
        """Whether a word of the claim is among the telling words right beside that stretch of the sentence."""
        text = passage.sentence.text
        beside = (*telling(text[: span[0]])[-_BESIDE_WORDS:], *telling(text[span[1] :])[:_BESIDE_WORDS])
        return not self.search.forms.isdisjoint(beside)

    def bearing_of(self, citation: Citation) -> float:
        """How far the sentence that is cited bears the claim out, with what stands around it."""
        cited = (p for p in self.passages if p.place == (citation.article, citation.start))
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
        held = set(told) | {place for place, strength in enumerate(passage.meant) if strength}
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
