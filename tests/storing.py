"""An article put into a store, as an ingest does it."""

from datetime import datetime

from bot.facts.record import take
from bot.models import Draft
from bot.store import Entry, Origin, Saved, Store, write_entry


def entry(draft: Draft, *, origin: str = "corpus", stamp: str = "s", fingerprint: str = "f", **known: object) -> Entry:
    """What is stored of a draft."""
    place = {"origin": Origin(origin), "stamp": stamp, "fingerprint": fingerprint, **known}
    return write_entry(draft, take(draft), **place)  # type: ignore[arg-type]


def save(store: Store, draft: Draft, landed: datetime, **place: object) -> Saved:
    """What became of it."""
    (saved,) = store.save([entry(draft, **place)], landed)  # type: ignore[arg-type]
    return saved
