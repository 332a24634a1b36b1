"""Whether evidence bears out the relation that a question asks for: who says it, of whom a figure or a time is told."""

import re
from collections.abc import Iterable
from functools import cached_property

from bot.answers.evidence import Evidence
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.answers.voices import AskedVoice, asked_voice, speaks
from bot.facts.kinds import MentionKind
from bot.models import Kind
from bot.search import Sentence
from bot.terms import terms_of

_LEAST_TOLD = 0.2
"""The share of the question that a sentence has to hold itself for a name in it to be the one asked for."""
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning)\s+(?P<what>[^?]+)", re.IGNORECASE)


class Relation:
    """What the question asks about whom. Pure."""

    def __init__(self, question: Question, search: Search) -> None:
        self._question = question
        self._search = search

    @cached_property
    def voice(self) -> AskedVoice | None:
        """Whose statements are asked for; None where nobody's are."""
        return asked_voice(self._question, self._search) if self._question.kind is Kind.STATEMENT else None

    @cached_property
    def about(self) -> tuple[Sought, ...]:
        """The words for what whoever speaks is asked to have spoken about."""
        match = _ABOUT.search(self._question.text)
        terms = set(terms_of(match["what"])) if match else set()
        return tuple(word for word in self._search.words if word.term in terms and not word.is_asking)

    def is_borne_out(self, evidence: Evidence) -> bool:
        """Whether the sentence can be about what the question relates."""
        if self.voice:
            return self._is_said(self.voice, evidence)
        told = max(evidence.cheap.own, evidence.cheap.heading_asks)
        match self._question.wants:
            case Wants.NUMBER:
                return told > 0 and self._is_named(evidence)
            case Wants.TIME:
                return told > 0 and self._is_named(evidence) and self._is_timed(evidence)
            case Wants.NAME:
                return told >= _LEAST_TOLD
            case Wants.PERSON:
                return bool(evidence.cheap.heading_asks) or self._tells_deed(evidence.sentence)
        return True

    def _tells_deed(self, sentence: Sentence) -> bool:
        """With a word of what somebody is or does, where the question has any but names."""
        return not self._deeds or any(_stands(deed, sentence.terms) for deed in self._deeds)

    def _is_named(self, evidence: Evidence) -> bool:
        """With one of the question's names in its block or above it, where the question has any."""
        around = _around(evidence)
        return not self._names or any(_stands(name, around) for name in self._names)

    @cached_property
    def _deeds(self) -> tuple[Sought, ...]:
        return tuple(word for word in self._search.words if not word.is_name and not word.is_asking)

    @cached_property
    def _names(self) -> tuple[Sought, ...]:
        return tuple(word for word in self._search.words if word.is_name)

    def _is_said(self, voice: AskedVoice, evidence: Evidence) -> bool:
        """By whom the question asks, on what it asks about."""
        around = _around(evidence)
        is_theirs = speaks(voice, evidence.sentence)
        return is_theirs and (not self.about or any(_stands(word, around) for word in self.about))

    def _is_timed(self, evidence: Evidence) -> bool:
        """With what happened then, or what it is told of, and not of somebody else."""
        around = _around(evidence)
        if self._deeds and not any(_stands(deed, around) for deed in self._deeds):
            return False
        sentence = evidence.sentence
        names = self._names
        if not names or any(_stands(name, sentence.terms) for name in names):
            return True
        first = next(iter(sentence.facts.mentions), None)
        opens = first and first.start <= 1 and first.kind not in (MentionKind.PLACE, MentionKind.COUNTRY)
        return not opens


def _stands(word: Sought, terms: Iterable[str]) -> bool:
    return not word.forms.keys().isdisjoint(terms)


def _around(evidence: Evidence) -> set[str]:
    """The terms of the sentence's block, of the heading above it and of the title."""
    hit = evidence.hit
    block = {term for sentence in hit.sentences for term in sentence.terms}
    return block.union(terms_of(hit.heading), terms_of(hit.title))
