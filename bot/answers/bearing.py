"""Whether evidence bears out the relation that a question asks for: who says it, of whom a figure or a time is told."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from bot.answers import patterns
from bot.answers.clauses import is_past
from bot.answers.evidence import Evidence
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.answers.voices import AskedVoice, asked_voice, speaks
from bot.lexicon import word_class
from bot.lexicon.folding import fold
from bot.models import Kind
from bot.search import Sentence
from bot.terms import terms_of

_LEAST_TOLD = 0.2
"""The share of the question that a sentence has to hold itself for a name in it to be the one asked for."""
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning)\s+(?P<what>[^?]+)", re.IGNORECASE)
# What stands before a name with which a sentence begins: "The canoe yard Wavre".
_OPENS = re.compile(r"\W?(?:(?:The|A|An)\s(?:[a-z-]+,?\s){0,3})?")

# "left out": what happened is told by both words, and by many others.
_PARTICLE = re.compile(r"\w+\s(?:out|off|up|down|over|away|aside|behind)\b")
_DENIES = re.compile(r"\b(?:never|not)\s(?:[a-z]+ly\s)?(?P<what>[a-z]+)")
_FIRST = re.compile(r"\W?(?P<word>[A-Z][\w’'-]+)\s(?:was|is|has|had|will|would)\b")


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
        if patterns.WHY.search(self._question.text):
            return self._is_premised(evidence)
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

    def timed(self, ranked: Sequence[Evidence]) -> list[Evidence]:
        """The evidence that may tell when it happened: nothing of others; where one says that it never did, only what
        tells of it in the very word."""
        told = [evidence for evidence in ranked if not self.is_of_another(evidence.sentence)]
        denied = {deed.term for evidence in ranked for deed in self._denied(evidence.sentence)}
        return [e for e in told if not denied.isdisjoint(e.sentence.terms)] if denied else told

    def _is_premised(self, evidence: Evidence) -> bool:
        """Whether the article says close by that what a "why" asks the reason of did happen."""
        text = self._question.text
        happened = [w for w in self._deeds if is_past(w.typed) and not _PARTICLE.match(text, text.find(w.typed))]
        around = evidence.around
        others = [word for word in (*self._names, *self._deeds) if word not in happened]
        is_named = not others or any(_stands(word, around) for word in self._names or others)
        return not happened or (is_named and any(_stands(word, around) for word in happened))

    def _tells_deed(self, sentence: Sentence) -> bool:
        """With a word of what somebody is or does, where the question has any but names."""
        return not self._deeds or any(_stands(deed, sentence.terms) for deed in self._deeds)

    def _is_named(self, evidence: Evidence) -> bool:
        """With one of the question's names in its block or above it, where the question has any."""
        around = evidence.around
        return not self._names or any(_stands(name, around) for name in self._names)

    def _denied(self, sentence: Sentence) -> list[Sought]:
        """The deeds asked about that the sentence says did not happen."""
        denied = {term for match in _DENIES.finditer(sentence.text) for term in terms_of(match["what"])}
        return [deed for deed in self._deeds if _stands(deed, denied)]

    @cached_property
    def _deeds(self) -> tuple[Sought, ...]:
        return tuple(word for word in self._search.words if not word.is_name and not word.is_asking)

    @cached_property
    def _names(self) -> tuple[Sought, ...]:
        return tuple(word for word in self._search.words if word.is_name)

    def _is_said(self, voice: AskedVoice, evidence: Evidence) -> bool:
        """By whom the question asks, on what it asks about."""
        around = evidence.around
        is_theirs = speaks(voice, evidence.sentence)
        return is_theirs and (not self.about or any(_stands(word, around) for word in self.about))

    def _is_timed(self, evidence: Evidence) -> bool:
        """With what happened then, or what it is told of, and not of somebody else."""
        around = evidence.around
        is_told = not self._deeds or any(_stands(deed, around) for deed in self._deeds)
        return is_told and not self.is_of_another(evidence.sentence)

    def is_of_another(self, sentence: Sentence) -> bool:
        """Whether the sentence names none of whom the question names, and begins with another's name; or tells that
        what the question asks the time of has not happened.
        """
        if self._denied(sentence):
            return True
        if not self._names or any(_stands(name, sentence.terms) for name in self._names):
            return False
        first = next(iter(sentence.facts.mentions), None)
        opens = first is not None and bool(_OPENS.fullmatch(sentence.text[: first.start]))
        return opens or _begins_with_name(sentence.text)


def _begins_with_name(text: str) -> bool:
    """Whether a text begins with a word that can only have its capital for being a name: "Acme was sold"."""
    first = _FIRST.match(text)
    return first is not None and fold(first["word"]) not in word_class("openers") | word_class("stop")


def _stands(word: Sought, terms: Iterable[str]) -> bool:
    return not word.forms.keys().isdisjoint(terms)
