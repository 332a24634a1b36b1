"""Whether evidence bears out the relation that a question asks for: who says it, of whom a figure or a time is told."""

import re
from collections.abc import Iterable
from functools import cached_property

from bot.answers.evidence import Evidence
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.facts.kinds import MentionKind
from bot.models import Kind
from bot.terms import terms_of

_OPENING = 6
"""Within how many terms a sentence has its subject."""
_LEAST_TOLD = 0.2
"""The share of the question that a sentence has to hold itself for a name in it to be the one asked for."""
_ASKED = re.compile(
    r"\bwhat (?:did|does|do|has|have|had|is|was|were|are|will|would) (?P<who>[^?]{2,80}?) "
    r"(?:(?:also|then|ever|have|been) )?(?:say|saying|said|think|thinking|argue|emphasi[sz]e|stress|announce|claim|"
    r"warn|promise|pledge|demand|insist|tell|told|respond|react|deny|believe|express)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?P<who>[^?]{2,60}?)['’]s? (?:\w+ )?(?:position|stance|views?|opinion|reaction|response)\b")
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning)\s+(?P<what>[^?]+)", re.IGNORECASE)


class Relation:
    """What the question asks about whom. Pure."""

    def __init__(self, question: Question, search: Search) -> None:
        self._question = question
        self._search = search

    @cached_property
    def speaker(self) -> tuple[Sought, ...]:
        """The words of the name whose statements are asked for; empty where none is named."""
        match = self._asked
        return self._words_in(match["who"], names=True) if match else ()

    @cached_property
    def about(self) -> tuple[Sought, ...]:
        """The words for what the named speaker is asked to have spoken about."""
        rest = self._asked["rest"] if self._asked and self._asked.re is _ASKED else ""
        match = _ABOUT.search(rest)
        return self._words_in(match["what"], names=False) if match else ()

    @cached_property
    def _asked(self) -> re.Match[str] | None:
        if self._question.kind is not Kind.STATEMENT:
            return None
        return _ASKED.search(self._question.text) or _WHOSE.search(self._question.text)

    def _words_in(self, text: str, *, names: bool) -> tuple[Sought, ...]:
        terms = set(terms_of(text))
        return tuple(w for w in self._search.words if w.term in terms and (w.is_name or not names) and not w.is_asking)

    def is_borne_out(self, evidence: Evidence) -> bool:
        """Whether the sentence can be about what the question relates."""
        if self.speaker:
            return self._is_said(evidence)
        told = max(evidence.cheap.own, evidence.cheap.heading_asks)
        match self._question.wants:
            case Wants.NUMBER:
                return told > 0 and self._is_named(evidence)
            case Wants.TIME:
                return told > 0 and self._is_named(evidence) and self._is_timed(evidence)
            case Wants.NAME:
                return told >= _LEAST_TOLD
        return True

    def _is_named(self, evidence: Evidence) -> bool:
        """With one of the question's names in its block or above it, where the question has any."""
        return not self._names or any(_stands(name, _around(evidence)) for name in self._names)

    @cached_property
    def _names(self) -> tuple[Sought, ...]:
        return tuple(word for word in self._search.words if word.is_name)

    def _is_said(self, evidence: Evidence) -> bool:
        """By whom the question asks, or with them as the subject; where no speaker is told, of them at all."""
        sentence, name = evidence.sentence, self.speaker[-1]
        said = sentence.facts.said
        here = [term for term in sentence.terms if term]
        if said and said.speaker:
            is_theirs = _stands(name, terms_of(said.speaker)) or _stands(name, here[:_OPENING])
        else:
            is_theirs = _stands(name, here)
        if not is_theirs:
            return False
        return not self.about or any(_stands(word, _around(evidence)) for word in self.about)

    def _is_timed(self, evidence: Evidence) -> bool:
        """With what happened then, or what it is told of, and not of somebody else."""
        acts = [word for word in self._search.words if not word.is_name and not word.is_asking]
        if acts and not any(_stands(act, _around(evidence)) for act in acts):
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
