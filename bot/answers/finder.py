"""Findings on a question, or the reason why there are none: the search, the ranking and the facts put in order."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot import wording
from bot.answers.bearing import Relation
from bot.answers.chronology import apart, history, in_order, newest, undated_articles
from bot.answers.compose import findings_of, holders, speakers
from bot.answers.evidence import Evidence, near_best, rank
from bot.answers.figures import figures, stated
from bot.answers.lacking import why_not
from bot.answers.orders import Order
from bot.answers.participants import ToldParts, part_of_named, participants
from bot.answers.posts import asked_post, may_name
from bot.answers.question import Question, Wants, understand
from bot.answers.refusal import lacks
from bot.answers.sought import Search
from bot.answers.wanted import holds
from bot.facts.cues import tells_of_part
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Finding, Kind, Period
from bot.search import Hit, Index
from bot.store import Store

_BLOCKS = 60
_CLOSE = 5
_TYPED = (Wants.NUMBER, Wants.TIME, Wants.COUNTRY, Wants.NAME)


class Told(NamedTuple):
    """What was found, or the reason why nothing was. `note`: what is said of when the articles were published."""

    found: tuple[Finding, ...]
    reason: str = ""
    note: str = ""


class Finder:
    """Finds what the articles tell. Safe to use from several threads."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index

    def tell(self, question: Question, search: Search) -> Told:
        """What is told on the question. Raises DatabaseDown."""
        if not search.words:
            return Told((), wording.NOTHING_ASKED)
        if missing := _missing(question, search):
            return Told((), wording.no_mention(missing))
        if question.published:
            return self._find_published(question.published, question, search)
        found, reason = self._find(question, search, self.hits(question, search))
        is_plain = reason in ("", wording.NOTHING_FOUND) and not question.asks_parts
        return Told(found, why_not(question, search, self._index) if is_plain and not found else reason)

    def hits(self, question: Question, search: Search) -> list[Hit]:
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
        found, reason = self._find(question, search, self.hits(question, search))
        if wish or not found:
            return Told(found, reason, wording.only_others(wish, newest(found)))
        return Told((), wording.none_published(period, newest(found)))

    def _find(self, question: Question, search: Search, hits: Sequence[Hit]) -> tuple[tuple[Finding, ...], str]:
        """Findings, or what the corpus lacks. Parts in meetings come from whole articles, all else from sentences."""
        if question.asks_parts:
            told = self._parts(question, search, hits)
            if told.findings or (told.is_told and question.kind is Kind.YES_NO):
                return told.findings, "" if told.findings else wording.NOTHING_FOUND
        if question.kind is Kind.ATTENDANCE:
            question = understand(question.text, attendance=False)._replace(order=question.order)
            if not asked_post(question, search):
                hits = [hit for hit in hits if any(tells_of_part(sentence.text) for sentence in hit.sentences)]
        ranked = rank(question, search, hits)
        reason = lacks(question, search, ranked)
        found = () if reason else _findings(question, search, ranked)
        return in_order(found, question.order) if question.order else found, reason

    def _parts(self, question: Question, search: Search, hits: Sequence[Hit]) -> ToldParts:
        if question.kind is Kind.YES_NO:
            return part_of_named(question, search, hits, self._store)
        return participants(question, search, hits, self._store)


def _findings(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Empty where a type of answer is asked for that no evidence near the best one holds."""
    if question.phrases and question.kind is Kind.PERSON:
        return speakers(question, ranked)
    if post := asked_post(question, search):
        named = holders(post, ranked)
        if named or not any(may_name(post, evidence.sentence) for evidence in ranked[:_CLOSE]):
            return named
    relation = Relation(question, search)
    bearing = [evidence for evidence in ranked[:_CLOSE] if relation.is_borne_out(evidence)]
    is_typed = question.kind is Kind.STATEMENT or question.wants in _TYPED
    if not bearing or (
        is_typed and not any(holds(question, search, evidence.sentence, relation.voice) for evidence in bearing)
    ):
        return ()
    if relation.voice:
        return findings_of(question, search, bearing)
    if question.kind is Kind.COUNT and question.order is Order.HISTORY:
        return history(stated(question, search, ranked))
    if question.kind is Kind.COUNT:
        found = figures(question, search, ranked)
        return found if found or question.focus or question.measures else findings_of(question, search, ranked)
    return findings_of(question, search, ranked)


def _missing(question: Question, search: Search) -> tuple[str, ...]:
    """The names that stand nowhere in the corpus. Of a meeting, the dates of articles tell the month and weekday."""
    return tuple(name for name in search.missing_names if not (question.asks_parts and fold(name) in calendar_words()))
