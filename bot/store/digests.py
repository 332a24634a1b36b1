"""Who posts a digest: each run of a channel and period is claimed by one at a time, and ends in one state."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from bot.models import Citation
from bot.store.claims import insert_once
from bot.store.leases import Lease, Leased, is_free, new_lease
from bot.store.part import Part
from bot.store.tables import digests
from bot.store.telling import note_shown
from bot.store.turns import take_turn


class RunState(StrEnum):
    """CLAIMED: somebody posts it, or died over it. REFUSED: Slack took nothing, it is tried again. The others are for
    good: POSTED; EMPTY, nothing to say; MISSED, its day went by; UNSURE, nobody can tell whether it was posted."""

    CLAIMED = "claimed"
    REFUSED = "refused"
    POSTED = "posted"
    EMPTY = "empty"
    MISSED = "missed"
    UNSURE = "unsure"


_OPEN = (RunState.CLAIMED, RunState.REFUSED)


class DigestRun(NamedTuple):
    """What became of a channel's digest of a period. `claimed`: up to when it reaches, or would have; `until`: the
    same of a posted one. `why`: the last thing that kept it from being posted."""

    channel: str
    period: date
    state: RunState
    claimed: datetime
    until: datetime | None
    ts: str | None
    held_until: datetime | None
    why: str | None


class Claim(NamedTuple):
    """The right to post a digest that reaches up to `claimed`."""

    channel: str
    period: date
    claimed: datetime
    lease: Lease


class DigestStore(Part):
    """The runs of the channels' digests."""

    def claim_digest(self, channel: str, period: date, now: datetime) -> Claim | None:
        """The right to post a channel's digest of a period: to one at a time, and never again once it is at its end.

        Claim before choosing the articles, and let the digest reach no further than `now`: what is saved later lands
        after it. That waits for articles that are being saved (see `turns`). One that was claimed before, and not
        recorded within LEASE, is taken over: see `Lease.is_left`.
        """
        lease, run = new_lease(now), _run(channel, period)
        free = or_(
            digests.c.state == RunState.REFUSED, and_(digests.c.state == RunState.CLAIMED, is_free(digests, now))
        )
        claimed = {"state": RunState.CLAIMED, "claimed": now}
        with self._database.write() as connection, take_turn(connection):
            new = {"channel": channel, "period": period, **claimed, **lease.columns(now)}
            if not insert_once(connection, digests, new):
                taken = Leased(connection, digests, *run, free).take(now, **claimed)
                if taken is None:
                    return None
                lease, _ = taken
        return Claim(channel, period, now, lease)

    def renew_claim(self, claim: Claim, now: datetime) -> bool:
        """Whether the claim is still one's own; for another LEASE if so. To be asked just before posting."""
        with self._database.write() as connection:
            return _held(connection, claim).renew(claim.lease, now)

    def refuse_digest(self, claim: Claim, again: datetime, why: str) -> None:
        """Give a claim back since Slack took nothing, for certain. It is open again from that moment on."""
        with self._database.write() as connection:
            _held(connection, claim).refuse(claim.lease, again, state=RunState.REFUSED, why=why)

    def close_digest(self, claim: Claim, state: RunState, why: str | None = None) -> None:
        """End a run that is not posted: EMPTY, MISSED or UNSURE. An EMPTY one has told everything up to its moment."""
        until = claim.claimed if state is RunState.EMPTY else None
        with self._database.write() as connection:
            _held(connection, claim).change(claim.lease, state=state, why=why, until=until)

    def record_digest(self, claim: Claim, *, until: datetime, ts: str, shown: Sequence[Citation] = ()) -> None:
        """Note a delivered digest: up to when it reaches, the time stamp of its message, and the quotes shown.

        Whoever holds it now: it is posted, and nobody may post it again.
        """
        is_open = digests.c.state != RunState.POSTED
        posted = {"state": RunState.POSTED, "until": until, "ts": ts, "why": None}
        with self._database.write() as connection:
            connection.execute(update(digests).where(*_run(claim.channel, claim.period), is_open).values(posted))
            note_shown(connection, claim.channel, claim.period, until, shown)

    def digest_run(self, channel: str, period: date) -> DigestRun | None:
        """What became of a channel's digest of a period; None where it was not begun."""
        with self._database.read() as connection:
            row = connection.execute(select(digests).where(*_run(channel, period))).one_or_none()
        return None if row is None else _read(row)

    def last_digest_run(self, channel: str) -> DigestRun | None:
        """The channel's run of the latest period; None before the first."""
        runs = select(digests).where(digests.c.channel == channel).order_by(digests.c.period.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(runs).one_or_none()
        return None if row is None else _read(row)

    def open_digest_runs(self, now: datetime) -> list[tuple[str, date]]:
        """The channel and period of each run that was left half done, or refused, and is to be taken up now; oldest
        first."""
        free = (digests.c.state.in_(_OPEN), is_free(digests, now))
        found = select(digests.c.channel, digests.c.period).where(*free).order_by(digests.c.period, digests.c.channel)
        with self._database.read() as connection:
            return [(row.channel, row.period) for row in connection.execute(found)]

    def begun_digest_runs(self, since: date) -> set[tuple[str, date]]:
        """The channel and period of each run of that period or a later one, whatever became of it."""
        found = select(digests.c.channel, digests.c.period).where(digests.c.period >= since)
        with self._database.read() as connection:
            return {(row.channel, row.period) for row in connection.execute(found)}

    def delivered_until(self, channel: str) -> datetime | None:
        """The furthest `until` of the digests that a channel got, empty ones included; None before the first."""
        furthest = select(func.max(digests.c.until)).where(digests.c.channel == channel)
        with self._database.read() as connection:
            until: datetime | None = connection.execute(furthest).scalar_one()
        return until


def _run(channel: str, period: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return digests.c.channel == channel, digests.c.period == period


def _held(connection: Connection, claim: Claim) -> Leased:
    """A run that nobody has ended or given back."""
    return Leased(connection, digests, *_run(claim.channel, claim.period), digests.c.state == RunState.CLAIMED)


def _read(row: Row[Any]) -> DigestRun:
    told = {name: row._mapping[name] for name in DigestRun._fields}
    return DigestRun(**{**told, "state": RunState(row.state)})
