"""Answers to "how many": the figures of the best evidence, sources side by side, those that differ marked."""

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.evidence import Evidence
from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.answers.wanted import answers
from bot.facts.counts import Count, counts
from bot.lexicon import table
from bot.models import Finding
from bot.terms import term_set, terms_of
from bot.texts.figures import Figure, are_same, contrasted, differ, is_exact
from bot.texts.wordings import finding

_SUPPORTED = 0.55
"""The share of the best figure's support from which the words around another figure tell the same."""
_BEARS = 0.35
"""The share of the best figure's bearing from which a size is of the same thing."""
_CLEARLY = 0.6
"""The bearing from which a figure names what is asked about."""
_IN_SENTENCE, _BEFORE, _ABOVE = 0.5, 0.4, 0.3
"""What a word counts that stands in another clause of the sentence, in the sentence before, in heading or title."""
_PREPOSITION = re.compile(r"\b(?:of|for|in|at|to|on|with|from|by|near|next|that|which|who)\b", re.IGNORECASE)
_OF_ANOTHER = 0.6
"""What a size keeps of its bearing where its clause names a thing that the question does not."""


class Told(NamedTuple):
    """A figure in its evidence. `bearing`: how far it is what is asked for, 0 to 1."""

    figure: Figure
    evidence: Evidence
    bearing: float = 0.0

    @property
    def stated(self) -> Count:
        return self.figure.stated


