"""The digest of a stretch of time, from the store."""

from datetime import datetime, timedelta

from bot.digest.select import select
from bot.models import Digest
from bot.store import Store

FIRST_REACH = timedelta(days=7)
"""How far back the first digest of a channel reaches: far enough that a channel which refused a few loses
nothing, near enough that a corpus of years is not poured into it."""


class Digests:
    """Makes digests of what a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, after: datetime, until: datetime) -> Digest:
        """The digest of the articles that landed in `(after, until]`; without stories where none did."""
        return select(self._store.landed(after, until), after, until)
