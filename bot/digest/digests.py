"""The digest of a stretch of time, from the store."""

from datetime import datetime

from bot.digest.select import select
from bot.models import Digest
from bot.store import Store


class Digests:
    """Makes digests of what a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, after: datetime, until: datetime) -> Digest:
        """The digest of the articles that landed in `(after, until]`; without stories where none did."""
        return select(self._store.landed(after, until), after, until)
