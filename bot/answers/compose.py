"""Findings from ranked evidence, by what the question asks for."""

import re
from collections.abc import Sequence

from bot.answers.citations import cite, cite_sentence
from bot.answers.deeds import AskedDeed, doer_of, may_be_meant
from bot.answers.evidence import TO_READ, Evidence, near_best
from bot.answers.posts import SURE, AskedPost, asked_post, fills, is_of_holder
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.answers.undergoing import undergoers
from bot.answers.wanted import happenings, is_new, is_wanted
from bot.facts.agents import doer, joined
from bot.facts.descriptions import description
from bot.facts.mentions import MentionKind, mentions
from bot.facts.record import Said
from bot.facts.speakers import says
from bot.facts.times import resolved, whole
from bot.lexicon.folding import fold
from bot.lexicon.geography import is_country_name
from bot.models import Citation, Finding, Kind, Period, Span
from bot.search import Hit, Sentence
from bot.terms import words_of
from bot.texts.wordings import finding

_LOCATES = re.compile(r"\b(?:in|at|near|outside|to|from|around)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAVES = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_LISTED = re.compile(r",|\band\b|&")
_CLAUSE = 40
"""What a comma counts, in characters, between a name and the words that it may answer to."""
_MOST = 6
_FEW = 3
"""How much there is to read at least, where there is so much worth reading."""


def findings_of(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Findings from the best evidence, those of one value together."""
    if not ranked:
        return ()
    typed = [e for e in ranked if happenings(search, e.sentence)] if question.kind is Kind.TIME else ranked
    near = near_best(typed)[:_MOST]
    likely = near if len(near) >= _FEW else near_best(typed, TO_READ)[:_FEW]
    found = [(_value(question, search, e), e) for e in likely]
    if any(value for value, _ in found):
        found = [(value, evidence) for value, evidence in found if value and evidence.is_near(typed[0])]
    elif question.wants is Wants.PERSON:
        return ()
    else:
        found = [(None, evidence) for evidence in _to_read(typed)]
    if question.kind is Kind.LIST:
        found = [(value, e) for value, e in found if value and _LISTED.search(value)] or found
    groups: dict[str | Period, list[tuple[str | None, Citation]]] = {}
    for value, evidence in found:
        citation = cite(evidence, roomy=value is None or question.kind is Kind.PLACE)
        # Without a value, copies of one wording are one finding.
        groups.setdefault(_key(value, evidence), []).append((value, citation))
    return tuple(finding(group[0][0], (citation for _, citation in group)) for group in groups.values())


def _to_read(ranked: Sequence[Evidence]) -> list[Evidence]:
    """What is shown where no value can be told: no sentence that a quote before it holds already."""
    shown: list[tuple[Evidence, Citation]] = []
    for evidence in near_best(ranked, TO_READ):
        if len(shown) == _MOST or (len(shown) >= _FEW and not evidence.is_near(ranked[0])):
            break
        if not any(_holds(citation, evidence) for _, citation in shown):
            shown.append((evidence, cite(evidence, roomy=True)))
    return [evidence for evidence, _ in shown]


def _holds(citation: Citation, evidence: Evidence) -> bool:
    return citation.article == evidence.hit.article and citation.start <= evidence.sentence.start < citation.end


def _key(value: str | None, evidence: Evidence) -> str | Period:
    """Equal for values that say the same: the same words, or words for the same days."""
    said = (time for time in evidence.sentence.facts.times if value and time.said in value)
    days = next((days for time in said if (days := resolved(time, evidence.hit.published))), None)
    return days or (value or evidence.sentence.text).lower()


def holders(asked: AskedPost, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Who holds the post asked for: one finding a person. Where no sentence says surely whose post it is, but those
    around speak of them ("its manager"), that is enough.
    """
    told = [(*fills(asked, evidence.sentence), evidence) for evidence in ranked if is_of_holder(asked, evidence.around)]
    least = SURE if any(sure >= SURE for sure, _, _ in told) else SURE / 2
    found: dict[str, list[tuple[str, Citation]]] = {}
    for sure, post, evidence in told:
        if post and sure >= least:
            name = evidence.sentence.text[slice(*post.name)]
            citation = cite_sentence(evidence.hit, evidence.sentence, post.name)
            found.setdefault(fold(post.person.split()[-1]), []).append((name, citation))
    return tuple(finding(group[0][0], (citation for _, citation in group)) for group in found.values())


def doers(asked: AskedDeed, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Who does what is asked about, by what the evidence says: one finding for each, those surely meant if any are."""
    told = [(who, evidence) for evidence in ranked if (who := doer_of(asked, evidence.sentence))]
    sure = [(who, evidence) for who, evidence in told if who.is_sure]
    unsure = [(who, e) for who, e in told if e.is_near(ranked[0]) and may_be_meant(asked, e.around)]
    found: dict[str, list[tuple[str, Citation]]] = {}
    for who, evidence in sure or unsure:
        name = evidence.sentence.text[slice(*who.span)]
        found.setdefault(fold(name), []).append((name, cite_sentence(evidence.hit, evidence.sentence, who.span)))
    return tuple(finding(group[0][0], (citation for _, citation in group)) for group in found.values())


def sufferers(verbs: frozenset[str], search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """To whom what one of the verbs says is done, by the best of the evidence: one finding for each."""
    found: dict[str, list[tuple[str, Citation]]] = {}
    for evidence in near_best(ranked):
        for span in undergoers(verbs, search, evidence.sentence):
            name = evidence.sentence.text[slice(*span)]
            found.setdefault(fold(name), []).append((name, cite_sentence(evidence.hit, evidence.sentence, span)))
    return tuple(finding(group[0][0], (citation for _, citation in group)) for group in found.values())


def beside(found: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, and behind them those of the others that name somebody else."""
    known = {_surname(each.value) for each in found}
    return (*found, *(other for other in others if _surname(other.value) not in known))


def _surname(value: str | None) -> str:
    """The last word of a name, folded."""
    return fold((value or "").split()[-1]) if value else ""


def speakers(question: Question, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Who said what the question quotes: one finding a speaker, with the quotation and where its speaker is named."""
    found: dict[str, list[Citation]] = {}
    for evidence in ranked:
        if not all(says(evidence.sentence.text, phrase) for phrase in question.phrases):
            continue
        said = evidence.sentence.facts.said
        named_in = _where_named(said, evidence, ranked) if said and said.speaker else []
        for hit, sentence in [(evidence.hit, evidence.sentence), *named_in]:
            found.setdefault(said.speaker if said else "", []).append(cite_sentence(hit, sentence))
    return tuple(finding(value or None, citations) for value, citations in found.items())


def may_speak(found: Finding) -> bool:
    """Whether a finding's value names somebody, or a body, that can have said something."""
    named = mentions(found.value or "")
    return any(mention.kind in (MentionKind.PERSON, MentionKind.ORGANISATION) for mention in named)


def _where_named(said: Said, evidence: Evidence, ranked: Sequence[Evidence]) -> list[tuple[Hit, Sentence]]:
    """The other sentence that names the speaker, where it is among what was found."""
    hits = [evidence.hit, *(other.hit for other in ranked if other.hit.article == evidence.hit.article)]
    held = ((hit, s) for hit in hits for s in hit.sentences if s.start <= said.start < s.end and s != evidence.sentence)
    return list(held)[:1]


def _value(question: Question, search: Search, evidence: Evidence) -> str | None:
    """The words of the sentence that answer, where the question asks for a name, a place, a time or a description."""
    text = evidence.sentence.text
    span = None
    match question.kind:
        case Kind.PERSON | Kind.LIST | Kind.OPEN | Kind.PLACE:
            span = _name(question, search, evidence)
        case Kind.TIME:
            span = _nearest(whole(text, happenings(search, evidence.sentence)), search, evidence)
        case Kind.DEFINITION:
            names = [word.typed for word in search.words]
            span = description(text, names[-1]) if names else None
        case _:
            return None
    return text[slice(*span)] if span else None


def _name(question: Question, search: Search, evidence: Evidence) -> Span | None:
    """The name that answers: who does what the question's verb says, else the one nearest to the words sought."""
    if question.wants in (Wants.ANYTHING, Wants.NAMED):
        return None
    text = evidence.sentence.text
    new = [m for m in mentions(text) if is_new(m.name, search)]
    named = [m for m in new if is_wanted(question.wants, m.kind)]
    if question.wants is Wants.PERSON:
        if (post := asked_post(question, search)) and not post.is_by_verb:
            named = [m for m in named if m.kind is MentionKind.PERSON]
        if by := doer(text, _predicate(question, search), named):
            return by
        # Under the heading "Who owns the dam?", a company that opens the answer is the answer.
        opening = [m for m in named if m.start <= 1] if evidence.cheap.heading_asks else []
        named = [m for m in named if m.kind is MentionKind.PERSON] or opening
    if question.wants is Wants.COUNTRY:
        named = [m for m in named if is_country_name(m.name)]
    if question.wants is Wants.PLACE:
        told = [m for m in new if m.kind is MentionKind.OTHER and _LOCATES.search(text[: m.start])]
        named = [m for m in named if _LOCATES.search(text[: m.start])] or told or named
        named = [m for m in named if not _LEAVES.search(text[: m.start])] or named
    spans = [joined(text, named, n) for n in range(len(named))]
    if question.kind is Kind.LIST:
        spans = [span for span in spans if _LISTED.search(text[slice(*span)])] or spans
        return max(spans, key=lambda span: span[1] - span[0], default=None)
    return _nearest(spans, search, evidence)


def _predicate(question: Question, search: Search) -> set[str]:
    """The forms of the question's first word that is no name and not what is asked for: mostly its verb."""
    words = (w for w in search.words if not w.is_name and not w.is_asking and w.term not in question.focus)
    verb = next(words, None)
    return set(verb.forms) if verb else set()


def _nearest(spans: Sequence[Span], search: Search, evidence: Evidence) -> Span | None:
    """The span nearest to the words sought, as they stand in the sentence."""
    text = evidence.sentence.text
    at = [word.start for word in words_of(text) if word.term in search.forms]
    return min(spans, key=lambda span: sum(_distance(text, span[0], start) for start in at), default=None)


def _distance(text: str, a: int, b: int) -> int:
    """Characters between two places of a text; what stands in another clause is farther off."""
    between = text[min(a, b) : max(a, b)]
    return len(between) + _CLAUSE * len(re.findall(r"[,;]\s", between))
