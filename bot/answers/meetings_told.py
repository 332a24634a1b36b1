"""The meetings that the articles found tell of, and how far each is the one that a question describes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.answers.meeting_terms import asking_terms, calendar_terms, kind_terms, town_terms
from bot.answers.posts import AskedPost, holder_in
from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.facts.attendance import Attendance
from bot.facts.date_terms import terms_of_day
from bot.facts.events import Event
from bot.facts.meetings import day_terms, meeting_nouns, meeting_verbs, places_of
from bot.facts.record import Facts, take
from bot.models import Article, BlockKind
from bot.search import Hit, Sentence
from bot.store import Store
from bot.terms import terms_of

_MOST_ARTICLES = 12
MATCHES = 0.75
"""The share of the asked-for meeting's description that an event has to bear out."""
_OTHER_KIND = 0.2
_NEAR_BY = 0.25
"""What a town counts that is named where somebody's part is told, of a meeting whose own place is not."""
_IN = r"\b(?:in|at|near)\s(?:the\s)?"


class MeetingsTold(NamedTuple):
    """What an article tells of meetings; `hit`: its best block."""

    article: Article
    facts: Facts
    hit: Hit

    @property
    def attendance(self) -> Attendance:
        return self.facts.attendance

    def holders(self, post: AskedPost) -> set[str]:
        """The surnames, folded, of those whom the article says to hold a post."""
        spans = (span for block in self.article.blocks for span in block.sentences)
        told = zip(spans, self.facts.sentences, strict=True)
        found = {holder_in(post, sentence.posts, self.article.text[slice(*span)]) for span, sentence in told}
        return found - {""}

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences by which `attendance` counts: without those of headings."""
        text = self.article.text
        blocks = (block for block in self.article.blocks if block.kind is not BlockKind.HEADING)
        return [Sentence(start, end, text[start:end], ()) for block in blocks for start, end in block.sentences]

    def matches(self, described: Sequence[Sought], places: frozenset[str]) -> list[float]:
        """How far each event is the one described, 0 to 1. `places`: the terms of the places among the words."""
        events = self.attendance.events
        towns = frozenset(place for event in events for place in event.places) | town_terms() | places
        title = frozenset(terms_of(self.article.title))
        return [_match(event, described, towns, title) for event in events]

    def is_there(self, event: int, described: Iterable[Sought]) -> bool:
        """Whether the words name that event's place; where it has none, that of the meeting in the title."""
        title = f"the {self.article.title}"  # as a title leaves articles out: "Oslo talks end"
        own = self.attendance.events[event].places or places_of(
            title, [*meeting_nouns().find_all(title), *meeting_verbs().find_all(title)]
        )
        return any(not word.forms.keys().isdisjoint(own) for word in described)


def meetings_told(hits: Iterable[Hit], store: Store) -> Iterator[MeetingsTold]:
    """The meetings of the articles found, those of the best first."""
    by_article: dict[str, Hit] = {}
    for hit in hits:
        by_article.setdefault(hit.article, hit)
    ids = list(by_article)[:_MOST_ARTICLES]
    articles, facts = store.articles(ids), store.facts(ids)
    for name in ids:
        if name in articles and not articles[name].withdrawn:
            # Another version of the program, which shares the database, may have brought an article in.
            yield MeetingsTold(articles[name], facts.get(name) or take(articles[name]), by_article[name])


def asked_places(question: Question, words: Iterable[Sought]) -> frozenset[str]:
    """The terms of the names that stand in a question as places: "in Larvik"."""
    named = (word for word in words if word.is_name and re.search(_IN + re.escape(word.typed), question.text))
    return frozenset(form for word in named for form in word.forms)


def is_at_place(question: Question, search: Search, sentence: Sentence) -> bool:
    """Whether a sentence names the place that the question names, where it names any: "in Larvik"."""
    places = asked_places(question, search.words)
    return not places or not places.isdisjoint(sentence.terms)


def describing(words: Iterable[Sought]) -> list[Sought]:
    """The words that tell one meeting from another."""
    return [word for word in words if word.term not in asking_terms()]


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
        if is_town and not event.places and word.forms.keys().isdisjoint(title):
            match *= _NEAR_BY
        if is_date and not is_day and terms.issuperset(terms_of(word.typed)):  # "on 4 March" in an undated article
            match = 1.0
        if is_day and not match:
            return 0.0
        # What one article calls a hearing another calls a session.
        weight = word.weight * (_OTHER_KIND if word.term in kind_terms() and not match else 1.0)
        total += weight
        borne_out += weight * match
    return borne_out / total if total else 1.0
