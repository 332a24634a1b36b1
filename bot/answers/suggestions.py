"""Questions to try when there is no answer: about the nearest things that the corpus does hold.

They are put together from words that stand in the articles. Whether each has an answer is for the caller to see.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from bot import wording
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.facts.events import Event
from bot.facts.kinds import MentionKind
from bot.facts.record import Facts
from bot.facts.times import times
from bot.facts.voices import SpeakerKind
from bot.lexicon import table
from bot.models import Kind, Role, Topic
from bot.search import Hit, Index, Sentence
from bot.store import Store
from bot.terms import terms_of, words_of

_BLOCKS = 8
"""Blocks in which the nearest things are looked for."""
_OF_A_SORT = 2
"""Questions of one sort that are worth a try."""
_LATEST = 5
"""Changes of the corpus among which its latest article is looked for."""
_WORDS = 6
"""Words up to which what is said of a count, or a speaker's name, fits into a question."""
_ALIKE = 0.6
"""The share of terms from which two questions are the same one."""
_PLURAL = re.compile(r"(?:[^suiSUI’']s|people|children|men|personnel|troops|aircraft)$")
# What makes a whole question of "How many people": a verb that is no participle.
_VERB = re.compile(
    r"(?:(?:is|are|was|were|has|have|had|do|did|will|would|can|could|cannot|may|might|must)\b(?!\s(?:an?|the)\b)"
    r"|(?:died|came|went|took|fell|fled|began|voted)\b)"
)
_WHERE = re.compile(r"(?:in|at|on|near|aboard)\s")
_NO_UNIT = re.compile(r"(?:hundred|thousand|[mb]illion|dozen|time|per cent)s?", re.IGNORECASE)
_PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
_PRESENT = (Role.ATTENDED, Role.CHAIRED, Role.REMOTE, Role.EXPECTED)


def candidates(
    question: Question, search: Search, index: Index, store: Store, topics: tuple[Topic, ...]
) -> Iterator[str]:
    """Questions worth trying, nearest to the one asked first, none of them twice or the one asked."""
    first = frozenset(terms_of(question.text))
    seen: list[frozenset[str]] = []
    for typed, asked in chain.from_iterable(_sorts(question, search, index, store, topics)):
        terms = frozenset(terms_of(asked))
        # A topic's questions may all be about the same few things.
        is_new = not any(terms == other or (typed == asked and (terms < other or terms > other)) for other in seen)
        if is_new and not _are_alike(terms, first):
            seen.append(terms)
            yield typed


def _sorts(
    question: Question, search: Search, index: Index, store: Store, topics: tuple[Topic, ...]
) -> Iterator[Iterator[tuple[str, str]]]:
    """What may be typed, with the question that it stands for; one sort of questions after the other."""
    found = index.search(search.query, _BLOCKS)
    hits = found or _of_latest(index, store)
    sentences = [sentence for hit in hits for sentence in _by_nearness(hit, search)]
    asks = [
        (f"/{topic.name} {ask}", asked, _nearness(asked, search))
        for topic in topics
        for ask, asked in topic.asks.items()
    ]
    if question.asks_parts:
        yield _plain(_about_meetings([*hits, *_of_meetings(index)], store))
    if question.wants is Wants.NUMBER:
        yield _plain(_about_counts(sentences))
    if found and question.kind is Kind.STATEMENT:
        yield _plain(_about_speakers(sentences))
    yield _plain(_about_names(question, search))
    yield ((typed, asked) for typed, asked, near in sorted(asks, key=lambda ask: -ask[2]) if near or not found)
    if found:
        yield _plain(_about_people(sentences))
        yield _plain(_about_speakers(sentences))
    yield _plain(wording.what_about(f"“{hit.title}”") for hit in hits)
    yield ((typed, asked) for typed, asked, _ in asks)
    yield _plain(_about_people(sentences))


def _plain(questions: Iterator[str]) -> Iterator[tuple[str, str]]:
    return ((asked, asked) for asked in islice(dict.fromkeys(questions), _OF_A_SORT))


def _are_alike(terms: frozenset[str], other: frozenset[str]) -> bool:
    both = len(terms | other)
    return not both or len(terms & other) / both >= _ALIKE


def _nearness(asked: str, search: Search) -> float:
    """The weight of the words that a question shares with the one asked."""
    terms = set(terms_of(asked))
    shared = (max((s for form, s in word.forms.items() if form in terms), default=0.0) for word in search.words)
    return search.share(list(shared))


