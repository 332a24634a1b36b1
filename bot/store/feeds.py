"""Feeds that are followed, and what was seen in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, bindparam, delete, func, insert, or_, select, update

from bot.store.claims import insert_once
from bot.store.part import Part
from bot.store.tables import feed_entries, feeds


class Feed(NamedTuple):
    """A feed that is followed. `id` stays when its address changes.

    `etag` and `modified`: as they came with its document; None where all of it is wanted at the next poll. `pause`:
    seconds that it asks for between two polls. `due`: when it is polled next. `failures`: failed polls in a row.
    `problem`: what was wrong at the last poll, and `paused`: why it is polled no more, both in words for people.
    `newest`: when its newest article came. `articles`: how many of its entries are in.
    """

    id: str
    url: str
    title: str | None
    etag: str | None
    modified: str | None
    pause: int
    added: datetime
    checked: datetime | None
    due: datetime
    failures: int
    problem: str | None
    paused: str | None
    newest: datetime | None
    articles: int = 0


class SeenEntry(NamedTuple):
    """An entry of a feed that was dealt with. `fingerprint` is of what the feed said of it then.

    `article`: where it is in. `tries`: how often its page was tried without success since it was new or changed;
    `tried`: when it was last read or tried. `refused`: why it is not tried again, in words for people.
    """

    entry: str
    fingerprint: str
    article: str | None
    tries: int
    refused: str | None
    tried: datetime


_ARTICLES = (
    select(func.count(feed_entries.c.article.distinct()))
    .where(feed_entries.c.feed == feeds.c.id)
    .correlate(feeds)
    .scalar_subquery()
    .label("articles")
)
_COLUMNS = [feeds.c[name] for name in Feed._fields if name != "articles"]
_FEEDS = select(*_COLUMNS, _ARTICLES).order_by(func.coalesce(feeds.c.title, feeds.c.url), feeds.c.url)
_IS_FREE = or_(feeds.c.leased.is_(None), feeds.c.leased <= bindparam("now"))
_IS_DUE = and_(feeds.c.paused.is_(None), feeds.c.due <= bindparam("now"))
_DUE = select(feeds.c.id).where(_IS_DUE, _IS_FREE).order_by(feeds.c.due)
_CLAIM = (
    update(feeds)
    .where(feeds.c.id == bindparam("which"), _IS_FREE)
    .values(leased=bindparam("until"))
    .returning(*_COLUMNS, _ARTICLES)
)
_CLAIM_DUE = _CLAIM.where(_IS_DUE)
_SEEN = select(*(feed_entries.c[name] for name in SeenEntry._fields)).where(feed_entries.c.feed == bindparam("of"))
_FOLLOWED = select(feeds.c.id).where(feeds.c.id == bindparam("which")).with_for_update()
_FORGET_ENTRY = delete(feed_entries).where(
    feed_entries.c.feed == bindparam("of"), feed_entries.c.entry == bindparam("which")
)
_ADD_ENTRY = insert(feed_entries)


class FeedStore(Part):
    """The feeds, and who polls one."""

    def feeds(self) -> list[Feed]:
        """Every feed that is followed, by title, or address where it has none."""
        with self._database.read() as connection:
            return [_to_feed(row) for row in connection.execute(_FEEDS)]

    def add_feed(self, feed: Feed) -> bool:
        """Follow a feed. False where one of that id is followed already, which stays as it is."""
        with self._database.write() as connection:
            return insert_once(connection, feeds, _row(feed))

    def remove_feed(self, feed_id: str) -> None:
        """Follow a feed no more, and forget what was seen in it. Its articles stay."""
        with self._database.write() as connection:
            connection.execute(delete(feeds).where(feeds.c.id == feed_id))
            connection.execute(delete(feed_entries).where(feed_entries.c.feed == feed_id))

    def due_feeds(self, now: datetime) -> list[str]:
        """The ids of the feeds that are due, neither paused nor claimed, the longest due first."""
        with self._database.read() as connection:
            return list(connection.execute(_DUE, {"now": now}).scalars())

    def claim_feed(self, feed_id: str, now: datetime, until: datetime, *, is_due: bool = True) -> Feed | None:
        """The feed, for the one that may poll it until then; None where another one has it, or it is not due.

        A claim ends when the feed is settled, or by itself: whoever had it may be dead. With `is_due` False a feed
        that is paused, or not due yet, can be claimed too.
        """
        claim = _CLAIM_DUE if is_due else _CLAIM
        with self._database.write() as connection:
            row = connection.execute(claim, {"which": feed_id, "now": now, "until": until}).one_or_none()
        return None if row is None else _to_feed(row)

    def settle_feed(self, feed: Feed) -> None:
        """Note how a feed fares, and give the claim on it back. Nothing where it was removed meanwhile."""
        with self._database.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == feed.id).values(**_row(feed), leased=None))

    def feed_entries(self, feed_id: str) -> dict[str, SeenEntry]:
        """What was dealt with of a feed, by entry."""
        with self._database.read() as connection:
            return {row.entry: SeenEntry(*row) for row in connection.execute(_SEEN, {"of": feed_id})}

    def note_feed_entries(self, feed_id: str, entries: Sequence[SeenEntry]) -> None:
        """Keep what became of entries, in place of what was kept of them. Nothing where the feed was removed
        meanwhile."""
        with self._database.write() as connection:
            if not entries or connection.execute(_FOLLOWED, {"which": feed_id}).first() is None:
                return
            connection.execute(_FORGET_ENTRY, [{"of": feed_id, "which": entry.entry} for entry in entries])
            connection.execute(_ADD_ENTRY, [{"feed": feed_id, **entry._asdict()} for entry in entries])


def _row(feed: Feed) -> dict[str, Any]:
    row = feed._asdict()
    del row["articles"]
    return row


def _to_feed(row: Row[*tuple[Any, ...]]) -> Feed:
    return Feed(**row._mapping)
