"""The order of changes to articles: one transaction at a time makes them, and numbers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, update

from bot.store.tables import changes, digests

REHEARSAL = timedelta(days=1)
"""A digest claimed for further ahead than this was a rehearsal, or its clock was wrong."""

# Built once: putting a statement together takes longer than SQLite takes to carry it out.
_TAKE = select(changes.c.last).with_for_update()
_LAST = update(changes).values(last=bindparam("number"))
_CLAIMED = select(func.max(digests.c.claimed)).where(
    digests.c.claimed >= bindparam("earliest"), digests.c.claimed <= bindparam("latest")
)


class Turn:
    """A transaction's turn. Numbers are read once and written once, at its end: nobody else changes them meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        first: int = connection.execute(_TAKE).scalar_one()
        self._first = first
        self._last = first

    def next_number(self) -> int:
        """The number of one more change."""
        self._last += 1
        return self._last

    def write_number(self) -> None:
        """Keep the number of the last change."""
        if self._last > self._first:
            self.connection.execute(_LAST, {"number": self._last})

    def after_claimed_digests(self, landed: datetime) -> datetime:
        """`landed`, or just after the last digest that was claimed since then.

        That digest may have been put together already, without what lands now: the next one must have it.
        """
        meanwhile = {"earliest": landed, "latest": landed + REHEARSAL}
        claimed: datetime | None = self.connection.execute(_CLAIMED, meanwhile).scalar_one()
        return landed if claimed is None else claimed + timedelta(microseconds=1)


@contextmanager
def take_turn(connection: Connection) -> Iterator[Turn]:
    """Wait until no other transaction changes articles, and let none until this one ends.

    Numbers of changes thereby become visible in their order, without gaps.
    """
    turn = Turn(connection)
    yield turn
    turn.write_number()
