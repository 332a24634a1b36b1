"""The coordinator of feeds: what is due is polled, what is new is taken in, and how each feed fares is kept."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import wording
from bot.corpus.feed_articles import EntriesRead, read_entries
from bot.corpus.feed_health import FeedHealth, tell_health
from bot.corpus.intake import add_up
from bot.corpus.web.access import Web
from bot.corpus.web.addresses import normalize
from bot.corpus.web.entries import ParsedFeed
from bot.corpus.web.feed import parse_feed
from bot.corpus.web.fetch import FEEDS, NOT_MODIFIED, Fetched
from bot.errors import DatelineError, Fault, PageGone, ReadError, WebError
from bot.models import IngestReport
from bot.store import Feed, Store

log = logging.getLogger(__name__)

INTERVAL = timedelta(minutes=15)
"""From one poll of a feed to the next, where the feed does not ask for a longer time."""
SOON = timedelta(minutes=5)
"""From one poll to the next where something was left to do."""
LONGEST = timedelta(days=1)
"""From one poll to the next, whatever a feed asks for and however often it failed."""
LEASE = timedelta(minutes=45)
"""How long a poll may take before another process may think that the one that polls is dead."""

Clock = Callable[[], datetime]


class PollReport(NamedTuple):
    """What polling did: how many feeds were polled, what became of their entries, and the feeds that were paused by it,
    of which people are to be told: it is said of each once."""

    polled: int
    report: IngestReport
    paused: tuple[FeedHealth, ...]


def never() -> bool:
    """Nobody wants to stop."""
    return False


def poll(store: Store, web: Web, *, clock: Clock, should_stop: Callable[[], bool] = never) -> PollReport:
    """Poll the feeds that are due, each by one process. A feed that fails keeps none of the others from being polled.

    `clock` gives the time, with its zone: a run may take minutes. `should_stop` is asked between two pages.
    Raises DatabaseDown.
    """
    return poll_feeds(store.due_feeds(clock()), store, web, clock=clock, should_stop=should_stop)


def poll_feeds(
    feed_ids: list[str],
    store: Store,
    web: Web,
    *,
    clock: Clock,
    should_stop: Callable[[], bool] = never,
    is_due: bool = True,
) -> PollReport:
    """Poll these feeds as `poll` does; with `is_due` False also where they are paused, or due later."""
    reports: list[IngestReport] = []
    paused: list[FeedHealth] = []
    for feed_id in feed_ids:
        if should_stop():
            break
        now = clock()
        feed = store.claim_feed(feed_id, now, now + LEASE, is_due=is_due)
        if feed is not None:
            settled, report = _poll_one(feed, store, web, clock, should_stop)
            store.settle_feed(settled)
            reports.append(report)
            if settled.paused and not feed.paused:
                paused.append(tell_health(settled))
    return PollReport(len(reports), add_up(reports), tuple(paused))


def _poll_one(
    feed: Feed, store: Store, web: Web, clock: Clock, should_stop: Callable[[], bool]
) -> tuple[Feed, IngestReport]:
    """How the feed fares now, and what came of it."""
    try:
        fetched = web.fetcher.fetch(
            feed.url, etag=feed.etag, modified=feed.modified, accept=FEEDS, turn=web.robots.turn
        )
        if fetched.status == NOT_MODIFIED:
            return after_same(feed, fetched, clock()), IngestReport()
        parsed = parse_feed(fetched.body, fetched.charset, fetched.url)
        feed = _moved(feed, fetched, store)._replace(title=parsed.title or feed.title)
        read = read_entries(feed, parsed.entries, store, web, now=clock(), should_stop=should_stop)
        return after_read(feed, fetched, parsed, read, clock()), read.report
    except ReadError as error:
        return after_failure(feed, error, clock()), IngestReport()
    except DatelineError:
        raise
    except Exception:
        # A fault in reading one feed keeps none of the others from being polled.
        log.exception("feed not read: %s", feed.url)
        return after_failure(feed, Fault(), clock()), IngestReport()


def _moved(feed: Feed, fetched: Fetched, store: Store) -> Feed:
    """With its new address, where it has moved for good; paused, where that is another feed's."""
    url = normalize(fetched.moved) if fetched.moved else feed.url
    if url != feed.url and any(other.url == url and other.id != feed.id for other in store.feeds()):
        return feed._replace(paused=wording.feed_moved_to_known(url))
    return feed._replace(url=url, paused=None)


def after_same(feed: Feed, fetched: Fetched, now: datetime) -> Feed:
    """A feed in which nothing changed."""
    due = now + _interval(feed.pause, fetched.max_age)
    return feed._replace(checked=now, due=due, failures=0, problem=None, paused=None)


def after_read(feed: Feed, fetched: Fetched, parsed: ParsedFeed, read: EntriesRead, now: datetime) -> Feed:
    """A feed that was read. Where not all of it is dealt with, all of it is wanted again; where much is left, soon."""
    is_done = read.is_all and not parsed.is_cut_off
    interval = SOON if read.has_more else _interval(parsed.pause, fetched.max_age)
    return feed._replace(
        etag=fetched.etag if is_done else None,
        modified=fetched.modified if is_done else None,
        pause=parsed.pause,
        checked=now,
        due=now + max(interval, timedelta(seconds=read.wait)),
        failures=0,
        problem=wording.FEED_CUT_OFF if parsed.is_cut_off else None,
        newest=now if read.new else feed.newest,
    )


def after_failure(feed: Feed, error: ReadError, now: datetime) -> Feed:
    """A feed that could not be read: it is polled again after a while that doubles with each failure, but not before
    its site wants it; and no more where it is gone for good."""
    wait = INTERVAL * 2 ** min(feed.failures, 10)
    asked = timedelta(seconds=(isinstance(error, WebError) and error.retry_after) or 0.0)
    return feed._replace(
        checked=now,
        due=now + min(max(wait, asked), LONGEST),
        failures=feed.failures + 1,
        problem=wording.of_error(error),
        paused=wording.FEED_GONE if isinstance(error, PageGone) else feed.paused,
    )


def _interval(*asked: int) -> timedelta:
    """The longest that is asked for, in seconds, from INTERVAL to LONGEST."""
    return min(max(INTERVAL, timedelta(seconds=min(max(asked), LONGEST.total_seconds()))), LONGEST)
