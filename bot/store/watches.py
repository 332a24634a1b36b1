"""Standing questions: what a channel was told last, and who is telling it more. Functions work in their caller's
transaction.

A claim is its maker's alone until `held_until`, as that of a digest is: see `digests`.
"""

import secrets
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from bot.store.claims import insert_once
from bot.store.digests import LEASE
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
    """The right to tell a channel what is new since `watch.answer`.

    `is_left`: whether it was taken over from somebody who may have posted; if so, in [`begun`, `before`]. `refusals`:
    how often in a row Slack has refused it.
    """

    id: str
    watch: Watch
    is_left: bool
    begun: datetime
    before: datetime
    refusals: int


def add(connection: Connection, watch: Watch) -> bool:
    """Keep a new watch. False where one of that id is kept already, which stays as it is."""
    return insert_once(connection, watches, {**watch._asdict(), "refusals": 0})


def remove(connection: Connection, watch_id: str) -> bool:
    """Drop a watch. False where there is none."""
    return connection.execute(delete(watches).where(watches.c.id == watch_id)).rowcount == 1


def read(connection: Connection, watch_id: str) -> Watch | None:
    """The watch of that id; None where there is none."""
    return next(iter(_read_where(connection, watches.c.id == watch_id)), None)


def read_in(connection: Connection, channel: str) -> list[Watch]:
    """A channel's watches, the oldest first."""
    return _read_where(connection, watches.c.channel == channel)


def read_of(connection: Connection, person: str) -> list[Watch]:
    """The watches that a person has set, the oldest first."""
    return _read_where(connection, watches.c.set_by == person)


def read_due(connection: Connection, last: int, now: datetime) -> list[Watch]:
    """The watches that nobody holds and that have not been checked up to the change of that number, the longest
    unchecked first."""
    free = or_(watches.c.held_until.is_(None), watches.c.held_until <= now)
    return _read_where(connection, watches.c.checked < last, free, order=watches.c.checked)


def claim(connection: Connection, watch: Watch, now: datetime) -> WatchClaim | None:
    """Claim a watch that nobody holds. None where it is gone, held, or has been told more since it was read."""
    same = (watches.c.id == watch.id, watches.c.answer == watch.answer)
    row = connection.execute(select(watches).where(*same).with_for_update()).one_or_none()
    if row is None or (row.held_until is not None and row.held_until > now):
        return None
    made = secrets.token_hex(8)
    is_left = row.claim is not None
    begun = row.begun if is_left else now
    held = {"claim": made, "begun": begun, "held_until": now + LEASE}
    connection.execute(update(watches).where(*same).values(held))
    return WatchClaim(made, _read(row), is_left, begun, row.held_until if is_left else now, row.refusals)


def renew(connection: Connection, claim: WatchClaim, now: datetime) -> bool:
    """Hold a claim for another LEASE. False where somebody has taken it over, or the watch was stopped."""
    return _change(connection, claim, {"held_until": now + LEASE})


def refuse(connection: Connection, claim: WatchClaim, again: datetime) -> None:
    """Give a claim back since Slack took nothing, for certain; the watch is due again from then on."""
    given_back = {"claim": None, "begun": None, "held_until": again, "refusals": claim.refusals + 1}
    _change(connection, claim, given_back)


def settle(connection: Connection, claim: WatchClaim, checked: int, told: tuple[str, datetime] | None = None) -> None:
    """Give a claim back, and note up to which change the channel knows everything, and which answer it was `told`."""
    answer = {"answer": told[0], "told": told[1]} if told else {}
    free = {"claim": None, "begun": None, "held_until": None, "refusals": 0}
    _change(connection, claim, {**free, **answer, "checked": checked})


def _change(connection: Connection, claim: WatchClaim, values: dict[str, Any]) -> bool:
    """Change a watch that is still claimed under that id; whether it was."""
    held = (watches.c.id == claim.watch.id, watches.c.claim == claim.id)
    return connection.execute(update(watches).where(*held).values(values)).rowcount == 1


def _read_where(
    connection: Connection, *which: ColumnElement[bool], order: ColumnElement[Any] = watches.c.since
) -> list[Watch]:
    return [_read(row) for row in connection.execute(select(watches).where(*which).order_by(order, watches.c.id))]


def _read(row: Row[Any]) -> Watch:
    return Watch(**{name: row._mapping[name] for name in Watch._fields})
