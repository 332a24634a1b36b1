"""Who posts a digest: each run of a channel and period is claimed by one at a time, and ends in one state.

A claim is its maker's alone until `held_until`. From then on another may take it over, in one atomic step that gives it
a new id: whoever held it before finds that `renew` is refused, and what it did until then lies in the past.
"""

import secrets
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select, update

from bot.store.claims import insert_once
from bot.store.tables import digests
from bot.store.turns import take_turn

LEASE = timedelta(minutes=5)
"""How long a claim is its maker's alone. Longer than a post can take, tries and waits included: see `post_once`."""


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
    """The right to post a digest that reaches up to `claimed`.

    `was`: the state that it was taken over in, None for a new run. Anything that was posted under claims before this
    one was posted in [`begun`, `before`]. `refusals`: how often Slack has refused it.
    """

    id: str
    channel: str
    period: date
    claimed: datetime
    was: RunState | None
    begun: datetime
    before: datetime
    refusals: int


def claim_digest(connection: Connection, channel: str, period: date, now: datetime) -> Claim | None:
    """Claim a run that nobody has begun, that Slack refused, or that is no longer held. None where it is not to be had.

    Waits for articles that are being saved: those that come later land after `now` (see `turns`).
    """
    made = secrets.token_hex(8)
    held = {"state": RunState.CLAIMED, "claim": made, "claimed": now, "held_until": now + LEASE}
    with take_turn(connection):
        if insert_once(connection, digests, {"channel": channel, "period": period, "begun": now, **held}):
            return Claim(made, channel, period, now, None, now, now, 0)
        row = connection.execute(select(digests).where(*_run(channel, period)).with_for_update()).one()
        if row.state not in _OPEN or (row.state == RunState.CLAIMED and row.held_until > now):
            return None
        connection.execute(update(digests).where(*_run(channel, period)).values(held))
    was = RunState(row.state)
    return Claim(made, channel, period, now, was, row.begun, row.held_until, row.refusals)


def renew(connection: Connection, claim: Claim, now: datetime) -> bool:
    """Hold a claim for another LEASE. False where somebody has taken it over, or settled it."""
    return _change(connection, claim, {"held_until": now + LEASE})


def refuse(connection: Connection, claim: Claim, again: datetime, why: str) -> None:
    """Give a claim back since Slack took nothing; `read_open` has it from `again` on."""
    refused = {"state": RunState.REFUSED, "held_until": again, "refusals": claim.refusals + 1, "why": why}
    _change(connection, claim, refused)


def close(connection: Connection, claim: Claim, state: RunState, why: str | None = None) -> None:
    """End a run that is not posted, for good. One that was EMPTY has told everything up to its moment."""
    until = claim.claimed if state is RunState.EMPTY else None
    _change(connection, claim, {"state": state, "why": why, "until": until})


def record(connection: Connection, claim: Claim, until: datetime, ts: str) -> None:
    """Note that a run was posted, whoever holds it now: it is, and nobody may post it again."""
    is_open = digests.c.state != RunState.POSTED
    posted = {"state": RunState.POSTED, "until": until, "ts": ts, "why": None}
    connection.execute(update(digests).where(*_run(claim.channel, claim.period), is_open).values(posted))


def read_run(connection: Connection, channel: str, period: date) -> DigestRun | None:
    """A channel's run of a period; None where it was not begun."""
    row = connection.execute(select(digests).where(*_run(channel, period))).one_or_none()
    return None if row is None else _read(row)


def read_last_run(connection: Connection, channel: str) -> DigestRun | None:
    """The run of the latest period that a channel has had."""
    runs = select(digests).where(digests.c.channel == channel).order_by(digests.c.period.desc()).limit(1)
    row = connection.execute(runs).one_or_none()
    return None if row is None else _read(row)


def read_open(connection: Connection, now: datetime) -> list[tuple[str, date]]:
    """The channel and period of each run that was begun, is not at its end, and that nobody holds; oldest first."""
    free = (digests.c.state.in_(_OPEN), digests.c.held_until <= now)
    found = select(digests.c.channel, digests.c.period).where(*free).order_by(digests.c.period, digests.c.channel)
    return [(row.channel, row.period) for row in connection.execute(found)]


def read_begun(connection: Connection, since: date) -> set[tuple[str, date]]:
    """The channel and period of each run of that period or a later one."""
    found = select(digests.c.channel, digests.c.period).where(digests.c.period >= since)
    return {(row.channel, row.period) for row in connection.execute(found)}


def read_delivered_until(connection: Connection, channel: str) -> datetime | None:
    """Up to when the delivered digests of a channel reach, and those that had nothing to deliver."""
    furthest = select(func.max(digests.c.until)).where(digests.c.channel == channel)
    until: datetime | None = connection.execute(furthest).scalar_one()
    return until


def _run(channel: str, period: date) -> tuple[Any, Any]:
    return digests.c.channel == channel, digests.c.period == period


def _change(connection: Connection, claim: Claim, values: dict[str, Any]) -> bool:
    """Change a run that is still claimed under that id; whether it was."""
    held = (digests.c.claim == claim.id, digests.c.state == RunState.CLAIMED)
    changed = update(digests).where(*_run(claim.channel, claim.period), *held).values(values)
    return connection.execute(changed).rowcount == 1


def _read(row: Row[Any]) -> DigestRun:
    told = {name: row._mapping[name] for name in DigestRun._fields}
    return DigestRun(**{**told, "state": RunState(row.state)})
