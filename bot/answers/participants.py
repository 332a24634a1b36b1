"""Answers to "who attended": the parts that people and groups had in the meeting that is asked for."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.answers.wordings import finding
from bot.facts.attendance import Attendance, attendance
from bot.facts.events import Event
from bot.facts.mentions import MentionKind, mentions
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.lexicon.geography import town_terms
from bot.models import Article, BlockKind, Citation, Finding, Role
from bot.search import Hit, Sentence
from bot.store import Store
from bot.terms import terms_of

_MOST_ARTICLES = 12
_MATCHES = 0.75
"""The share of the asked-for meeting's description that an event has to bear out."""
_OTHER_KIND = 0.2
_ORDER = (
    Role.CHAIRED, Role.ATTENDED, Role.REMOTE, Role.EXPECTED, Role.INVITED, Role.NOT_INVITED, Role.ABSENT,
)  # fmt: skip


class _Part(NamedTuple):
    """A participation with the sentence that tells of it, and how well its event is the one asked for."""

    who: str
    kind: MentionKind | None
    role: Role
    citation: Citation
    match: float


def participants(question: Question, search: Search, hits: Iterable[Hit], store: Store) -> tuple[Finding, ...]:
    """One finding a person or group and role, those who were there first; empty where no such meeting is told of."""
    parts = _all_parts(search.words, hits, store)
    asked = [part for part in parts if not question.roles or part.role in question.roles]
    return _findings([part for part in asked if _is_of_type(part, question.wants)])


def part_of_named(search: Search, hits: Iterable[Hit], store: Store) -> tuple[Finding, ...]:
    """The part that somebody had whom the question names: "was Chile at the talks?". Empty where none is told of."""
    found: list[_Part] = []
    for word in search.words:
        if word.is_name:
            others = [other for other in search.words if other is not word]
            parts = _all_parts(others, hits, store)
            found += [part for part in parts if word.forms.keys() & set(terms_of(part.who))]
    return _findings(found)


def _all_parts(words: Sequence[Sought], hits: Iterable[Hit], store: Store) -> list[_Part]:
    """Every part in a meeting that those words describe, in the articles found."""
    described = [word for word in words if word.term not in _asking_terms()]
    by_article: dict[str, Hit] = {}
    for hit in hits:
        by_article.setdefault(hit.article, hit)
    articles = store.articles(list(by_article)[:_MOST_ARTICLES])
    return [
        part
        for name, hit in by_article.items()
        if name in articles and not articles[name].withdrawn
        for part in _parts(articles[name], hit, described)
    ]


@lru_cache(maxsize=256)
def _told(article: Article) -> tuple[tuple[Sentence, ...], Attendance]:
    sentences = tuple(
        Sentence(start, end, article.text[start:end], ())
        for block in article.blocks
        if block.kind is not BlockKind.HEADING
        for start, end in block.sentences
    )
    return sentences, attendance([sentence.text for sentence in sentences], published=article.published)


def _parts(article: Article, hit: Hit, described: Sequence[Sought]) -> list[_Part]:
    sentences, told = _told(article)
    towns = frozenset(place for event in told.events for place in event.places) | town_terms()
    title = frozenset(terms_of(article.title))
    matches = [_match(event, described, towns, title) for event in told.events]
    return [
        _Part(
            who=sentences[part.sentence].text[part.start : part.end],
            kind=part.kind,
            role=part.role,
            citation=cite_sentence(hit, sentences[part.sentence], (part.start, part.end)),
            match=matches[part.event],
        )
        for part in told.parts
        if matches[part.event] >= _MATCHES
    ]


def _match(event: Event, described: Sequence[Sought], towns: frozenset[str], title: frozenset[str]) -> float:
    """The share of the description that the event bears out. A town must be the event's own, not just named near it."""
    total = borne_out = 0.0
    for word in described:
        is_town = bool(word.forms.keys() & towns)
        terms = {*event.places} if is_town and event.places else {*event.terms} | title
        match = max((s for form, s in word.forms.items() if form in terms), default=0.0)
        # What one article calls a hearing another calls a session.
        weight = word.weight * (_OTHER_KIND if word.term in _kind_terms() and not match else 1.0)
        total += weight
        borne_out += weight * match
    return borne_out / total if total else 1.0


def _is_of_type(part: _Part, wants: Wants) -> bool:
    if wants is not Wants.COUNTRY or part.kind is MentionKind.COUNTRY:
        return True
    return any(mention.kind is MentionKind.COUNTRY for mention in mentions(part.who))


def _findings(parts: Sequence[_Part]) -> tuple[Finding, ...]:
    groups: dict[tuple[str, Role], list[_Part]] = {}
    for part in parts:
        groups.setdefault((_key(part), part.role), []).append(part)
    ordered = sorted(groups.values(), key=lambda group: (_ORDER.index(group[0].role), -max(p.match for p in group)))
    return tuple(_finding(group) for group in ordered)


def _finding(group: list[_Part]) -> Finding:
    """The fullest way in which they are named, with the sentence that says so first."""
    fullest_first = sorted(group, key=lambda part: -len(part.who))
    return finding(fullest_first[0].who, (part.citation for part in fullest_first), group[0].role)


def _key(part: _Part) -> str:
    """Equal for one person under a full name and a surname; else the words as they stand."""
    return fold(part.who.split()[-1] if part.kind is MentionKind.PERSON else part.who)


@cache
def _kind_terms() -> frozenset[str]:
    """The words for meetings of all kinds."""
    return frozenset(term for kind in table("words")["meetings"]["kinds"] for term in terms_of(kind))


@cache
def _asking_terms() -> frozenset[str]:
    """Words that ask for attendance, or for a meeting of any kind: they do not tell one meeting from another."""
    roles = table("words")["participation"]
    phrases = [phrase for role in roles if role != Role.REMOTE for phrase in roles[role]]
    asking = (
        "meeting talks gathering event session people country nation state participant attendee person remote invite"
    )
    return frozenset(term for phrase in [*phrases, asking] for term in terms_of(phrase))
