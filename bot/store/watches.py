"""Standing questions: what a channel was told last, and who is telling it more."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, select

from bot.store.claims import insert_once
from bot.store.leases import Lease, Leased, is_free
from bot.store.part import Part
from bot.store.tables import watches


class Watch(NamedTuple):
    """A question that is asked again for a channel whenever articles change.

    `answer`: the id of the kept answer that the channel was told last, and `told` when that was. `checked`: the number
    of the last change up to which there is nothing that it has not been told.
    """

    id: str
    channel: str
    question: str
    set_by: str
    since: datetime
    answer: str
    told: datetime
    checked: int


class WatchClaim(NamedTuple):
    """The right to tell a channel what is new since `watch.answer`."""

    watch: Watch
    lease: Lease


class WatchStore(Part):
    """What is watched, and up to where it was told."""

    def add_watch(self, watch: Watch) -> bool:
        """Keep a new watch. False where one of that id is kept already, which stays as it is."""
        with self._database.write() as connection:
            return insert_once(connection, watches, {**watch._asdict(), "refusals": 0})

    def remove_watch(self, watch_id: str) -> bool:
        """Drop a watch. False where there is none of that id."""
        with self._database.write() as connection:
            return connection.execute(delete(watches).where(watches.c.id == watch_id)).rowcount == 1

    def watch(self, watch_id: str) -> Watch | None:
        """The watch of that id; None where there is none."""
        return next(iter(self._watches_where(watches.c.id == watch_id)), None)

    def watches_in(self, channel: str) -> list[Watch]:
        """A channel's watches, the oldest first."""
        return self._watches_where(watches.c.channel == channel)

    def watches_of(self, person: str) -> list[Watch]:
        """The watches that a person has set, the oldest first."""
        return self._watches_where(watches.c.set_by == person)

    def due_watches(self, last: int, now: datetime) -> list[Watch]:
        """Those that nobody holds and that are not checked up to the change of that number, the longest unchecked
        first."""
        return self._watches_where(watches.c.checked < last, is_free(watches, now), order=watches.c.checked)

    def claim_watch(self, watch: Watch, now: datetime) -> WatchClaim | None:
        """The right to tell what is new since `watch.answer`: to one at a time, for LEASE. None where it is gone, held,
        or has been told more since it was read."""
        same = (watches.c.id == watch.id, watches.c.answer == watch.answer)
        with self._database.write() as connection:
            taken = Leased(connection, watches, *same, is_free(watches, now)).take(now)
        if taken is None:
            return None
        lease, row = taken
        return WatchClaim(_read(row), lease)

    def renew_watch(self, claim: WatchClaim, now: datetime) -> bool:
        """Whether the claim is still one's own; for another LEASE if so. To be asked just before posting."""
        with self._database.write() as connection:
            return Leased(connection, watches, _is(claim)).renew(claim.lease, now)

    def refuse_watch(self, claim: WatchClaim, again: datetime) -> None:
        """Give a claim back since Slack took nothing, for certain. The watch is due again from that moment on."""
        with self._database.write() as connection:
            Leased(connection, watches, _is(claim)).refuse(claim.lease, again)

    def settle_watch(self, claim: WatchClaim, checked: int, told: tuple[str, datetime] | None = None) -> None:
        """Give a claim back: up to which change the channel knows everything, and the answer that it was `told`."""
        answer = {"answer": told[0], "told": told[1]} if told else {}
        free = {"claim": None, "held_until": None, "refusals": 0}
        with self._database.write() as connection:
            Leased(connection, watches, _is(claim)).change(claim.lease, **free, **answer, checked=checked)

    def _watches_where(self, *which: ColumnElement[bool], order: ColumnElement[Any] = watches.c.since) -> list[Watch]:
        with self._database.read() as connection:
            found = connection.execute(select(watches).where(*which).order_by(order, watches.c.id))
            return [_read(row) for row in found]


def _is(claim: WatchClaim) -> ColumnElement[bool]:
    return watches.c.id == claim.watch.id


def _read(row: Row[Any]) -> Watch:
    return Watch(**{name: row._mapping[name] for name in Watch._fields})
