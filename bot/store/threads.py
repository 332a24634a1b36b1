"""What the threads of Slack's channels are about. Functions work in their caller's transaction."""

import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.store.claims import insert_once
from bot.store.tables import threads

_ABOUT = select(threads.c.about).where(
    threads.c.channel == bindparam("of_channel"), threads.c.thread == bindparam("of_thread")
)


class Thread(NamedTuple):
    """What was asked last in a thread, as a whole question, and what was said to it.

    `named`: the values that the answer named, first ones first. `shown`: how many of its findings were shown so far.
    """

    question: str
    named: tuple[str, ...] = ()
    shown: int = 0


def save_thread(connection: Connection, channel: str, thread: str, about: Thread, now: datetime) -> None:
    """Keep what a thread is about, in place of what was kept."""
    # As JSON, which escapes what a database cannot keep and a question may hold.
    kept = {"about": json.dumps(about), "at": now}
    if not insert_once(connection, threads, {"channel": channel, "thread": thread, **kept}):
        this = (threads.c.channel == channel, threads.c.thread == thread)
        connection.execute(update(threads).where(*this).values(kept))


def read_thread(connection: Connection, channel: str, thread: str) -> Thread | None:
    """What a thread is about; None where nothing was asked there, or that is long ago."""
    kept = connection.execute(_ABOUT, {"of_channel": channel, "of_thread": thread}).scalar_one_or_none()
    if kept is None:
        return None
    question, named, shown = json.loads(kept)
    return Thread(question, tuple(named), shown)


def forget_threads(connection: Connection, before: datetime) -> None:
    """Drop what was asked before that moment."""
    connection.execute(delete(threads).where(threads.c.at < before))
