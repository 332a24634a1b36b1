"""What the threads of Slack's channels are about."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.store.claims import insert_once
from bot.store.part import Part
from bot.store.tables import threads

_ABOUT = select(threads.c.about).where(
    threads.c.channel == bindparam("of_channel"), threads.c.thread == bindparam("of_thread")
)


class Thread(NamedTuple):
    """What was asked last in a thread, as a whole question, and what was said to it.

    `named`: the values that the answer named, first ones first. `shown`: the ids of the quotes that were shown of it so
    far. `who`: the last question that asked for a list of people or the like, where this one does not.
    """

    question: str
    named: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    who: "Thread | None" = None

    @classmethod
    def read(cls, kept: list[Any]) -> "Thread":
        """A thread from the lists that it is in JSON. Earlier versions kept how many findings were shown, and no more:
        which those were is not known."""
        question, named, shown, *who = kept
        return cls(
            question,
            tuple(named),
            () if isinstance(shown, int) else tuple(shown),
            cls.read(who[0]) if who and who[0] else None,
        )


class ThreadStore(Part):
    """What was asked in threads."""

    def save_thread(self, channel: str, thread: str, about: Thread, now: datetime) -> None:
        """Keep what a thread is about, in place of what was kept."""
        with self._database.write() as connection:
            save_thread(connection, channel, thread, about, now)

    def thread(self, channel: str, thread: str) -> Thread | None:
        """What a thread is about; None where nothing was asked there, or that is long ago."""
        with self._database.read() as connection:
            which = {"of_channel": channel, "of_thread": thread}
            kept = connection.execute(_ABOUT, which).scalar_one_or_none()
        return Thread.read(json.loads(kept)) if kept else None

    def forget_threads(self, before: datetime) -> None:
        """Drop what was asked in threads before that moment."""
        with self._database.write() as connection:
            connection.execute(delete(threads).where(threads.c.at < before))


def save_thread(connection: Connection, channel: str, thread: str, about: Thread, now: datetime) -> None:
    """Keep what a thread is about, in its caller's transaction."""
    # As JSON, which escapes what a database cannot keep and a question may hold.
    kept = {"about": json.dumps(about), "at": now}
    if not insert_once(connection, threads, {"channel": channel, "thread": thread, **kept}):
        this = (threads.c.channel == channel, threads.c.thread == thread)
        connection.execute(update(threads).where(*this).values(kept))
