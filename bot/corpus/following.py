"""Which feeds are followed: to list them, add one, remove one, or look how they fare now."""

from datetime import datetime

from bot import wording
from bot.corpus.feed_health import FeedHealth, tell_health
from bot.corpus.feeds import Clock, PollReport, poll_feeds
from bot.corpus.web.access import Web
from bot.corpus.web.addresses import address_key, article_id, normalize
from bot.corpus.web.entries import ParsedFeed
from bot.corpus.web.feed import parse_feed
from bot.corpus.web.fetch import FEEDS
from bot.errors import FeedElsewhere, FeedRefused, NotAnAddress, ReadError, UnknownFeed
from bot.store import Feed, Store


def list_feeds(store: Store) -> list[FeedHealth]:
    """Every feed that is followed, by title."""
    return [tell_health(feed) for feed in store.feeds()]


def add_feed(url: str, store: Store, web: Web, *, now: datetime) -> FeedHealth:
    """Follow the feed at an address, or the one that the page there names. Its entries come with the next poll.

    A feed that is paused is polled again.
    Raises FeedRefused with the reason: it is none, cannot be had, or is followed already.
    """
    try:
        address, parsed = _look_at(url, web)
    except ReadError as error:
        raise FeedRefused(str(error), url=url, why=wording.of_error(error)) from error
    feed = Feed(
        id=article_id(address),
        url=address,
        title=parsed.title,
        etag=None,
        modified=None,
        pause=parsed.pause,
        added=now,
        checked=None,
        due=now,
        failures=0,
        problem=None,
        paused=None,
        newest=None,
    )
    known = _find(store, address)
    if known and known.paused:
        feed = known._replace(paused=None, problem=None, failures=0, due=now)
        store.settle_feed(feed)
    elif known or not store.add_feed(feed):
        raise FeedRefused(url=address, why=wording.FEED_FOLLOWED)
    return tell_health(feed)


def remove_feed(url: str, store: Store) -> FeedHealth:
    """Follow a feed no more; its articles stay. What it was. Raises UnknownFeed."""
    feed = _followed(url, store)
    store.remove_feed(feed.id)
    return tell_health(feed)


def check_feeds(store: Store, web: Web, *, clock: Clock, url: str | None = None) -> tuple[PollReport, list[FeedHealth]]:
    """Poll a feed now, or every one: also one that is paused, which goes on if it can be read. What came of it, and how
    they fare. One that another process polls at this moment is left to it.

    Raises UnknownFeed.
    """
    feeds = store.feeds() if url is None else [_followed(url, store)]
    ids = [feed.id for feed in feeds]
    report = poll_feeds(ids, store, web, clock=clock, is_due=False)
    return report, [tell_health(feed) for feed in store.feeds() if feed.id in ids]


def _look_at(url: str, web: Web) -> tuple[str, ParsedFeed]:
    """The feed's own address, and what it holds."""
    address = normalize(url)
    try:
        return _read(address, web)
    except FeedElsewhere as found:
        return _read(found.feed, web)


def _read(address: str, web: Web) -> tuple[str, ParsedFeed]:
    fetched = web.fetcher.fetch(address, accept=FEEDS, turn=web.robots.turn)
    parsed = parse_feed(fetched.body, fetched.charset, fetched.url)
    return normalize(fetched.moved) if fetched.moved else address, parsed


def _find(store: Store, url: str) -> Feed | None:
    """The feed of that address, in whatever spelling."""
    key = address_key(url)
    return next((feed for feed in store.feeds() if address_key(feed.url) == key), None)


def _followed(url: str, store: Store) -> Feed:
    try:
        feed = _find(store, url)
    except NotAnAddress as error:
        raise UnknownFeed(str(error), url=url) from error
    if feed is None:
        raise UnknownFeed(url=url)
    return feed
