"""The coordinator: a question in, an Answer out. Reads the index and the store; changes nothing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import NamedTuple

from bot import wording
from bot.answers.chronology import (
    apart,
    differ_on_a_day,
    history,
    in_order,
    newest,
    reckoned,
    undated_articles,
)  # fmt: skip
from bot.answers.command import question_in
from bot.answers.compose import findings_of, speakers
from bot.answers.evidence import Evidence, near_best, rank
from bot.answers.figures import figures, stated
from bot.answers.mending import mend
from bot.answers.orders import Order
from bot.answers.participants import ToldParts, part_of_named, participants, who_were_there
from bot.answers.periods import timing
from bot.answers.question import Question, Wants, plain_text, understand
from bot.answers.refusal import Weighed, confidence, lacks
from bot.answers.sought import Search, seek
from bot.answers.suggestions import candidates
from bot.answers.wanted import holds
from bot.facts.cues import tells_of_part
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Answer, Finding, Kind, Period, Topic
from bot.search import Hit, Index, Vocabulary
from bot.store import Store

_BLOCKS = 60
_CLOSE = 5
_TYPED = (Wants.NUMBER, Wants.TIME, Wants.COUNTRY, Wants.NAME)
_MOST_FINDINGS = 10
_MOST_SUGGESTIONS = 3
_MOST_TRIES = 8


class Told(NamedTuple):
    """What was found, or the reason why nothing was. `note`: what is said of when the articles were published."""

    found: tuple[Finding, ...]
    reason: str = ""
    note: str = ""


class Answerer:
    """Answers questions from one corpus. Safe to use from several threads."""

    def __init__(
        self, store: Store, index: Index, topics: tuple[Topic, ...], today: Callable[[], date] = date.today
    ) -> None:
        """`today` gives the day from which "yesterday" is reckoned."""
        self._store = store
        self._index = index
        self._vocabulary = Vocabulary(index)
        self._topics = topics
        self._today = today

    def ask(self, typed: str) -> Answer:
        """The answer to what was typed in Slack, slash included.

        Raises UnknownTopic for a slash command that no topic defines, DatabaseDown.
        """
        self._index.catch_up()
        answer, question, search = self._answer(typed)
        if answer.status == "answered":
            return answer
        timed = timing(plain_text(typed), self._today())
        at_any_time = [timed.text] if timed.period else []
        near = chain(at_any_time, candidates(question, search, self._index, self._store, self._topics))
        return answer.model_copy(update={"suggestions": self._suggest(islice(near, _MOST_TRIES))})

    def weigh(self, typed: str) -> Weighed | None:
        """The best evidence on what was typed, and how sure the bot is of it: whether it is shown hangs on that.

        None where nothing is weighed, or not by this alone: a name is missing, no sentence speaks to it, or it is about
        taking part or about articles of certain days. Raises as `ask` does.
        """
        self._index.catch_up()
        question, search, _ = self._sought(typed)
        asks_parts = question.roles or question.kind is Kind.ATTENDANCE
        if asks_parts or question.published or search.missing_names or not search.words:
            return None
        ranked = rank(question, search, self._hits(question, search))
        return Weighed(ranked[0], confidence(question, search, ranked[0])) if ranked else None

    def _sought(self, typed: str) -> tuple[Question, Search, list[str]]:
        """The question in what was typed, with what it says of time; a topic's own question may say so, too.

        With it the words sought, and how those are spelt that were mended.
        """
        today = self._today()
        outer = timing(plain_text(typed), today)
        inner = timing(question_in(outer.text, self._topics), today)
        mended = mend(inner.text, self._index, self._vocabulary)
        question = understand(mended.text)
        search = seek(question, self._index, self._vocabulary, self._topics)
        _, published, wish, _ = outer if outer.period else inner
        question = question._replace(published=published, wish=wish, order=outer.order or inner.order)
        return question, search, [correction.shown for correction in mended.corrections]

    def _answer(self, typed: str) -> tuple[Answer, Question, Search]:
        question, search, shown = self._sought(typed)
        told = self._tell(question, search)
        if not told.found:
            reason = told.reason or wording.NOTHING_FOUND
            return _not_found(typed, question, reason, shown), question, search
        return _answered(typed, question, told, shown), question, search

    def _tell(self, question: Question, search: Search) -> Told:
        if not search.words:
            return Told((), wording.NOTHING_ASKED)
        if missing := _missing(question, search):
            return Told((), wording.no_mention(missing))
        if question.published:
            return self._find_published(question.published, question, search)
        return Told(*self._find(question, search, self._hits(question, search)))

    def _find_published(self, period: Period, question: Question, search: Search) -> Told:
        """What articles of those days say, undated ones apart. Where they say nothing, what is told otherwise."""
        wish = question.wish
        dated, _ = self._find(question, search, self._index.search(search.query, _BLOCKS, period))
        undated, _ = self._find(question, search, self._index.search(search.query, _BLOCKS, undated=True))
        if dated:
            return Told(apart(dated, undated), note=wording.published(period, wish, undated_articles(undated)))
        if undated and not wish:
            return Told(undated, note=wording.only_undated(period))
        if not wish:
            question = question._replace(order=Order.NEWEST)
        found, reason = self._find(question, search, self._hits(question, search))
        if wish or not found:
            return Told(found, reason, wording.only_others(wish, newest(found)))
        return Told((), wording.none_published(period, newest(found)))

    def _hits(self, question: Question, search: Search) -> list[Hit]:
        """The best blocks; where the newest are asked for, with the best of those newer than what they tell."""
        hits = self._index.search(search.query, _BLOCKS)
        if question.order is not Order.NEWEST:
            return hits
        days = [evidence.hit.published for evidence in near_best(rank(question, search, hits))]
        last = max((day for day in days if day), default=date.max)
        if last < date.max:
            newer = self._index.search(search.query, _BLOCKS, Period(last + timedelta(days=1), None))
            known = {(hit.article, hit.ordinal) for hit in hits}
            hits += [hit for hit in newer if (hit.article, hit.ordinal) not in known]
        return hits

    def _find(self, question: Question, search: Search, hits: Sequence[Hit]) -> tuple[tuple[Finding, ...], str]:
        """Findings, or what the corpus lacks. Parts in meetings come from whole articles, all else from sentences."""
        asks_parts = question.roles or question.kind is Kind.ATTENDANCE
        if asks_parts:
            told = self._parts(question, search, hits)
            if told.findings or (told.is_told and question.kind is Kind.YES_NO):
                return told.findings, "" if told.findings else wording.NOTHING_FOUND
        if question.kind is Kind.ATTENDANCE:
            question = understand(question.text, attendance=False)._replace(order=question.order)
            hits = [hit for hit in hits if any(tells_of_part(sentence.text) for sentence in hit.sentences)]
        ranked = rank(question, search, hits)
        reason = lacks(question, search, ranked)
        found = () if reason else _findings(question, search, ranked)
        return in_order(found, question.order) if question.order else found, reason

    def _parts(self, question: Question, search: Search, hits: Sequence[Hit]) -> ToldParts:
        if question.kind is Kind.YES_NO:
            return part_of_named(question, search, hits, self._store)
        return participants(question, search, hits, self._store)

    def _suggest(self, near: Iterable[str]) -> tuple[str, ...]:
        """Questions near the one asked that do have an answer."""
        answering = (asked for asked in near if self._answer(asked)[0].status == "answered")
        return tuple(islice(answering, _MOST_SUGGESTIONS))


def _findings(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Empty where a type of answer is asked for that no evidence near the best one holds."""
    if question.phrases and question.kind is Kind.PERSON:
        return speakers(question, ranked)
    is_typed = question.kind is Kind.STATEMENT or question.wants in _TYPED
    if is_typed and not any(holds(question, search, evidence.sentence) for evidence in ranked[:_CLOSE]):
        return ()
    if question.kind is Kind.COUNT and question.order is Order.HISTORY:
        return history(stated(question, search, ranked))
    if question.kind is Kind.COUNT:
        found = figures(question, search, ranked)
        return found if found or question.focus or question.measures else findings_of(question, search, ranked)
    return findings_of(question, search, ranked)


