"""Checked texts, kept until nobody can share them any more. Functions work in their caller's transaction."""

import json
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.models import CheckedText
from bot.store.claims import insert_once
from bot.store.rows import is_storable
from bot.store.tables import checks


def keep(connection: Connection, checked: CheckedText, now: datetime) -> None:
    """Keep what was found under its id. What is kept already stays as it is."""
    # json rather than pydantic: it escapes half a surrogate pair, which a message may hold.
    insert_once(
        connection, checks, {"id": checked.id, "checked": json.dumps(checked.model_dump(mode="json")), "kept": now}
    )


def read(connection: Connection, check_id: str) -> CheckedText | None:
    """What is kept under an id; None where nothing is."""
    if not is_storable(check_id):
        return None
    kept = connection.execute(select(checks.c.checked).where(checks.c.id == check_id)).scalar_one_or_none()
    return None if kept is None else CheckedText.model_validate(json.loads(kept))


def forget(connection: Connection, before: datetime) -> None:
    """Drop those kept before that moment."""
    connection.execute(delete(checks).where(checks.c.kept < before))
