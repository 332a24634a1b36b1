"""Answers to "who attended": the parts that people and groups had in the meeting that is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.meeting_terms import (
    asking_terms,
    calendar_terms,
    families,
    kind_terms,
    remote_terms,
    titles,
    town_terms,
)
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.facts.attendance import Attendance
from bot.facts.date_terms import terms_of_day
from bot.facts.events import Event
from bot.facts.meetings import day_terms, family_of
from bot.facts.mentions import MentionKind, mentions
from bot.facts.record import take
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Article, BlockKind, Citation, Finding, Role
from bot.search import Hit, Sentence
from bot.store import Store
from bot.terms import terms_of, words_of
from bot.texts.wordings import finding

_MOST_ARTICLES = 12
_MATCHES = 0.75
"""The share of the asked-for meeting's description that an event has to bear out."""
_OTHER_KIND = 0.2
_ORDER = (
    Role.CHAIRED, Role.ATTENDED, Role.REMOTE, Role.EXPECTED, Role.INVITED, Role.NOT_INVITED, Role.ABSENT,
)  # fmt: skip


class ToldParts(NamedTuple):
    """What the articles tell: the findings, and whether they tell of the meeting that is asked for at all."""

    findings: tuple[Finding, ...]
    is_told: bool


class _Part(NamedTuple):
    """A participation with the sentences that tell of it, and how well its event is the one asked for.

    `is_kind`: whether the event is of the very kind that is asked for.
    """

    who: str
    kind: MentionKind | None
    role: Role
    citations: tuple[Citation, ...]
    match: float
    is_kind: bool


def participants(question: Question, search: Search, hits: Iterable[Hit], store: Store) -> ToldParts:
    """One finding a person or group and role, those who were there first; empty where no such meeting is told of."""
    words = [word for word in search.words if Role.REMOTE not in question.roles or word.term not in remote_terms()]
    parts = _all_parts(words, hits, store)
    # "Who met Jane Roe?" is not answered with Jane Roe.
    others = [part for part in parts if not any(_is_named(part, name) for name in _names(question, search))]
    asked = [part for part in others or parts if not question.roles or part.role in question.roles]
    return ToldParts(_findings([part for part in asked if _is_of_type(part, question.wants)]), bool(parts))


