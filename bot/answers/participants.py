"""Answers to "who attended": the parts that people and groups had in the meeting that is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.answers.citations import cite_sentence
from bot.answers.meeting_terms import (
    families,
    remote_terms,
    titles,
    town_terms,
)
from bot.answers.meetings_told import MATCHES, MeetingsTold, asked_places, describing, is_at_place, meetings_told
from bot.answers.posts import AskedPost, post_named
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.facts.cues import cues
from bot.facts.meetings import family_of
from bot.facts.mentions import MentionKind, mentions
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Citation, Finding, Role
from bot.search import Hit, Sentence
from bot.store import Store
from bot.terms import terms_of, words_of
from bot.texts.wordings import finding

_ORDER = (
    Role.CHAIRED, Role.ATTENDED, Role.REMOTE, Role.EXPECTED, Role.INVITED, Role.NOT_INVITED, Role.ABSENT,
)  # fmt: skip

_OF_THEIR_OWN = frozenset(["rite", "street", "match"])
"""Families of meetings that are called by no other's name: a funeral is no meeting."""
_UNFULFILLED = (Role.EXPECTED, Role.INVITED)


class ToldParts(NamedTuple):
    """What the articles tell: the findings, and whether they tell of the meeting that is asked for at all."""

    findings: tuple[Finding, ...]
    is_told: bool


class _Part(NamedTuple):
    """A participation with the sentences that tell of it, and how well its event is the one asked for.

    `is_kind`: whether the event is of the very kind that is asked for. `is_there`: whether it was in the town that is,
    by the title where nothing else tells.
    """

    who: str
    kind: MentionKind | None
    role: Role
    citations: tuple[Citation, ...]
    match: float
    is_kind: bool
    is_there: bool


def participants(question: Question, search: Search, hits: Iterable[Hit], store: Store) -> ToldParts:
    """One finding a person or group and role, those who were there first; empty where no such meeting is told of."""
    words = [word for word in search.words if Role.REMOTE not in question.roles or word.term not in remote_terms()]
    parts = _all_parts(question, words, hits, store)
    # "Who met Jane Roe?" is not answered with Jane Roe.
    others = [part for part in parts if not any(_is_named(part, name) for name in _names(question, search))]
    asked = [part for part in others or parts if not question.roles or part.role in question.roles]
    return ToldParts(_findings([part for part in asked if _is_of_type(part, question.wants)]), bool(parts))