def _missing(question: Question, search: Search) -> tuple[str, ...]:
    """The names that stand nowhere in the corpus. Of a meeting, the dates of articles tell the month and weekday."""
    asks_parts = question.roles or question.kind is Kind.ATTENDANCE
    return tuple(name for name in search.missing_names if not (asks_parts and fold(name) in calendar_words()))


def _answered(typed: str, question: Question, told: Told, mended: Sequence[str]) -> Answer:
    is_history = question.order is Order.HISTORY
    shown = told.found[-_MOST_FINDINGS:] if is_history else told.found[:_MOST_FINDINGS]
    differ = differ_on_a_day(shown) if is_history else any(finding.differs for finding in shown)
    notes = [told.note] if told.note else []
    if question.order and not any(finding.value for finding in shown):
        notes.append(wording.first_shown(shown[0].citations[0].published, is_newest=question.order is Order.NEWEST))
    asks_who_came = question.kind is Kind.ATTENDANCE and not question.roles
    named = who_were_there(shown) if asks_who_came else shown
    return Answer(
        question=typed,
        status="answered",
        kind=question.kind,
        headline=wording.headline(named, mended, [_aside(question, finding) for finding in named], notes),
        disagreement=question.kind is Kind.COUNT and differ,
        findings=shown,
    )


def _aside(question: Question, finding: Finding) -> str:
    """What the headline says of time beside a value: the day that a weekday stands for, or when it was published."""
    if question.kind is Kind.TIME and (days := reckoned(finding)):
        return wording.reckoned(days)
    return wording.day(finding.citations[0].published) if question.order else ""


def _not_found(typed: str, question: Question, reason: str, mended: Sequence[str]) -> Answer:
    headline = reason + wording.showing(mended)
    return Answer(question=typed, status="not_found", kind=question.kind, headline=headline)
