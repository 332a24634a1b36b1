"""Holdings and feeds as a message: what the articles are, and a line a feed."""

from collections.abc import Sequence
from datetime import tzinfo

from bot import wording
from bot.corpus.feed_health import FeedHealth
from bot.models import Holdings
from handlers.blocks.elements import header, leading, link, plain, remark, rich, section, size, styled
from handlers.blocks.message import MOST_BLOCKS, MOST_TEXT, Block, Message
from handlers.blocks.text import cut, fit

_MOST_TITLE = 150
_MOST_SAID = 300


def sources_message(holdings: Holdings, feeds: Sequence[FeedHealth], zone: tzinfo) -> Message:
    """Feeds that are not well come first; those that Slack does not take in one message are counted at its end."""
    title = wording.articles(holdings.articles)
    held = wording.holdings(holdings)
    ordered = sorted(feeds, key=lambda feed: feed.state in ("ok", "new"))
    top = [header(title), rich([section(plain(held))])]
    taken = sum(map(size, [*top, remark(wording.more_feeds(len(feeds)))]))
    shown = leading((_feed(feed, zone) for feed in ordered[: MOST_BLOCKS - len(top) - 1]), taken)
    left = len(feeds) - len(shown)
    end = [remark(wording.more_feeds(left))] if left else []
    said = [title, held, *(f"{_name(feed)}: {_said(feed, zone)}" for feed in ordered[: len(shown)])]
    return Message(text=fit("\n".join(said), MOST_TEXT), blocks=(*top, *shown, *end))


def _feed(feed: FeedHealth, zone: tzinfo) -> Block:
    place = [*plain(" · "), *link(feed.url)] if link(feed.url) else []
    return rich([section(styled(_name(feed), "bold"), place), section(plain(_said(feed, zone)))])


def _name(feed: FeedHealth) -> str:
    return cut(feed.title or feed.url, _MOST_TITLE)


def _said(feed: FeedHealth, zone: tzinfo) -> str:
    return wording.feed_line(wording.FEED_STATES[feed.state], cut(feed.says, _MOST_SAID), _when(feed, zone))


def _when(feed: FeedHealth, zone: tzinfo) -> str:
    return wording.feed_times(feed.checked and feed.checked.astimezone(zone), feed.due and feed.due.astimezone(zone))
