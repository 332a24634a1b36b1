"""The coordinator: a question in, an Answer out. Reads the index and the store; changes nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import chain, islice, zip_longest
from threading import BoundedSemaphore

from bot import wording
from bot.answers.asked import Asked, read
from bot.answers.evidence import rank
from bot.answers.finder import Finder
from bot.answers.no_question import is_in_other_script, said_to
from bot.answers.origins import origins_asked, tells_origin
from bot.answers.periods import timing
from bot.answers.question import plain_text, understand
from bot.answers.refusal import Weighed, weigh
from bot.answers.saying import answered, not_found
from bot.answers.sought import Search
from bot.answers.suggestions import candidates
from bot.answers.whole_questions import separate
from bot.models import Answer, Finding, Kind, Topic
from bot.search import Index, Vocabulary
from bot.store import Store
from bot.texts.wordings import count_copies

_MOST_SUGGESTIONS = 3
_MOST_OPENINGS = 4
_MOST_TRIES = 8
AT_ONCE = 2
"""Answers worked out at once. It is a processor's work, of which Python does one piece at a time: more at once would
all be late, and take longer together."""
REMEMBERED = 1024
"""What people ask again and again, such as the words of topics; some 10 KB each."""


class Answerer:
    """Answers questions from one corpus. Safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        index: Index,
        topics: tuple[Topic, ...],
        today: Callable[[], date] = date.today,
        remembered: int = REMEMBERED,
    ) -> None:
        """`today` gives the day from which "yesterday" is reckoned. `remembered`: the answers that are not worked out
        again when they are asked for again."""
        self._store = store
        self._index = index
        self._finder = Finder(store, index)
        self._vocabulary = Vocabulary(index)
        self._topics = topics
        self._today = today
        self._openings: tuple[int, tuple[str, ...]] = (-1, ())
        self._turn = BoundedSemaphore(AT_ONCE)
        self._remembered = lru_cache(maxsize=remembered)(self._work_out)

    @property
    def seq(self) -> int:
        """Up to which change to articles the index has read: an answer worked out from now on knows of all these."""
        return self._index.seq

    def ask(self, typed: str) -> Answer:
        """The answer to what was typed in Slack, slash included.

        Raises UnknownTopic for a slash command that no topic defines, DatabaseDown.
        """
        self._index.keep_up()
        return self._remembered(typed, self._today(), self._index.seq)

    def _work_out(self, typed: str, today: date, _: int) -> Answer:
        """The answer on that day, to that state of the index."""
        with self._turn:
            if said := said_to(typed):
                begin = self.openings()[:_MOST_SUGGESTIONS]
                return Answer(question=typed, status="not_found", kind=Kind.OPEN, headline=said, suggestions=begin)
            if one := self._answer_one(typed, today):
                return one
            asked = self._read(typed, today)
            answer = self._answer(typed, asked)
            return answer if answer.status == "answered" else self._with_suggestions(answer, asked, today)

    def _with_suggestions(self, answer: Answer, asked: Asked, today: date) -> Answer:
        if is_in_other_script(answer.question):
            begin = self.openings()[:_MOST_SUGGESTIONS]
            return answer.model_copy(update={"headline": wording.NOT_IN_ENGLISH, "suggestions": begin})
        timed = timing(plain_text(answer.question), today)
        at_any_time = [timed.text] if timed.period else []
        near = chain(
            at_any_time,
            self._finder.with_given_figures(asked.question, asked.search),
            candidates(asked.question, asked.search, self._index, self._store, self._topics),
        )
        return answer.model_copy(update={"suggestions": self._suggest(islice(near, _MOST_TRIES), _MOST_SUGGESTIONS)})

    def openings(self) -> tuple[str, ...]:
        """A few questions to begin with, each of which has an answer: the topics' own, then about what came in last.

        Looked for once for each state of the index. Raises DatabaseDown.
        """
        self._index.keep_up()
        seq, openings = self._openings
        if seq != self._index.seq:
            seq = self._index.seq
            asks = filter(None, chain.from_iterable(zip_longest(*(topic.asks.values() for topic in self._topics))))
            latest = candidates(understand(""), Search(()), self._index, self._store, ())
            openings = self._suggest(islice(chain(asks, latest), _MOST_TRIES), _MOST_OPENINGS)
            self._openings = seq, openings
        return openings

    def weigh(self, typed: str) -> Weighed | None:
        """The best evidence on what was typed, and how sure the bot is of it: whether it is shown hangs on that.

        None where nothing is weighed, or not by this alone: a name is missing, no sentence speaks to it, or it is about
        taking part or about articles of certain days. Raises as `ask` does.
        """
        self._index.keep_up()
        question, search, _ = self._read(typed, self._today())
        if question.asks_parts or question.published or search.missing_names or not search.words:
            return None
        ranked = rank(question, search, self._finder.hits(question, search))
        return weigh(question, search, ranked[0]) if ranked else None

    def _read(self, typed: str, today: date) -> Asked:
        return read(typed, today, self._topics, self._index, self._vocabulary)

    def _answer(self, typed: str, asked: Asked) -> Answer:
        question, search, mended = asked
        for origin in origins_asked(question.text):
            began = self._read(origin.question, self._today())
            told = self._finder.tell(began.question, began.search)
            if found := tuple(each for each in told.found if tells_origin(origin, each)):
                return answered(typed, began.question, told._replace(found=self._count_copies(found)), mended)
        told = self._finder.tell(question, search)
        if told.found:
            return answered(typed, question, told._replace(found=self._count_copies(told.found)), mended)
        return not_found(typed, question, told.reason, mended)

    def _answer_one(self, typed: str, today: date) -> Answer | None:
        """The answer to the first that has one of several questions in one line; None where there are not several."""
        for asked in separate(plain_text(typed)):
            answer = self._answer(asked, self._read(asked, today))
            if answer.status == "answered":
                headline = wording.answers_one(answer.headline, asked)
                return answer.model_copy(update={"question": typed, "headline": headline})
        return None

    def _count_copies(self, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings, whose sources count once where one article is a copy of another, whatever is quoted of each."""
        several = {citation.article for each in found if each.wordings > 1 for citation in each.citations}
        originals = self._store.originals(several) if several else {}
        return tuple(count_copies(each, originals) for each in found) if originals else found

    def _suggest(self, near: Iterable[str], most: int) -> tuple[str, ...]:
        """The first of the questions that do have an answer."""
        answering = (
            asked for asked in near if self._answer(asked, self._read(asked, self._today())).status == "answered"
        )
        return tuple(islice(answering, most))
