"""Holdings and feeds as a message: what the articles are, and a line a feed."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from bot import wording
from bot.corpus.feed_health import FeedHealth, status_line
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
    ordered = worst_first(feeds)
    top = [header(title), rich([section(plain(held))])]
    taken = sum(map(size, [*top, remark(wording.more_feeds(len(feeds)))]))
    shown = leading((feed_block(feed, zone) for feed in ordered[: MOST_BLOCKS - len(top) - 1]), taken)
    left = len(feeds) - len(shown)
    end = [remark(wording.more_feeds(left))] if left else []
    said = [title, held, *(f"{_name(feed)}: {_said(feed, zone)}" for feed in ordered[: len(shown)])]
    return Message(text=fit("\n".join(said), MOST_TEXT), blocks=(*top, *shown, *end))


def worst_first(feeds: Iterable[FeedHealth]) -> list[FeedHealth]:
    """Feeds that are not well before the others."""
    return sorted(feeds, key=lambda feed: feed.is_well)


def feed_block(feed: FeedHealth, zone: tzinfo) -> Block:
    """A feed, and how it is doing."""
    place = [*plain(" · "), *link(feed.url)] if link(feed.url) else []
    return rich([section(styled(_name(feed), "bold"), place), section(plain(_said(feed, zone)))])


def _name(feed: FeedHealth) -> str:
    return cut(feed.title or feed.url, _MOST_TITLE)


def _said(feed: FeedHealth, zone: tzinfo) -> str:
    return status_line(feed._replace(says=cut(feed.says, _MOST_SAID)), zone)
