"""The coordinator: a question in, an Answer out. Reads the index and the store; changes nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain, islice

from bot.answers.asked import Asked, read
from bot.answers.evidence import rank
from bot.answers.finder import Finder
from bot.answers.periods import timing
from bot.answers.question import plain_text
from bot.answers.refusal import Weighed, weigh
from bot.answers.saying import answered, not_found
from bot.answers.suggestions import candidates
from bot.models import Answer, Finding, Topic
from bot.search import Index, Vocabulary
from bot.store import Store
from bot.texts.wordings import count_copies

_MOST_SUGGESTIONS = 3
_MOST_TRIES = 8


class Answerer:
    """Answers questions from one corpus. Safe to use from several threads."""

    def __init__(
        self, store: Store, index: Index, topics: tuple[Topic, ...], today: Callable[[], date] = date.today
    ) -> None:
        """`today` gives the day from which "yesterday" is reckoned."""
        self._store = store
        self._index = index
        self._finder = Finder(store, index)
        self._vocabulary = Vocabulary(index)
        self._topics = topics
        self._today = today

    def ask(self, typed: str) -> Answer:
        """The answer to what was typed in Slack, slash included.

        Raises UnknownTopic for a slash command that no topic defines, DatabaseDown.
        """
        self._index.keep_up()
        asked = self._read(typed)
        answer = self._answer(typed, asked)
        if answer.status == "answered":
            return answer
        timed = timing(plain_text(typed), self._today())
        at_any_time = [timed.text] if timed.period else []
        near = chain(at_any_time, candidates(asked.question, asked.search, self._index, self._store, self._topics))
        return answer.model_copy(update={"suggestions": self._suggest(islice(near, _MOST_TRIES))})

    def weigh(self, typed: str) -> Weighed | None:
        """The best evidence on what was typed, and how sure the bot is of it: whether it is shown hangs on that.

        None where nothing is weighed, or not by this alone: a name is missing, no sentence speaks to it, or it is about
        taking part or about articles of certain days. Raises as `ask` does.
        """
        self._index.keep_up()
        question, search, _ = self._read(typed)
        if question.asks_parts or question.published or search.missing_names or not search.words:
            return None
        ranked = rank(question, search, self._finder.hits(question, search))
        return weigh(question, search, ranked[0]) if ranked else None

    def _read(self, typed: str) -> Asked:
        return read(typed, self._today(), self._topics, self._index, self._vocabulary)

    def _answer(self, typed: str, asked: Asked) -> Answer:
        question, search, mended = asked
        told = self._finder.tell(question, search)
        if told.found:
            return answered(typed, question, told._replace(found=self._count_copies(told.found)), mended)
        return not_found(typed, question, told.reason, mended)

    def _count_copies(self, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings, whose sources count once where one article is a copy of another, whatever is quoted of each."""
        several = {citation.article for each in found if each.wordings > 1 for citation in each.citations}
        originals = self._store.originals(several) if several else {}
        return tuple(count_copies(each, originals) for each in found) if originals else found

    def _suggest(self, near: Iterable[str]) -> tuple[str, ...]:
        """Questions near the one asked that do have an answer."""
        answering = (asked for asked in near if self._answer(asked, self._read(asked)).status == "answered")
        return tuple(islice(answering, _MOST_SUGGESTIONS))
