"""Findings from ranked evidence, by what the question asks for."""

from collections.abc import Sequence

from bot.answers.evidence import Evidence, cite, is_new, is_wanted
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.facts.agents import agent, joined
from bot.facts.descriptions import description
from bot.facts.mentions import mentions
from bot.facts.times import times
from bot.models import Citation, Finding, Kind

_MOST = 5
_NEAR_BEST = 0.6
"""The share of the best score from which further evidence is shown."""


def findings_of(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Findings from the best evidence, those of one value together."""
    if not ranked:
        return ()
    shown = [e for e in ranked[:_MOST] if e.score >= _NEAR_BEST * ranked[0].score]
    groups: dict[str, list[tuple[str | None, Citation]]] = {}
    for number, evidence in enumerate(shown):
        value = _value(question, search, evidence)
        groups.setdefault(value.lower() if value else f"#{number}", []).append((value, cite(evidence)))
    return tuple(Finding(value=group[0][0], citations=_distinct(group)) for group in groups.values())


def _distinct(group: Sequence[tuple[str | None, Citation]]) -> tuple[Citation, ...]:
    return tuple({(citation.article, citation.start): citation for _, citation in group}.values())


def _value(question: Question, search: Search, evidence: Evidence) -> str | None:
    """The words of the sentence that answer, where the question asks for a name, a place, a time or a description."""
    text = evidence.sentence.text
    span = None
    match question.kind:
        case Kind.PERSON | Kind.LIST | Kind.OPEN | Kind.PLACE:
            span = _name(question, search, text)
        case Kind.TIME:
            span = _nearest(times(text), search, evidence)
        case Kind.DEFINITION:
            names = [word.typed for word in search.words]
            span = description(text, names[-1]) if names else None
        case _:
            return None
    return text[slice(*span)] if span else None


def _name(question: Question, search: Search, text: str) -> tuple[int, int] | None:
    if question.wants is Wants.ANYTHING:
        return None
    named = [m for m in mentions(text) if is_wanted(question.wants, m.kind) and is_new(m.name, search)]
    if not named:
        return None
    verbs = [word for word in search.words if not word.is_name and not word.is_light and word.term not in question.focus]
    if question.wants is Wants.PERSON and verbs:
        return agent(text, verbs[0].forms.keys(), named)
    spans = [joined(text, named, n) for n in range(len(named))]
    return max(spans, key=lambda span: span[1] - span[0]) if question.kind is Kind.LIST else spans[0]


def _nearest(spans: Sequence[tuple[int, int]], search: Search, evidence: Evidence) -> tuple[int, int] | None:
    """The span nearest to the words sought."""
    text = evidence.sentence.text.lower()
    at = [text.find(word.typed.lower()) for word in search.words]
    known = [position for position in at if position >= 0]
    return min(spans, key=lambda span: min((abs(span[0] - k) for k in known), default=0), default=None)