def who_were_there(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Those of the findings that tell of somebody who took part, or will; all of them where none does."""
    return [found for found in findings if found.role not in (Role.ABSENT, Role.NOT_INVITED)] or findings


def part_of_named(question: Question, search: Search, hits: Sequence[Hit], store: Store) -> ToldParts:
    """The part that somebody had whom the question names: "was Chile at the talks?". Empty where none is told of."""
    found: list[_Part] = []
    is_told = False
    for name in _names(question, search):
        others = [word for word in search.words if word not in name]
        parts = _all_parts(others, hits, store)
        found += [part for part in parts if _is_named(part, name)]
        # Where nothing tells which meeting is meant, any would do: then it takes more to know that none is told of.
        is_told = is_told or (bool(parts) and _is_somebody(name) and bool(_describing(others)))
    return ToldParts(_findings(found), is_told)


def _names(question: Question, search: Search) -> list[list[Sought]]:
    """The names in the question, each with its words: those that stand side by side are one name."""
    by_term = {word.term: word for word in search.words if word.is_name}
    names: list[list[Sought]] = []
    end = -1
    for word in words_of(question.text):
        if named := by_term.get(word.term):
            if names and end >= 0 and not question.text[end : word.start].strip(" ."):
                names[-1].append(named)
            else:
                names.append([named])
            end = word.end
        else:
            end = -1
    return names


def _is_somebody(name: Sequence[Sought]) -> bool:
    """Whether a name can be somebody's: not a town's, nor a day's."""
    return not any({word.term, *word.forms} & town_terms() or fold(word.typed) in calendar_words() for word in name)


def _is_named(part: _Part, name: Sequence[Sought]) -> bool:
    """Whether the part is that of whoever bears the name: by surname, and by given name where both have one."""
    who = set(terms_of(part.who))
    if not name[-1].forms.keys() & who:
        return False
    given = [word for word in name[:-1] if word.term not in titles()]
    full = who - titles() - name[-1].forms.keys()
    is_other = part.kind is MentionKind.PERSON and given and full
    return not is_other or any(word.forms.keys() & full for word in given)


def _all_parts(words: Sequence[Sought], hits: Iterable[Hit], store: Store) -> list[_Part]:
    """Every part in a meeting that those words describe, in the articles found."""
    described = _describing(words)
    by_article: dict[str, Hit] = {}
    for hit in hits:
        by_article.setdefault(hit.article, hit)
    ids = list(by_article)[:_MOST_ARTICLES]
    articles, facts = store.articles(ids), store.facts(ids)
    # Another version of the program, which shares the database, may have brought an article in.
    told = {name: facts.get(name) or take(article) for name, article in articles.items()}
    kinds = frozenset(family for word in words if (family := families().get(word.term)))
    parts = [
        part
        for name in ids
        if name in articles and not articles[name].withdrawn
        for part in _parts(articles[name], told[name].attendance, by_article[name], described, kinds)
    ]
    return [part for part in parts if part.is_kind] or parts


def _describing(words: Iterable[Sought]) -> list[Sought]:
    """The words that tell one meeting from another."""
    return [word for word in words if word.term not in asking_terms()]


def _parts(
    article: Article, told: Attendance, hit: Hit, described: Sequence[Sought], kinds: frozenset[str]
) -> Iterator[_Part]:
    sentences = [
        Sentence(start, end, article.text[start:end], ())
        for block in article.blocks
        if block.kind is not BlockKind.HEADING
        for start, end in block.sentences
    ]
    towns = frozenset(place for event in told.events for place in event.places) | town_terms()
    title = frozenset(terms_of(article.title))
    matches = [_match(event, described, towns, title) for event in told.events]
    for part in told.parts:
        if matches[part.event] >= _MATCHES:
            named = cite_sentence(hit, sentences[part.sentence], (part.start, part.end))
            tells = cite_sentence(hit, sentences[part.told], (0, 0))
            yield _Part(
                who=sentences[part.sentence].text[part.start : part.end],
                kind=part.kind,
                role=part.role,
                citations=(named,) if part.told == part.sentence else (tells, named),
                match=matches[part.event],
                is_kind=bool(kinds & {family_of(kind) for kind in told.events[part.event].kinds}),
            )


def _match(event: Event, described: Sequence[Sought], towns: frozenset[str], title: frozenset[str]) -> float:
    """The share of the description that the event bears out. A town must be the event's own, not just named near it.

    So must a weekday or month, where the article tells when the event was.
    """
    total = borne_out = 0.0
    when = {*event.days, *(term for day in event.dates for term in day_terms(day))}
    when |= {term for day in event.dates for term in terms_of_day(date.fromisoformat(day))}
    for word in described:
        is_town = bool(word.forms.keys() & towns)
        is_date = word.term.startswith("#")
        is_day = bool(event.dates if is_date else when and word.term in calendar_terms())
        terms = when if is_day else {*event.places} if is_town and event.places else {*event.terms} | title
        match = max((s for form, s in word.forms.items() if form in terms), default=0.0)
        if is_date and not is_day and terms.issuperset(terms_of(word.typed)):  # "on 4 March" in an undated article
            match = 1.0
        if is_day and not match:
            return 0.0
        # What one article calls a hearing another calls a session.
        weight = word.weight * (_OTHER_KIND if word.term in kind_terms() and not match else 1.0)
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
    citations = (citation for part in fullest_first for citation in part.citations)
    return finding(fullest_first[0].who, citations, group[0].role)


def _key(part: _Part) -> str:
    """Equal for one person under a full name and a surname; else the words as they stand."""
    return fold(part.who.split()[-1] if part.kind is MentionKind.PERSON else part.who)
