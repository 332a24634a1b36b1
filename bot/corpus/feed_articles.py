"""A feed's entries on their way in: what is new in it, or changed, is read from the feed itself or from its page."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from bot import wording
from bot.corpus.intake import Intake
from bot.corpus.piece import Piece
from bot.corpus.web.access import Web
from bot.corpus.web.addresses import address_key, is_same_site
from bot.corpus.web.entries import FeedEntry
from bot.corpus.web.pages import fetch_page
from bot.corpus.web_pieces import entry_key, entry_piece, fingerprint, source_of, text_piece
from bot.errors import ReadError, WebError
from bot.models import IngestReport
from bot.store import Feed, Origin, Outcome, SeenEntry, Store

MOST_PAGES = 20
"""Pages that are fetched for one feed at one poll."""
MOST_TRIES = 6
"""How often the page of one entry is tried, over most of a day: the time between two tries doubles."""
TRY_AGAIN = timedelta(minutes=15)
"""From the first try of a page to the second, at least."""
READ_AGAIN = timedelta(hours=3)
"""From one reading of a page to the next, at least: some feeds say of every entry at every poll that it changed."""


class EntriesRead(NamedTuple):
    """What became of a feed's entries: the new articles, and the run's report.

    `is_all`: nothing is left to do for later polls. `has_more`: much was left for the next one. `wait`: seconds that
    a site of theirs asks to be left alone.
    """

    new: int
    report: IngestReport
    is_all: bool
    has_more: bool
    wait: float


def read_entries(
    feed: Feed,
    entries: Iterable[FeedEntry],
    store: Store,
    web: Web,
    *,
    now: datetime,
    should_stop: Callable[[], bool],
) -> EntriesRead:
    """Take in the entries that are new, or of which the feed says something else than before.

    An entry whose address an article is known under already is that article. What became of each is kept at once. A
    page that cannot be had is tried again at later polls, MOST_TRIES times in all; then the entry is refused.
    """
    reading = _Reading(feed, store, web, now)
    unique = {entry_key(entry): entry for entry in reversed(list(entries))}  # of two with one id, the first counts
    known = reading.known_addresses(unique.values())
    for key, entry in reversed(unique.items()):
        if should_stop():
            reading.leave()
            break
        reading.take(key, entry, known)
    reading.intake.keep()  # which keeps what was refused last
    return reading.result()


class _Reading:
    """One poll's look at a feed's entries."""

    def __init__(self, feed: Feed, store: Store, web: Web, now: datetime) -> None:
        self.intake = Intake(store, now)
        self._new = 0
        self._is_all = True
        self._has_more = False
        self._wait = 0.0
        self._feed = feed
        self._store = store
        self._web = web
        self._now = now
        self._seen = store.feed_entries(feed.id)
        self._pages_left = MOST_PAGES
        self._shut: set[str] = set()

    def known_addresses(self, entries: Iterable[FeedEntry]) -> dict[str, str]:
        return self._store.known_as([address_key(entry.url) for entry in entries if entry.url])

    def leave(self) -> None:
        """What is left to do is for the next poll."""
        self._is_all = False
        self._has_more = True

    def result(self) -> EntriesRead:
        return EntriesRead(self._new, self.intake.report(), self._is_all, self._has_more, self._wait)

    def take(self, key: str, entry: FeedEntry, known: dict[str, str]) -> None:
        """A feed speaks for its own site alone: what it says of another one's article is read there."""
        before, mark = self._seen.get(key), fingerprint(entry)
        if before and before.fingerprint == mark:
            return
        seen = before or SeenEntry(key, "", None, 0, None, self._now)
        article = known.get(address_key(entry.url)) if entry.url else None
        if before is None and article:
            self._note(seen._replace(fingerprint=mark, article=article))
        elif entry.url is None or (entry.is_full and is_same_site(entry.url, self._feed.url)):
            self._take_text(entry, seen._replace(fingerprint=mark))
        elif before and before.tried + _rest(before) > self._now:
            self._is_all = False
        else:
            self._take_page(entry, entry.url, seen, mark)

    def _take_text(self, entry: FeedEntry, seen: SeenEntry) -> None:
        """What stands in the feed itself."""
        source = source_of(self._feed, entry)
        if entry.content:
            self._store_piece(text_piece(self._feed, entry), seen, source)
        else:
            self._refuse(source, seen, wording.FEED_NO_TEXT)

    def _take_page(self, entry: FeedEntry, url: str, seen: SeenEntry, mark: str) -> None:
        site = urlsplit(url).netloc
        if site in self._shut:
            self._is_all = False
            return
        if not self._pages_left:
            self.leave()
            return
        self._pages_left -= 1
        try:
            page = fetch_page(self._web.fetcher, self._web.robots, url)
        except ReadError as error:
            if isinstance(error, WebError) and error.of_site:
                self._shut.add(site)
            self._fail(url, seen, mark, error)
        else:
            self._store_piece(entry_piece(self._feed, entry, page), seen._replace(fingerprint=mark), url)

    def _fail(self, url: str, seen: SeenEntry, mark: str, error: ReadError) -> None:
        """Another try is left, or what the store has of the entry stays as it is."""
        if isinstance(error, WebError) and not error.is_final and seen.tries + 1 < MOST_TRIES:
            self._is_all = False
            self._wait = max(self._wait, error.retry_after or 0.0)
            self._note(seen._replace(tries=seen.tries + 1))
        else:
            self._refuse(url, seen._replace(fingerprint=mark), wording.of_error(error))

    def _refuse(self, source: str, seen: SeenEntry, reason: str) -> None:
        self.intake.refuse(Origin.FEED, source, reason)
        self._note(seen._replace(tries=0, refused=reason))

    def _store_piece(self, piece: Piece, seen: SeenEntry, source: str) -> None:
        """`source`: under which it was refused before, if it was."""
        became = self.intake.take_in_one(piece)
        if became.refused is None:
            self._new += became.outcome is Outcome.NEW
            self.intake.mend(Origin.FEED, source)
        self._note(seen._replace(tries=0, article=became.article, refused=became.refused))

    def _note(self, seen: SeenEntry) -> None:
        self._store.note_feed_entries(self._feed.id, [seen._replace(tried=self._now)])


def _rest(seen: SeenEntry) -> timedelta:
    """From the last reading or try of an entry's page to the next."""
    return TRY_AGAIN * 2 ** (seen.tries - 1) if seen.tries else READ_AGAIN
