"""What must happen once, whichever process does it: events seen, answers kept, digests delivered."""

import json
import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from bot.models import Answer
from bot.store.saving import take_turn
from bot.store.tables import answers, digests, seen_events

ANSWER_ID = 9
"""Random bytes of an answer's id: 12 characters in a URL or a button, and not to be guessed."""


def see_event(connection: Connection, event_id: str, now: datetime) -> bool:
    """Note an event. True the first time."""
    return _insert_once(connection, seen_events, {"id": event_id, "seen": now})


def keep_answer(connection: Connection, answer: Answer, now: datetime) -> str:
    """Keep an answer; its new id."""
    # json rather than pydantic: it escapes half a surrogate pair, which a question may hold.
    answer_id = secrets.token_urlsafe(ANSWER_ID)
    kept = {"id": answer_id, "answer": json.dumps(answer.model_dump(mode="json")), "kept": now}
    return answer_id if _insert_once(connection, answers, kept) else keep_answer(connection, answer, now)


def read_answer(connection: Connection, answer_id: str) -> Answer | None:
    """A kept answer; None where it was forgotten or there never was one."""
    kept = connection.execute(select(answers.c.answer).where(answers.c.id == answer_id)).scalar_one_or_none()
    return None if kept is None else Answer.model_validate(json.loads(kept))


def claim_digest(connection: Connection, channel: str, period: date, now: datetime) -> bool:
    """Claim a period's digest. True for the one that may post it.

    Waits for articles that are being saved: those that come later land after `now` (see `saving`).
    """
    take_turn(connection)
    return _insert_once(connection, digests, {"channel": channel, "period": period, "claimed": now})


def release_digest(connection: Connection, channel: str, period: date) -> None:
    """Give a claim back. A delivered digest stays delivered."""
    connection.execute(
        delete(digests).where(digests.c.channel == channel, digests.c.period == period, digests.c.until.is_(None))
    )


def record_digest(connection: Connection, channel: str, period: date, *, until: datetime, ts: str) -> None:
    """Note that a digest was delivered, claimed or not."""
    delivered = {"until": until, "ts": ts}
    row = {"channel": channel, "period": period, "claimed": until, **delivered}
    if not _insert_once(connection, digests, row):
        connection.execute(
            update(digests).where(digests.c.channel == channel, digests.c.period == period).values(**delivered)
        )


def is_digest_claimed(connection: Connection, channel: str, period: date) -> bool:
    """Whether somebody posts, or has posted, the digest of a period."""
    claim = select(digests.c.channel).where(digests.c.channel == channel, digests.c.period == period)
    return connection.execute(claim).first() is not None


def read_delivered_until(connection: Connection, channel: str) -> datetime | None:
    """Up to when the delivered digests of a channel reach."""
    furthest = select(func.max(digests.c.until)).where(digests.c.channel == channel)
    until: datetime | None = connection.execute(furthest).scalar_one()
    return until


def forget(connection: Connection, before: datetime) -> None:
    """Drop events seen and answers kept before that moment."""
    connection.execute(delete(seen_events).where(seen_events.c.seen < before))
    connection.execute(delete(answers).where(answers.c.kept < before))


def _insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Add a row in one atomic statement. False where its key is taken."""
    # Imported here, where the engine has it loaded: the other dialect costs 50 ms.
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    key = next(iter(table.primary_key))
    added = insert(table).values(**row).on_conflict_do_nothing().returning(key)
    return connection.execute(added).first() is not None
