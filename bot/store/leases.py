"""The right to do what must not be done twice, such as a post: a row of a table with the columns of a lease is held by
one at a time.

It is its holder's alone until `held_until`. From then on another may take it over, in one atomic step that gives it a
new id: whoever held it before finds that `renew` is refused, and what was done until then lies in the past.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Table, or_, select, update

LEASE = timedelta(minutes=5)
"""How long a lease is its holder's alone. Longer than a post can take, tries and waits included: see `post_once`."""


class Lease(NamedTuple):
    """A row that is held.

    `is_left`: whether it was taken over from somebody who may have posted; if so, in [`begun`, `before`]. `refusals`:
    how often in a row Slack has refused what it is held for.
    """

    id: str
    is_left: bool
    begun: datetime
    before: datetime
    refusals: int

    def columns(self, now: datetime) -> dict[str, Any]:
        """What its row has while it is held, from now on."""
        return {"claim": self.id, "begun": self.begun, "held_until": now + LEASE}


def new_lease(now: datetime) -> Lease:
    """That of a row which nobody has held."""
    return Lease(secrets.token_hex(8), is_left=False, begun=now, before=now, refusals=0)


def is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Whether nobody holds a row at that moment; nor is it kept back after a refusal."""
    return or_(table.c.held_until.is_(None), table.c.held_until <= now)


class Leased:
    """The row of a table for which all of that is so, in a transaction."""

    def __init__(self, connection: Connection, table: Table, *which: ColumnElement[bool]) -> None:
        self._connection = connection
        self._table = table
        self._which = which

    def take(self, now: datetime, **more: object) -> tuple[Lease, Row[Any]] | None:
        """Hold the row for LEASE, and set `more` of its columns; with the row as it was. None where there is none."""
        row = self._connection.execute(select(self._table).where(*self._which).with_for_update()).one_or_none()
        if row is None:
            return None
        lease = new_lease(now)._replace(refusals=row.refusals)
        if row.claim is not None:
            lease = lease._replace(is_left=True, begun=row.begun, before=row.held_until)
        self._connection.execute(update(self._table).where(*self._which).values(**lease.columns(now), **more))
        return lease, row

    def renew(self, lease: Lease, now: datetime) -> bool:
        """Hold it for another LEASE; whether it is still held under that lease."""
        return self.change(lease, held_until=now + LEASE)

    def refuse(self, lease: Lease, again: datetime, **more: object) -> None:
        """Give it back since Slack took nothing, for certain; it is free from `again` on."""
        self.change(lease, claim=None, held_until=again, refusals=lease.refusals + 1, **more)

    def change(self, lease: Lease, **values: object) -> bool:
        """Change the row if it is still held under that lease; whether it was."""
        held = update(self._table).where(*self._which, self._table.c.claim == lease.id)
        return self._connection.execute(held.values(**values)).rowcount == 1
