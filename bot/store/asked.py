"""What people asked and what they got, and what they thought of it.

Questions are kept as JSON, which escapes what a database cannot keep and a question may hold.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, insert, select, update

from bot.lexicon.folding import fold
from bot.models import Answer, Value
from bot.store.claims import insert_once, keep_answer
from bot.store.part import Part
from bot.store.tables import asked, verdicts
from bot.store.threads import Thread, save_thread

_LOOKED_THROUGH = 500
"""How many of a person's questions are looked through for different ones."""
MANY = 3
"""People who ask the same, so that none of them can be told by it."""
_COMMAND = re.compile(r"^\s*/ask\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


class Asked(NamedTuple):
    """A question as somebody typed it, where, and what they got: an answer of that id, which found something or not.

    `public`: whether it was asked for all in the channel to see.
    """

    person: str
    channel: str
    question: str
    answer: str
    answered: bool
    at: datetime
    public: bool = False


class Unanswered(Value):
    """A question that found nothing, as it was typed last; how many times, and when that was."""

    question: str
    times: int
    last: datetime


class Verdict(StrEnum):
    """What somebody thought of an answer."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


class Feedback(Value):
    """What somebody thought of the answer of that id, and when."""

    verdict: Verdict
    question: str
    answer: str
    at: datetime


class AskedStore(Part):
    """Questions and verdicts."""

    def keep_asked(
        self,
        answer: Answer,
        person: str,
        channel: str,
        now: datetime,
        *,
        public: bool = False,
        thread: tuple[str, Thread] | None = None,
    ) -> None:
        """Keep an answer, as `keep_answers` does, and who asked for it, where; `public`: for all there to see.

        `thread`: the one that it was asked in, and what that is about now, which is kept as `save_thread` does.
        """
        found = answer.status == "answered"
        one = Asked(person, channel, json.dumps(answer.question), answer.id, found, now, public)
        with self._database.write() as connection:
            keep_answer(connection, answer, now)
            connection.execute(insert(asked), {**one._asdict(), "id": secrets.token_hex(8)})
            if thread:
                save_thread(connection, channel, *thread, now)

    def recent_asked(self, person: str, most: int) -> list[Asked]:
        """The last questions of a person, newest first, each once."""
        last = select(asked).where(asked.c.person == person).order_by(asked.c.at.desc()).limit(_LOOKED_THROUGH)
        with self._database.read() as connection:
            newest = _by_question(map(_read, connection.execute(last)))
        return [times[0] for times in newest.values()][:most]

    def unanswered(self, since: datetime, until: datetime, channel: str | None = None) -> list[Unanswered]:
        """The questions asked in (since, until] that found nothing, most frequent first, then newest; of all, or those
        that one channel may be told of. None that found something when it was asked last.

        A channel may be told what was asked in it for all to see. What was asked there in private it may be told only
        where MANY asked it: what one or two look into is theirs, and in a small team the words say who it was.
        """
        here = () if channel is None else (asked.c.channel == channel,)
        query = select(asked).where(asked.c.at > since, asked.c.at <= until, *here).order_by(asked.c.at.desc())
        with self._database.read() as connection:
            found = _by_question(map(_read, connection.execute(query)))
        each = (_unanswered(times) for times in found.values() if channel is None or _may_be_told(times))
        # The order of equals stays: it is the newest first.
        return sorted((one for one in each if one), key=lambda one: -one.times)

    def forget_asked(self, before: datetime) -> None:
        """Drop what was asked before that moment."""
        with self._database.write() as connection:
            connection.execute(delete(asked).where(asked.c.at < before))

    def keep_feedback(self, person: str, one: Feedback) -> None:
        """Keep what a person thinks of an answer, in place of what was kept."""
        kept = {"verdict": one.verdict, "question": json.dumps(one.question), "at": one.at}
        key = {"answer": one.answer, "person": _unnamed(person)}
        same = (verdicts.c.answer == key["answer"], verdicts.c.person == key["person"])
        with self._database.write() as connection:
            if not insert_once(connection, verdicts, {**key, **kept}):
                connection.execute(update(verdicts).where(*same).values(kept))

    def feedback(self, since: datetime) -> list[Feedback]:
        """What people thought of answers since then, newest first."""
        query = select(verdicts).where(verdicts.c.at >= since).order_by(verdicts.c.at.desc(), verdicts.c.answer)
        with self._database.read() as connection:
            return [
                Feedback(verdict=Verdict(row.verdict), question=json.loads(row.question), answer=row.answer, at=row.at)
                for row in connection.execute(query)
            ]


def _unnamed(person: str) -> str:
    """What tells one person's verdict on an answer from another's, and is nobody's name: these are kept for good."""
    return hashlib.sha256(person.encode()).hexdigest()[:16]


def _by_question(each: Iterable[Asked]) -> dict[tuple[str, ...], list[Asked]]:
    """Those that ask the same, together, in the order in which each question first comes."""
    grouped: dict[tuple[str, ...], list[Asked]] = {}
    for one in each:
        grouped.setdefault(tuple(_folded(one.question)), []).append(one)
    return grouped


def _folded(question: str) -> Iterator[str]:
    """The words that questions have in common which differ in case, accents or marks alone, or in saying /ask."""
    return map(fold, _WORD.findall(_COMMAND.sub("", question)))


def _may_be_told(times: list[Asked]) -> bool:
    """Whether others in the channel may learn that this was asked."""
    return any(one.public for one in times) or len({one.person for one in times}) >= MANY


def _unanswered(times: list[Asked]) -> Unanswered | None:
    """What one question came to that was asked these times, newest first; None where it found something in the end."""
    newest = times[0]
    count = sum(not one.answered for one in times)
    return None if newest.answered else Unanswered(question=newest.question, times=count, last=newest.at)


def _read(row: Row[Any]) -> Asked:
    told = {name: row._mapping[name] for name in Asked._fields}
    return Asked(**{**told, "question": json.loads(row.question)})