def figures(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """One finding a value, the best first; empty where no evidence gives a figure of what is asked for."""
    groups = grouped(stated(question, search, ranked))
    return tuple(
        finding_of(group).model_copy(
            update={"differs": any(differ(group[0].figure, other[0].figure) for other in groups)}
        )
        for group in groups
    )


def stated(question: Question, search: Search, ranked: Sequence[Evidence]) -> list[Told]:
    """Every figure of what is asked for, in the order of their evidence."""
    found = [
        Told(_figure(count, evidence), evidence, _bearing(count, evidence, question, search))
        for evidence in ranked
        if _is_on_subject(evidence, ranked[0])
        for count in evidence.sentence.facts.counts
        if answers(count, evidence.sentence, question, search) and not _is_in_question(count, question)
    ]
    found = [told for told in found if not contrasted(question.text, told.figure.around)]
    if not any(told.bearing for told in found):  # nothing that the question asks about stands by any of them
        return []
    found = _levels_or_changes(question, found)
    found = [told for told in found if told.stated.high > 1] or found  # "not one country" counts nothing
    best = max((told.evidence for told in found), key=lambda evidence: evidence.score, default=ranked[0])
    return _nearest([told for told in found if _is_on_subject(told.evidence, best)])


def grouped(found: Iterable[Told]) -> list[list[Told]]:
    """Figures that say the same of the same thing together, the best group first, its most exact figure first.

    A hedge joins the one exact number that it allows: "more than 30" stands under 33. Where it allows two, it stands
    alone: it vouches for neither, and under both it would count as two sources.
    """
    groups: list[list[Told]] = []
    hedges: list[list[Told]] = []
    for told in found:
        alike = groups if is_exact(told.stated) else hedges
        group = next((group for group in alike if are_same(group[0].figure, told.figure)), None)
        if group is None:
            alike.append([told])
        else:
            group.append(told)
    alone = [hedge for hedge in hedges if not _joined(hedge, groups)]
    return sorted([*groups, *alone], key=lambda group: -max(told.evidence.score for told in group))


def finding_of(group: Sequence[Told]) -> Finding:
    """The finding that figures of one value make, with the first one's words."""
    citations = (
        cite_sentence(told.evidence.hit, told.evidence.sentence, (told.stated.start, told.stated.end)) for told in group
    )
    return finding(group[0].figure.text, citations)


def _joined(hedge: list[Told], groups: Sequence[list[Told]]) -> bool:
    """Whether the hedge was put to the one group that it allows; the very number it names goes before others."""
    allowed = [group for group in groups if are_same(group[0].figure, hedge[0].figure)]
    named = [group for group in allowed if group[0].stated.low == hedge[0].stated.low]
    chosen = named if len(named) == 1 else allowed
    if len(chosen) == 1:
        chosen[0].extend(hedge)
    return len(chosen) == 1


def _is_on_subject(evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence is about what the best one is about, by its own words or by those around it."""
    return evidence.is_near(best) or evidence.support >= _SUPPORTED * best.support


def _is_in_question(count: Count, question: Question) -> bool:
    return any((c.low, c.high) == (count.low, count.high) for c in counts(question.text))


def _figure(count: Count, evidence: Evidence) -> Figure:
    return Figure(count, evidence.sentence.text, evidence.sentence.facts.mentions)


def _bearing(count: Count, evidence: Evidence, question: Question, search: Search) -> float:
    """How far what the question asks about stands in the count's own clause, in its sentence, and around that: 0 to 1.

    Words that only ask, for a size or for one of a kind, are not what it asks about. Where the unit does not tell what
    is counted ("40 people"), the sentence itself has to: what stands around it may be told of others.
    """
    counted = [word for word in search.words if word.term in question.focus and word.forms.keys() & set(count.unit)]
    things = [word for word in search.words if not word.is_asking and word not in counted]
    things = [word for word in things if not word.forms.keys() & pricing_terms()] or things or list(search.words)
    sentences = evidence.hit.sentences
    text = evidence.sentence.text
    clause = _clause(count, text)
    own = ((1.0, clause), (_IN_SENTENCE, set(evidence.sentence.terms)))
    around = (
        (_BEFORE, set(sentences[evidence.number - 1].terms) if evidence.number else set()),
        (_ABOVE, term_set(evidence.hit.heading) | term_set(evidence.hit.title)),
    )
    is_told = evidence.cheap.heading_asks or _borne_out(things, own)
    if set(count.unit) & _anybody() and not is_told:
        return 0.0
    of_another = count.measure and _names_another(count, text, clause, things)
    return _borne_out(things, (*own, *around)) * (_OF_ANOTHER if of_another else 1.0)


def _borne_out(things: Sequence[Sought], scopes: Sequence[tuple[float, Set[str]]]) -> float:
    """The share of their weight that stands in those scopes, each of which counts so much."""
    total = sum(word.weight for word in things) or 1.0
    return sum(word.weight * max(share * _strength(word, terms) for share, terms in scopes) for word in things) / total


def _clause(count: Count, text: str) -> set[str]:
    """The terms of what the count's clause says of it; of what stands before a size only its subject: "tickets for"."""
    said = [text[start:end] for start, end in count.qualifiers]
    if count.measure and count.qualifiers and count.qualifiers[0][1] <= count.start:
        said[0] = _PREPOSITION.split(said[0])[0].strip() or said[0]
    return {term for words in said for term in terms_of(words)}.union(count.unit)


def _strength(word: Sought, terms: Set[str]) -> float:
    return max((word.forms[form] for form in word.forms.keys() & terms), default=0.0)


def _names_another(count: Count, text: str, clause: Set[str], things: Sequence[Sought]) -> bool:
    """Whether the clause before a size names something, and nothing that is asked about: tickets, not the roof."""
    if any(word.forms.keys() & clause for word in things):
        return False
    before = [term for start, end in count.qualifiers if end <= count.start for term in terms_of(text[start:end])]
    return any(term not in pricing_terms() for term in before)


@cache
def pricing_terms() -> frozenset[str]:
    """The terms of words that say that a size follows, and not what it is the size of."""
    return frozenset(terms_of(table("figures")["changes"]["pricing"]))


def _levels_or_changes(question: Question, found: list[Told]) -> list[Told]:
    """Changes where the question asks how much something moved, else how much there is; all where only others are."""
    wanted = "change" if _change().search(question.text) else ""
    return [told for told in found if told.stated.aspect == wanted] or found


@cache
def _change() -> re.Pattern[str]:
    verbs = "|".join(word for word in table("figures")["changes"]["verbs"].split() if word not in ("up", "down"))
    return re.compile(rf"\bby how (?:much|many)\b|\b(?:{verbs}|rise|change)\b", re.IGNORECASE)


def _nearest(found: list[Told]) -> list[Told]:
    """Of each sentence's figures those that what is asked about stands nearest to; and where a figure clearly names it,
    only those that bear on it nearly as well: a sum, or "30 people", says which it is by its clause alone."""
    best_of: dict[tuple[str, int], float] = {}
    for told in found:
        at = told.evidence.hit.article, told.evidence.sentence.start
        best_of[at] = max(best_of.get(at, 0.0), told.bearing)
    best = max(best_of.values(), default=0.0)
    least = _BEARS * best if best >= _CLEARLY else 0.0
    return [
        told
        for told in found
        if told.bearing >= best_of[told.evidence.hit.article, told.evidence.sentence.start]
        and (told.bearing >= least or _says_what(told.stated))
    ]


def _says_what(count: Count) -> bool:
    """Whether the unit tells what is counted: "30 ferries", but not "30 people", "30 euros" or "30"."""
    return not count.measure and bool(set(count.unit) - _anybody())


@cache
def _anybody() -> frozenset[str]:
    return frozenset(terms_of("people person man woman child other resident"))
