"""Findings on a question, or the reason why there are none: the search, the ranking and the facts put in order."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot import wording
from bot.answers import patterns
from bot.answers.asked_counts import tells_of_others
from bot.answers.bearing import Relation
from bot.answers.chronology import apart, history, in_order, newest, undated_articles
from bot.answers.compose import beside, doers, findings_of, holders, may_speak, speakers, sufferers
from bot.answers.deeds import asked_deed, may_tell
from bot.answers.evidence import Evidence, near_best, rank
from bot.answers.figures import figures, marked, stated
from bot.answers.lacking import why_not
from bot.answers.meeting_days import days_of_meeting
from bot.answers.meeting_terms import kind_terms
from bot.answers.meetings_told import is_at_place
from bot.answers.named_figures import asks_who_said, giving, named_figures, with_given
from bot.answers.orders import Order
from bot.answers.participants import ToldParts, may_tell_of_part, part_of_named, participants
from bot.answers.posts import asked_post, is_of_holder, may_name
from bot.answers.question import Question, Wants, understand
from bot.answers.refusal import lacks
from bot.answers.sought import Search
from bot.answers.undergoing import asked_passive
from bot.answers.wanted import holds
from bot.facts.cues import tells_of_part
from bot.facts.meetings import meeting_nouns
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Finding, Kind, Period, Role
from bot.search import Hit, Index
from bot.store import Store

_BLOCKS = 60
_CLOSE = 5
_STATED = 0.6
"""The share of a question that a sentence has to hold itself to state what the question says."""
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
        if not hits and question.kind is Kind.ATTENDANCE:  # "who dialled in?" describes no meeting: any will do
            hits = self._index.search(dict.fromkeys(kind_terms(), 1.0), _BLOCKS)
        if question.order is not Order.NEWEST:
            return hits
        days = [evidence.hit.published for evidence in near_best(rank(question, search, hits))]
        last = max((day for day in days if day), default=date.max)
        if last < date.max:
            newer = self._index.search(search.query, _BLOCKS, Period(last + timedelta(days=1), None))
            known = {(hit.article, hit.ordinal) for hit in hits}
            hits += [hit for hit in newer if (hit.article, hit.ordinal) not in known]
        return hits

    def with_given_figures(self, question: Question, search: Search) -> Iterator[str]:
        """The question with other figures than those that it names, as the best evidence gives them."""
        if named_figures(question):
            yield from with_given(question, rank(question, search, self.hits(question, search)))

    def _find_published(self, period: Period, question: Question, search: Search) -> Told:
        """What articles of those days say, undated ones apart. Where they say nothing, what is told otherwise."""
        wish = question.wish
        dated, _ = self._find(question, search, self._index.search(search.query, _BLOCKS, period))
        undated, _ = self._find(question, search, self._index.search(search.query, _BLOCKS, undated=True))
        if dated:
            return Told(marked(apart(dated, undated)), note=wording.published(period, wish, undated_articles(undated)))
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
            is_of_named = question.kind is Kind.YES_NO and bool(meeting_nouns().search(question.text))
            if told.findings or (told.is_told and is_of_named):
                return told.findings, "" if told.findings else wording.NOTHING_FOUND
            if is_of_named:
                hits = [hit for hit in hits if any(tells_of_part(sentence.text) for sentence in hit.sentences)]
        if question.kind is Kind.TIME and (days := days_of_meeting(question, search, hits, self._store)):
            return in_order(days, question.order or Order.NEWEST), ""
        asks_absence = not {Role.ABSENT, Role.NOT_INVITED}.isdisjoint(question.roles)
        if is_of_meeting := question.kind is Kind.ATTENDANCE:
            question = understand(question.text, attendance=False)._replace(order=question.order)
            if not asked_post(question, search):
                hits = [hit for hit in hits if any(tells_of_part(sentence.text) for sentence in hit.sentences)]
        ranked = rank(question, search, hits)
        if is_of_meeting and not asks_absence:
            ranked = [evidence for evidence in ranked if may_tell_of_part(question, search, evidence.sentence)]
        if question.kind is Kind.TIME and meeting_nouns().search(question.text):
            ranked = [evidence for evidence in ranked if is_at_place(question, search, evidence.sentence)]
        if question.kind is Kind.COUNT:
            ranked = [evidence for evidence in ranked if not tells_of_others(question, search, evidence.sentence)]
        reason = lacks(question, search, ranked)
        if not reason and (named := named_figures(question)):
            ranked = giving(named, question, ranked)
            reason = "" if ranked else wording.not_given([figure.text for figure in named])
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
    if named_figures(question) and asks_who_said(question):
        told = speakers(question, near_best(ranked))
        if any(found.value for found in told):
            return told
        return tuple(found for found in findings_of(question, search, ranked) if may_speak(found)) or told
    if patterns.WHO_STATES.search(question.text):
        meant = [evidence for evidence in near_best(ranked) if evidence.cheap.own >= _STATED]
        if told := tuple(found for found in speakers(question, meant) if found.value):
            return told
    if verbs := asked_passive(question, search):
        if named := sufferers(verbs, search, ranked):
            return named
        question = question._replace(kind=Kind.OPEN, wants=Wants.ANYTHING)  # nobody named: what is told of it
        ranked = [e for e in ranked if e.cheap.own >= _STATED and not verbs.isdisjoint(e.sentence.terms)]
    if post := asked_post(question, search):
        named = holders(post, ranked)
        if named and post.is_by_verb and (deed := asked_deed(question, search)):
            return beside(named, doers(deed, ranked))
        if named or not any(may_name(post, evidence.sentence) for evidence in ranked[:_CLOSE]):
            return named
        ranked = [evidence for evidence in ranked if is_of_holder(post, evidence.around)]
    if deed := asked_deed(question, search):
        named = doers(deed, ranked)
        if named or (deed.is_owning and not any(evidence.cheap.heading_asks for evidence in ranked[:_CLOSE])):
            return named
        ranked = [e for e in ranked if e.cheap.heading_asks or may_tell(deed, e.sentence, e.cheap.own, e.around)]
    return _borne_out(question, search, ranked)


def _borne_out(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """What evidence holds that tells of what is asked, as that kind of question wants it."""
    relation = Relation(question, search)
    bearing = [evidence for evidence in ranked[:_CLOSE] if relation.is_borne_out(evidence)]
    is_typed = question.kind is Kind.STATEMENT or question.wants in _TYPED
    if not bearing or (
        is_typed and not any(holds(question, search, evidence.sentence, relation.voice) for evidence in bearing)
    ):
        return ()
    if relation.voice:
        return findings_of(question, search, bearing)
    if patterns.WHY.search(question.text):
        return findings_of(question, search, [evidence for evidence in ranked if relation.is_borne_out(evidence)])
    if question.kind is Kind.TIME:
        return findings_of(question, search, relation.timed(ranked))
    if question.kind is Kind.COUNT and question.order is Order.HISTORY:
        return history(stated(question, search, ranked))
    if question.kind is Kind.COUNT:
        found = figures(question, search, ranked)
        return found if found or question.focus or question.measures else findings_of(question, search, ranked)
    return findings_of(question, search, ranked)


def _missing(question: Question, search: Search) -> tuple[str, ...]:
    """The names that stand nowhere in the corpus. Of a meeting, the dates of articles tell the month and weekday."""
    return tuple(name for name in search.missing_names if not (question.asks_parts and fold(name) in calendar_words()))
