"""How a feed fares, for people. Pure."""

from datetime import datetime, tzinfo
from typing import Literal, NamedTuple

from bot import wording
from bot.store import Feed

State = Literal["new", "ok", "failing", "paused"]


class FeedHealth(NamedTuple):
    """A feed that is followed. `says` is one line on how it fares.

    `checked`: when it was polled last; `due`: when it is polled next, None where it is paused; `articles`: how many of
    its entries are in, and `newest`: when the last of them came.
    """

    url: str
    title: str | None
    state: State
    says: str
    checked: datetime | None
    due: datetime | None
    articles: int
    newest: datetime | None

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be done for it."""
        return self.state in ("ok", "new")


def tell_health(feed: Feed) -> FeedHealth:
    """How a feed fares, as it was at its last poll."""
    state, says = _tell(feed)
    due = None if feed.paused else feed.due
    return FeedHealth(feed.url, feed.title, state, says, feed.checked, due, feed.articles, feed.newest)


def status_line(feed: FeedHealth, zone: tzinfo) -> str:
    """Its state, what is said of it, and when it was polled and will be, in that time zone."""
    times = wording.feed_times(feed.checked and feed.checked.astimezone(zone), feed.due and feed.due.astimezone(zone))
    return wording.feed_line(wording.FEED_STATES[feed.state], feed.says, times)


def _tell(feed: Feed) -> tuple[State, str]:
    if feed.paused:
        return "paused", feed.paused
    if feed.failures and feed.problem:
        return "failing", wording.feed_failing(feed.problem, feed.failures)
    if feed.checked is None:
        return "new", wording.FEED_NEW
    return "ok", wording.feed_well(feed.articles, feed.problem)
