"""Checked texts, kept until nobody can share them any more."""

import json
from datetime import datetime

from sqlalchemy import delete, select

from bot.models import CheckedText
from bot.store.claims import insert_once
from bot.store.part import Part
from bot.store.rows import is_storable
from bot.store.tables import checks


class CheckStore(Part):
    """What was said to the claims of texts."""

    def keep_check(self, checked: CheckedText, now: datetime) -> None:
        """Keep what was said to the claims of a text under its id, so that it can be shown again as it was.

        What is kept already stays as it is.
        """
        # json rather than pydantic: it escapes half a surrogate pair, which a message may hold.
        written = json.dumps(checked.model_dump(mode="json"))
        with self._database.write() as connection:
            insert_once(connection, checks, {"id": checked.id, "checked": written, "kept": now})

    def check(self, check_id: str) -> CheckedText | None:
        """What is kept under an id; None where nothing is, or that is long ago."""
        if not is_storable(check_id):
            return None
        with self._database.read() as connection:
            kept = connection.execute(select(checks.c.checked).where(checks.c.id == check_id)).scalar_one_or_none()
        return None if kept is None else CheckedText.model_validate(json.loads(kept))

    def forget_checks(self, before: datetime) -> None:
        """Drop what was kept before that moment."""
        with self._database.write() as connection:
            connection.execute(delete(checks).where(checks.c.kept < before))
