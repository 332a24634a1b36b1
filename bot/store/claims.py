"""What must happen once, whichever process does it: events seen, and answers kept. Of digests: see `digests`."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select

from bot.models import Answer
from bot.store.rows import is_storable
from bot.store.tables import answers, seen_events
from bot.store.values import KeptAnswer

# Built once: putting a statement together takes longer than SQLite takes to answer it.
_KEPT = select(answers.c.answer, answers.c.kept).where(answers.c.id == bindparam("wanted"))
_KEPT_OF = select(answers.c.id).where(answers.c.id.in_(bindparam("wanted", expanding=True)))


def see_event(connection: Connection, event_id: str, now: datetime) -> bool:
    """Note an event. True the first time."""
    return insert_once(connection, seen_events, {"id": event_id, "seen": now})


def unsee_event(connection: Connection, event_id: str) -> None:
    """Take back that an event was seen."""
    connection.execute(delete(seen_events).where(seen_events.c.id == event_id))


def keep_answer(connection: Connection, answer: Answer, now: datetime) -> None:
    """Keep an answer under its id. One that is kept already stays as it is."""
    # json rather than pydantic: it escapes half a surrogate pair, which a question may hold.
    written = json.dumps(answer.model_dump(mode="json"))
    insert_once(connection, answers, {"id": answer.id, "answer": written, "kept": now})


def read_kept_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the ids under which an answer is kept."""
    return set(connection.execute(_KEPT_OF, {"wanted": ids}).scalars())


def read_answer(connection: Connection, answer_id: str) -> KeptAnswer | None:
    """A kept answer; None where there is none of that id."""
    if not is_storable(answer_id):
        return None
    row = connection.execute(_KEPT, {"wanted": answer_id}).one_or_none()
    # Ids given out at first were random, and did not stand in the answer itself.
    return row and KeptAnswer(answer=Answer.model_validate({**json.loads(row.answer), "id": answer_id}), kept=row.kept)


def forget_events(connection: Connection, before: datetime) -> None:
    """Drop events seen before that moment."""
    connection.execute(delete(seen_events).where(seen_events.c.seen < before))


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Add a row in one atomic statement. False where its key is taken."""
    # Imported here, where the engine has it loaded: the other dialect costs 50 ms.
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    key = next(iter(table.primary_key))
    added = insert(table).values(**row).on_conflict_do_nothing().returning(key)
    return connection.execute(added).first() is not None
