"""The sentences of the blocks that were found for a claim, and how far each holds the words sought."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.features import is_question
from bot.answers.matching import Matcher, Strengths
from bot.answers.sought import Search
from bot.digest.signs import leans_back
from bot.facts.mentions import Mention, MentionKind
from bot.models import BlockKind, Citation, Span
from bot.search import Hit, Sentence
from bot.terms import term_of, terms_of

_BEFORE, _POINTED_TO = 0.75, 0.9
"""What a word counts that stands in the sentence before; the more where that is pointed to: "It has 410 employees"."""
_DEFINITE = re.compile(r"\W*(?:the|this|that)\s(\w+)", re.IGNORECASE)

Place = tuple[str, int]
"""An article, and where a sentence of it begins."""


class Passage(NamedTuple):
    """A sentence of a block that was found. `own`: how well it holds each word sought; `meant`: the same, with the
    sentence before where it points to that; `around`: how well what surrounds it does, less the farther off that is."""

    hit: Hit
    sentence: Sentence
    own: Strengths
    meant: Strengths
    around: Strengths

    @property
    def place(self) -> Place:
        return self.hit.article, self.sentence.start

    def cite(self, span: Span = (0, 0)) -> Citation:
        """The sentence; of a very long one, the part around that span of it."""
        return cite_sentence(self.hit, self.sentence, span)


def passages(hits: Sequence[Hit], search: Search, mentions: Sequence[Mention]) -> Iterator[Passage]:
    """The sentences, of the best blocks first. Headings and questions state nothing. `mentions`: the names of the
    claim; a person's surname stands for the whole of it."""
    matcher = Matcher(search, hits)
    names = (terms_of(person.name) for person in mentions if person.kind is MentionKind.PERSON)
    people = [name for name in names if name]  # of "Mr. Most" no term is left
    for hit in hits:
        if hit.kind is not BlockKind.HEADING:
            yield from _of_block(hit, matcher, search, people)


def _of_block(hit: Hit, matcher: Matcher, search: Search, people: Sequence[Sequence[str]]) -> Iterator[Passage]:
    before = None
    for sentence in hit.sentences:
        around = matcher.around(hit)
        own = _with_given_names(matcher.strengths(frozenset(sentence.terms)), sentence, search, people)
        meant = own
        if before:
            is_pointed_to = leans_back(sentence.text) or _takes_up(sentence, search)
            told_before = [(_POINTED_TO if is_pointed_to else _BEFORE) * there for there in before]
            around = list(map(max, told_before, around))
            meant = list(map(max, told_before, own)) if is_pointed_to else own
        before = own
        if not is_question(sentence):
            yield Passage(hit, sentence, own, meant, around)


def _takes_up(sentence: Sentence, search: Search) -> bool:
    """Whether it begins with what was spoken of: "The hearing is set for June", where a hearing is sought."""
    first = _DEFINITE.match(sentence.text)
    return first is not None and term_of(first[1]) in search.forms


def _with_given_names(
    strengths: Strengths, sentence: Sentence, search: Search, people: Sequence[Sequence[str]]
) -> Strengths:
    """The same, where a surname stands for the whole name; not where another given name is before it."""
    told = list(strengths)
    named = [terms_of(mention.name) for mention in sentence.facts.mentions]
    for *given, surname in people:
        if any(surname == name[-1] and set(given).isdisjoint(name[:-1]) for name in named if len(name) > 1):
            continue
        held = max((told[n] for n, word in enumerate(search.words) if word.term == surname), default=0.0)
        told = [max(here, held) if word.term in given else here for here, word in zip(told, search.words, strict=True)]
    return told