def who_were_there(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Those of the findings that tell of somebody who took part, or will; all of them where none does."""
    return [found for found in findings if found.role not in (Role.ABSENT, Role.NOT_INVITED)] or findings


def part_of_named(question: Question, search: Search, hits: Sequence[Hit], store: Store) -> ToldParts:
    """The part that somebody had whom the question names, also by a post: "was Chile at the talks?", "did the mayor of
    Larvik come?". Empty where none is told of."""
    found: list[_Part] = []
    is_told = False
    if post := post_named(question.text, search):
        found = _parts_of_holder(post, question, search, hits, store)
    for name in [] if found else _names(question, search):
        parts = _all_parts(question, [word for word in search.words if word not in name], hits, store)
        found += [part for part in parts if _is_named(part, name)]
    for name in [] if found else _names(question, search, with_titles=True):
        others = [word for word in search.words if word not in name]
        # Where nothing tells which meeting is meant, any would do: then it takes more to know that none is told of.
        is_told = is_told or (
            _is_somebody(name) and bool(describing(others)) and bool(_all_parts(question, others, hits, store))
        )
    return ToldParts(_findings(found), is_told)


def _parts_of_holder(
    post: AskedPost, question: Question, search: Search, hits: Sequence[Hit], store: Store
) -> list[_Part]:
    """The parts that whoever holds a post had, by what the articles found say of posts."""
    names = [frozenset(name) for name in post.posts]
    others = [
        word for word in search.words if word not in post.whose and frozenset().union(*names).isdisjoint(word.forms)
    ]
    holders = {holder for told in meetings_told(hits, store) for holder in told.holders(post)}
    parts = _all_parts(question, others, hits, store)
    return [part for part in parts if _key(part) in holders or _is_called(part, names, post.whose)]


def _is_called(part: _Part, names: Sequence[frozenset[str]], whose: Sequence[Sought]) -> bool:
    """Whether a part is of somebody known by one of those names of a post alone, and of whose it is: "Norway's
    minister"."""
    terms = set(terms_of(part.who))
    return any(name <= terms for name in names) and not any(terms.isdisjoint(word.forms) for word in whose)


def may_tell_of_part(question: Question, search: Search, sentence: Sentence) -> bool:
    """Whether a sentence may name somebody who was at the meeting asked about: not where it tells of those alone who
    stayed away, nor where it does not name the place that is asked for.
    """
    told = cues(sentence.text)
    is_absence = bool(told) and all(cue.role in (Role.ABSENT, Role.NOT_INVITED) for cue in told)
    return not is_absence and is_at_place(question, search, sentence)


def _names(question: Question, search: Search, *, with_titles: bool = False) -> list[list[Sought]]:
    """The names in the question, each with its words: those that stand side by side are one name; `with_titles`: so is
    "Duke of Kent"."""
    by_term = {word.term: word for word in search.words if word.is_name}
    names: list[list[Sought]] = []
    end = -1
    for word in words_of(question.text):
        if named := by_term.get(word.term):
            gap = question.text[end : word.start].strip(" .") if names and end >= 0 else "-"
            if not gap or (with_titles and gap == "of" and names[-1][-1].term in titles()):
                names[-1].append(named)
            else:
                names.append([named])
            end = word.end
        elif question.text[word.start : word.end] != "of":
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


def _all_parts(question: Question, words: Sequence[Sought], hits: Iterable[Hit], store: Store) -> list[_Part]:
    """Every part in a meeting that those words describe, in the articles found."""
    described = describing(words)
    kinds = frozenset(family for word in words if (family := families().get(word.term)))
    places = asked_places(question, words)
    parts = [part for told in meetings_told(hits, store) for part in _parts(told, described, places, kinds)]
    parts = [part for part in parts if part.is_there] or parts
    of_kind = [part for part in parts if part.is_kind]
    return of_kind if of_kind or kinds & _OF_THEIR_OWN else parts


def _parts(
    told: MeetingsTold, described: Sequence[Sought], places: frozenset[str], kinds: frozenset[str]
) -> Iterator[_Part]:
    sentences, matches = told.sentences, told.matches(described, places)
    for part in told.attendance.parts:
        if matches[part.event] >= MATCHES:
            named = cite_sentence(told.hit, sentences[part.sentence], (part.start, part.end))
            tells = cite_sentence(told.hit, sentences[part.told], (0, 0))
            yield _Part(
                who=sentences[part.sentence].text[part.start : part.end],
                kind=part.kind,
                role=part.role,
                citations=(named,) if part.told == part.sentence else (tells, named),
                match=matches[part.event],
                is_kind=bool(kinds & {family_of(kind) for kind in told.attendance.events[part.event].kinds}),
                is_there=told.is_there(part.event, described),
            )


def _is_of_type(part: _Part, wants: Wants) -> bool:
    if wants is not Wants.COUNTRY or part.kind is MentionKind.COUNTRY:
        return True
    return any(mention.kind is MentionKind.COUNTRY for mention in mentions(part.who))


def _findings(parts: Sequence[_Part]) -> tuple[Finding, ...]:
    groups: dict[tuple[str, Role], list[_Part]] = {}
    for part in parts:
        groups.setdefault((_key(part), part.role), []).append(part)
    # Whoever was expected and stayed away did not take part.
    away = {who for who, role in groups if role in (Role.ABSENT, Role.NOT_INVITED)}
    groups = {key: group for key, group in groups.items() if key[0] not in away or key[1] not in _UNFULFILLED}
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
