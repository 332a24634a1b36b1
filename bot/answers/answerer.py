"""The coordinator: a question in, an Answer out. Reads the index and the store; changes nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot import wording
from bot.answers.command import question_in
from bot.answers.compose import findings_of, speakers
from bot.answers.evidence import Evidence, holds, rank
from bot.answers.figures import figures
from bot.answers.participants import part_of_named, participants
from bot.answers.question import Question, Wants, understand
from bot.answers.refusal import Weighed, confidence, lacks
from bot.answers.sought import Search, known_by_title, mended, seek
from bot.answers.suggestions import candidates
from bot.facts.cues import tells_of_part
from bot.models import Answer, Finding, Kind, Topic
from bot.search import Hit, Index, Vocabulary
from bot.store import Store

_BLOCKS = 60
_CLOSE = 5
_TYPED = (Wants.NUMBER, Wants.TIME, Wants.COUNTRY, Wants.NAME)
_MOST_FINDINGS = 10
_MOST_SUGGESTIONS = 3


class Answerer:
    """Answers questions from one corpus. Safe to use from several threads."""

    def __init__(self, store: Store, index: Index, topics: tuple[Topic, ...]) -> None:
        self._store = store
        self._index = index
        self._vocabulary = Vocabulary(index)
        self._topics = topics

    def ask(self, typed: str) -> Answer:
        """The answer to what was typed in Slack, slash included.

        Raises UnknownTopic for a slash command that no topic defines, DatabaseDown.
        """
        self._index.catch_up()
        answer, search = self._answer(typed)
        if answer.status == "answered":
            return answer
        return answer.model_copy(update={"suggestions": self._suggest(search)})

    def weigh(self, typed: str) -> Weighed | None:
        """The best evidence on what was typed, and how sure the bot is of it: whether it is shown hangs on that.

        None where nothing is weighed: a name is missing, no sentence speaks to it, or it is about taking part.
        Raises as `ask` does.
        """
        self._index.catch_up()
        question, search = self._sought(typed)
        asks_parts = question.roles or question.kind is Kind.ATTENDANCE
        if asks_parts or search.missing_names or not search.words:
            return None
        ranked = rank(question, search, self._index.search(search.query, _BLOCKS))
        return Weighed(ranked[0], confidence(search, ranked[0])) if ranked else None

    def _sought(self, typed: str) -> tuple[Question, Search]:
        question, search = self._understand(question_in(typed, self._topics))
        if not all(word.frequency for word in search.words):
            search = known_by_title(search, [hit.title for hit in self._index.search(search.query, _BLOCKS)])
        return question, search

    def _answer(self, typed: str) -> tuple[Answer, Search]:
        question, search = self._sought(typed)
        if not search.words:
            return _not_found(typed, question, wording.NOTHING_ASKED), search
        if search.missing_names:
            return _not_found(typed, question, wording.no_mention(search.missing_names)), search
        found, reason = self._find(question, search)
        if not found:
            return _not_found(typed, question, reason or wording.NOTHING_FOUND), search
        return _answered(typed, question, search, found), search

    def _understand(self, text: str) -> tuple[Question, Search]:
        """The question and its words; a mended word may make it another question: "who atended"."""
        question = understand(text)
        search = seek(question, self._index, self._vocabulary, self._topics)
        if not search.corrections:
            return question, search
        question = understand(mended(text, search.corrections))
        again = seek(question, self._index, self._vocabulary, self._topics)
        return question, replace(again, corrections=search.corrections)

    def _find(self, question: Question, search: Search) -> tuple[tuple[Finding, ...], str]:
        """Findings, or what the corpus lacks. Parts in meetings come from whole articles, all else from sentences."""
        hits = self._index.search(search.query, _BLOCKS)
        asks_parts = question.roles or question.kind is Kind.ATTENDANCE
        if asks_parts and (found := self._parts(question, search, hits)):
            return found, ""
        if question.kind is Kind.ATTENDANCE:
            question = understand(question.text, attendance=False)
            hits = [hit for hit in hits if any(tells_of_part(sentence.text) for sentence in hit.sentences)]
        ranked = rank(question, search, hits)
        reason = lacks(search, ranked)
        return () if reason else _findings(question, search, ranked), reason

    def _parts(self, question: Question, search: Search, hits: Sequence[Hit]) -> tuple[Finding, ...]:
        if question.kind is Kind.YES_NO:
            return part_of_named(search, hits, self._store)
        return participants(question, search, hits, self._store)

    def _suggest(self, search: Search) -> tuple[str, ...]:
        """Questions near the one asked that do have an answer."""
        answering: list[str] = []
        for candidate in candidates(search, self._topics):
            if len(answering) < _MOST_SUGGESTIONS and self._answer(candidate)[0].status == "answered":
                answering.append(candidate)
        return tuple(answering)


def _findings(question: Question, search: Search, ranked: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Empty where a type of answer is asked for that no evidence near the best one holds."""
    if question.phrases and question.kind is Kind.PERSON:
        return speakers(question, ranked)
    is_typed = question.kind is Kind.STATEMENT or question.wants in _TYPED
    if is_typed and not any(holds(question, search, evidence.sentence) for evidence in ranked[:_CLOSE]):
        return ()
    if question.kind is Kind.COUNT:
        found = figures(question, search, ranked)
        return found if found or question.focus or question.measures else findings_of(question, search, ranked)
    return findings_of(question, search, ranked)


def _answered(typed: str, question: Question, search: Search, found: Sequence[Finding]) -> Answer:
    shown = tuple(found[:_MOST_FINDINGS])
    values = [finding.value for finding in shown if finding.value]
    return Answer(
        question=typed,
        status="answered",
        kind=question.kind,
        headline=wording.headline(shown, [c.shown for c in search.corrections]),
        disagreement=question.kind is Kind.COUNT and len(values) > 1,
        findings=shown,
    )


def _not_found(typed: str, question: Question, reason: str) -> Answer:
    return Answer(question=typed, status="not_found", kind=question.kind, headline=reason)