def _by_nearness(hit: Hit, search: Search) -> list[Sentence]:
    """A block's sentences, those with most of the words sought first."""
    return sorted(hit.sentences, key=lambda sentence: -len(search.forms.intersection(sentence.terms)))


def _about_names(question: Question, search: Search) -> Iterator[str]:
    """The question's names that the corpus holds, those that stand side by side as one."""
    held = {word.term for word in search.words if word.is_name and word.frequency}
    start = end = -1
    for word in [*words_of(question.text), None]:
        is_held = word is not None and word.term in held
        if is_held and word and end >= 0 and not question.text[end : word.start].strip(" ."):
            end = word.end
            continue
        if start >= 0:
            yield wording.what_about(question.text[start:end])
        start, end = (word.start, word.end) if is_held and word else (-1, -1)


def _of_latest(index: Index, store: Store) -> list[Hit]:
    """What the corpus holds on the subject of the article that came in last."""
    latest = store.changes(max(0, store.last_change() - _LATEST), _LATEST)
    title = next((article.title for article in reversed(latest) if not article.withdrawn), "")
    return index.search(dict.fromkeys(terms_of(title), 1.0), _BLOCKS)


def _of_meetings(index: Index) -> list[Hit]:
    kinds = (term for kind in table("words")["meetings"]["kinds"] for term in terms_of(kind))
    return index.search(dict.fromkeys(kinds, 1.0), _BLOCKS)


def _about_meetings(hits: Sequence[Hit], store: Store) -> Iterator[str]:
    """Who came to the meetings that the nearest articles tell of."""
    ids = list(dict.fromkeys(hit.article for hit in hits))
    facts = store.facts(ids)
    for told in (facts[name] for name in ids if name in facts):
        attended = dict.fromkeys(part.event for part in told.attendance.parts if part.role in _PRESENT)
        for event in (told.attendance.events[number] for number in attended):
            if event.kinds or event.places:
                yield wording.who_attended(event.kinds[0] if event.kinds else "", _place(event, told))


def _place(event: Event, told: Facts) -> str:
    """The event's place as the article writes it."""
    mentioned = (m for sentence in told.sentences for m in sentence.mentions if m.kind in _PLACES)
    names = [m.name for m in mentioned if set(terms_of(m.name)) & set(event.places)]
    # A dateline has capitals alone.
    return next((name for name in names if not name.isupper()), names[0].title() if names else "")


def _about_counts(sentences: Sequence[Sentence]) -> Iterator[str]:
    """How many there are of what is counted, with what says which of them, where that is short."""
    for sentence in sentences:
        text = sentence.text
        for count in sentence.facts.counts:
            words = [word for word in words_of(text[count.start : count.end]) if word.term in count.unit]
            if not words or _NO_UNIT.fullmatch(text[count.start + words[-1].start : count.start + words[-1].end]):
                continue
            if count.measure or count.aspect or not _PLURAL.search(sentence.text[: count.end]):
                continue
            unit = text[count.start + words[0].start : count.start + words[-1].end]
            after = next((text[start:end] for start, end in count.qualifiers if start >= count.end), "")
            is_short = len(after.split()) <= _WORDS
            is_where = bool(_WHERE.match(after)) and not times(after)
            verb, where = (after if is_short and found else "" for found in (_VERB.match(after), is_where))
            yield wording.how_many(unit, verb, where)


def _about_speakers(sentences: Sequence[Sentence]) -> Iterator[str]:
    """What those say who are named there as its speakers."""
    for sentence in sentences:
        said = sentence.facts.said
        is_here = said and sentence.start <= said.start < sentence.end
        if said and is_here and said.kind is SpeakerKind.NAMED and len(said.speaker.split()) <= _WORDS:
            before = sentence.text[: said.start - sentence.start].lower()
            speaker = said.speaker.removeprefix("The ")
            is_bare = speaker == said.speaker and not before.endswith("the ")
            yield wording.what_said(speaker if is_bare else f"the {speaker}")


def _about_people(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Who those are whose title or post is told beside their name: then there is something to tell of them."""
    for sentence in sentences:
        held = {post.person for post in sentence.facts.posts}
        for mention in sentence.facts.mentions:
            is_known = mention.name in held or mention.end - mention.start > len(mention.name)
            if mention.kind is MentionKind.PERSON and " " in mention.name and is_known:
                yield wording.who_is(mention.name)
