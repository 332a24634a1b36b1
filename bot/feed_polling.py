"""Feeds polled beside the listeners, and people told of one that is gone for good."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import structlog

from bot import wording
from bot.errors import DatelineError
from bot.services import Services

log = structlog.get_logger(__name__)

LOOK_AGAIN = 60
"""Seconds between looks for a feed that is due."""

LAST_PAGE = 5
"""Seconds. What is cut off is fetched again later: nothing is half stored."""

Tell = Callable[[str], None]
"""Says a sentence to the people who read the digest. Raises DatelineError."""


@contextmanager
def polling(services: Services, tell: Tell, stop: threading.Event) -> Iterator[None]:
    """Feeds are polled as long as this is open. A page that is being read at the end has LAST_PAGE to finish in."""
    thread = threading.Thread(target=poll_feeds, args=(services, tell, stop), name="feeds", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LAST_PAGE)


def poll_feeds(services: Services, tell: Tell, stop: threading.Event) -> None:
    """Poll what is due, again and again, until `stop` is set. Blocks. What fails now is tried again later."""
    while not stop.is_set():
        try:
            _poll(services, tell, stop)
        except DatelineError as error:
            log.warning("feeds not polled", why=wording.of_error(error))
        stop.wait(LOOK_AGAIN)


def _poll(services: Services, tell: Tell, stop: threading.Event) -> None:
    done = services.poll_feeds(should_stop=stop.is_set)
    if done.polled:
        log.info("feeds polled", feeds=done.polled, **done.report.model_dump(exclude={"refused", "withdrawn"}))
    for refused in done.report.refused:
        log.warning("article refused", source=refused.source, why=refused.reason)
    for feed in done.paused:
        log.warning("feed paused", url=feed.url, why=feed.says)
        # Said once, whichever process polls it and however often it is added again within the day.
        if services.store.first_seen(f"feed paused {feed.url} {datetime.now(UTC):%Y-%m-%d}", datetime.now(UTC)):
            tell(wording.feed_was_paused(feed.title or feed.url, feed.url, feed.says))
