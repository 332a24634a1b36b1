"""What people asked and what they got, and what they thought of it. Functions work in their caller's transaction.

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

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.lexicon.folding import fold
from bot.models import Answer, Value
from bot.store.claims import insert_once
from bot.store.tables import asked, verdicts

_LOOKED_THROUGH = 500
"""How many of a person's questions are looked through for different ones."""
_COMMAND = re.compile(r"^\s*/ask\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


class Asked(NamedTuple):
    """A question as somebody typed it, where, and what they got: an answer of that id, which found something or not."""

    person: str
    channel: str
    question: str
    answer: str
    answered: bool
    at: datetime


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


def note_asked(connection: Connection, answer: Answer, person: str, channel: str, now: datetime) -> None:
    """Note that somebody asked, and was given that answer."""
    found = answer.status == "answered"
    one = Asked(person, channel, json.dumps(answer.question), answer.id, found, now)
    connection.execute(insert(asked).values({**one._asdict(), "id": secrets.token_hex(8)}))


def forget_asked(connection: Connection, before: datetime) -> None:
    """Drop what was asked before that moment."""
    connection.execute(delete(asked).where(asked.c.at < before))


def read_recent(connection: Connection, person: str, most: int) -> list[Asked]:
    """The last questions of a person, newest first, each once."""
    last = select(asked).where(asked.c.person == person).order_by(asked.c.at.desc()).limit(_LOOKED_THROUGH)
    newest = _by_question(map(_read, connection.execute(last)))
    return [times[0] for times in newest.values()][:most]


def read_unanswered(
    connection: Connection, since: datetime, until: datetime, channel: str | None = None
) -> list[Unanswered]:
    """The questions asked in (since, until] that found nothing, most frequent first, then newest; of one channel, or of
    all. None that found something when it was asked last."""
    here = () if channel is None else (asked.c.channel == channel,)
    query = select(asked).where(asked.c.at > since, asked.c.at <= until, *here).order_by(asked.c.at.desc())
    found = (_unanswered(times) for times in _by_question(map(_read, connection.execute(query))).values())
    # The order of equals stays: it is the newest first.
    return sorted((one for one in found if one), key=lambda one: -one.times)


def keep_feedback(connection: Connection, person: str, one: Feedback) -> None:
    """Keep what a person thinks of an answer, in place of what was kept."""
    kept = {"verdict": one.verdict, "question": json.dumps(one.question), "at": one.at}
    person = _unnamed(person)
    key = {"answer": one.answer, "person": person}
    if not insert_once(connection, verdicts, {**key, **kept}):
        same = (verdicts.c.answer == one.answer, verdicts.c.person == person)
        connection.execute(update(verdicts).where(*same).values(kept))


def read_feedback(connection: Connection, since: datetime) -> list[Feedback]:
    """What people thought of answers since then, newest first."""
    query = select(verdicts).where(verdicts.c.at >= since).order_by(verdicts.c.at.desc(), verdicts.c.answer)
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


def _unanswered(times: list[Asked]) -> Unanswered | None:
    """What one question came to that was asked these times, newest first; None where it found something in the end."""
    newest = times[0]
    count = sum(not one.answered for one in times)
    return None if newest.answered else Unanswered(question=newest.question, times=count, last=newest.at)


def _read(row: Row[Any]) -> Asked:
    told = {name: row._mapping[name] for name in Asked._fields}
    return Asked(**{**told, "question": json.loads(row.question)})
