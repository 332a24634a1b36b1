"""What must happen once, whichever process does it: events seen, and answers kept. Of posts: see `leases`."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, bindparam, delete, select

from bot.models import Answer
from bot.store.part import Part
from bot.store.rows import is_storable
from bot.store.tables import answers, seen_events
from bot.store.values import KeptAnswer

# Built once: putting a statement together takes longer than SQLite takes to answer it.
_KEPT = select(answers.c.answer, answers.c.kept).where(answers.c.id == bindparam("wanted"))
_KEPT_OF = select(answers.c.id).where(answers.c.id.in_(bindparam("wanted", expanding=True)))


class OnceStore(Part):
    """Events that were seen, and answers that are kept."""

    def first_seen(self, event_id: str, now: datetime) -> bool:
        """True exactly once for an id, across threads and processes."""
        with self._database.write() as connection:
            return insert_once(connection, seen_events, {"id": event_id, "seen": now})

    def unsee(self, event_id: str) -> None:
        """Take it back: what was to happen once has not happened, and may be tried again."""
        with self._database.write() as connection:
            connection.execute(delete(seen_events).where(seen_events.c.id == event_id))

    def forget_events(self, before: datetime) -> None:
        """Drop events seen before that moment: each counts as new from then on."""
        with self._database.write() as connection:
            connection.execute(delete(seen_events).where(seen_events.c.seen < before))

    def keep_answers(self, answers: Sequence[Answer], now: datetime) -> None:
        """Keep answers for good, under their ids: what was said can be checked years later.

        One transaction for all of them, and none where each is kept already: that costs a look.
        """
        with self._database.read() as connection:
            known = set(connection.execute(_KEPT_OF, {"wanted": [answer.id for answer in answers]}).scalars())
        if new := [answer for answer in answers if answer.id not in known]:
            with self._database.write() as connection:
                # In one order everywhere: transactions that wait for each other's answers would never end.
                for answer in sorted(new, key=lambda answer: answer.id):
                    keep_answer(connection, answer, now)

    def answer(self, answer_id: str) -> KeptAnswer | None:
        """The answer that is kept under an id, in the words in which it was first kept; None where none is."""
        if not is_storable(answer_id):
            return None
        with self._database.read() as connection:
            row = connection.execute(_KEPT, {"wanted": answer_id}).one_or_none()
        if row is None:
            return None
        # Ids given out at first were random, and did not stand in the answer itself.
        return KeptAnswer(answer=Answer.model_validate({**json.loads(row.answer), "id": answer_id}), kept=row.kept)


def keep_answer(connection: Connection, answer: Answer, now: datetime) -> None:
    """Keep an answer under its id. One that is kept already stays as it is."""
    # json rather than pydantic: it escapes half a surrogate pair, which a question may hold.
    written = json.dumps(answer.model_dump(mode="json"))
    insert_once(connection, answers, {"id": answer.id, "answer": written, "kept": now})


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Add a row in one atomic statement. False where its key is taken."""
    return connection.execute(_insertion(table, connection.dialect.name), row).first() is not None


@cache
def _insertion(table: Table, dialect: str) -> Executable:
    """The statement that adds a row, and returns its key, where that is not taken."""
    # Imported here, where the engine has it loaded: the other dialect costs 50 ms.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    key = next(iter(table.primary_key))
    return insert(table).on_conflict_do_nothing().returning(key)
