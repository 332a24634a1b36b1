"""Answers to "when was the meeting in Oslo?": the days of the meetings that the words describe."""

from collections.abc import Iterable, Sequence

from bot.answers.citations import cite_sentence
from bot.answers.meeting_terms import families, holding_terms
from bot.answers.meetings_told import MATCHES, MeetingsTold, asked_places, describing, meetings_told
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.facts.events import Event
from bot.facts.meetings import family_of, meeting_nouns, meeting_verbs
from bot.facts.times import Time, resolved, times
from bot.models import Citation, Finding
from bot.search import Hit
from bot.store import Store
from bot.terms import terms_of
from bot.texts.wordings import finding


def days_of_meeting(question: Question, search: Search, hits: Iterable[Hit], store: Store) -> tuple[Finding, ...]:
    """One finding a day on which such a meeting was; empty where the words describe none, or ask for something else."""
    words = [word for word in search.words if word.term not in holding_terms()]
    kinds = {families()[word.term] for word in words if word.term in families()}
    described = describing(words)
    if not described or not (meeting_nouns().find_all(question.text) or meeting_verbs().find_all(question.text)):
        return ()
    places = asked_places(question, words)
    found: dict[str, list[tuple[str, Citation]]] = {}
    for told in meetings_told(hits, store):
        for number, match in enumerate(told.matches(described, places)):
            event = told.attendance.events[number]
            is_kind = not kinds or bool(kinds & {family_of(kind) for kind in event.kinds})
            if match >= MATCHES and event.places and is_kind:
                for day, said, citation in _days(told, number, event):
                    found.setdefault(day, []).append((said, citation))
    return tuple(finding(group[0][0], (citation for _, citation in group)) for group in found.values())


def _days(told: MeetingsTold, number: int, event: Event) -> list[tuple[str, str, Citation]]:
    """The words for the event's day, with the day, in the sentences that tell who was there."""
    sentences = told.sentences
    telling = dict.fromkeys(part.told for part in told.attendance.parts if part.event == number)
    return [
        (_day(time, told), time.said, cite_sentence(told.hit, sentences[at], (time.start, time.end)))
        for at in telling
        for time in _of_event(times(sentences[at].text), event, told)
    ]


def _of_event(stated: Sequence[Time], event: Event, told: MeetingsTold) -> list[Time]:
    return [
        time for time in stated if _day(time, told) in event.dates or not {*event.days}.isdisjoint(terms_of(time.said))
    ]


def _day(time: Time, told: MeetingsTold) -> str:
    """The day that a time stands for; its words where that is open."""
    days = resolved(time, told.article.published)
    return days.since.isoformat() if days and days.since else time.said.lower()
