"""The bot's Home: what a person finds there, as one view."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import NamedTuple

from bot import wording
from bot.corpus.feed_health import FeedHealth
from bot.models import Holdings, Topic
from bot.store import Asked, Watch
from handlers.blocks.elements import actions, header, plain, remark, rich, section, styled
from handlers.blocks.message import Block
from handlers.blocks.notice import usage
from handlers.blocks.presses import ask_button
from handlers.blocks.sources import feed_block, worst_first
from handlers.blocks.text import cut
from handlers.blocks.watches import watch_blocks

MOST_ASKED, MOST_WATCHES, MOST_FEEDS, MOST_TOPICS = 8, 10, 5, 6
"""What is shown of each. With what stands around it that is some 70 blocks, and Slack takes 100."""
_MOST_QUESTION = 200


class Home(NamedTuple):
    """What one person's Home is made from: what is in, that person's watches and questions, and the set-up.

    `digests`: the channels that get one. `behind`: changes that no answer knows of yet.
    """

    holdings: Holdings
    feeds: Sequence[FeedHealth]
    watches: Sequence[Watch]
    asked: Sequence[Asked]
    topics: Sequence[Topic]
    digests: int
    behind: int


def home_view(home: Home, zone: tzinfo) -> Block:
    """The view, its times in that time zone."""
    parts = (_held(home, zone), _watched(home, zone), _asked(home, zone), _usage(home), _set_up(home))
    return {"type": "home", "blocks": [block for part in parts for block in part]}


def _held(home: Home, zone: tzinfo) -> Iterator[Block]:
    yield header(wording.articles(home.holdings.articles))
    yield _line(wording.holdings(home.holdings))
    yield from (feed_block(feed, zone) for feed in worst_first(home.feeds)[:MOST_FEEDS])
    if len(home.feeds) > MOST_FEEDS:
        yield remark(wording.more_feeds_in_slack(len(home.feeds) - MOST_FEEDS))


def _watched(home: Home, zone: tzinfo) -> Iterator[Block]:
    yield header(wording.HOME_WATCHES)
    yield from watch_blocks(home.watches[:MOST_WATCHES], zone, where=True)
    if not home.watches:
        yield _line(wording.HOME_NO_WATCHES)
    elif len(home.watches) > MOST_WATCHES:
        yield remark(wording.more_watches(len(home.watches) - MOST_WATCHES))


def _asked(home: Home, zone: tzinfo) -> Iterator[Block]:
    """Each question with when it was asked, and a button that asks it again."""
    yield header(wording.HOME_ASKED)
    for one in home.asked[:MOST_ASKED]:
        when = wording.asked_on(one.at.astimezone(zone), one.answered)
        question = cut(" ".join(one.question.split()), _MOST_QUESTION)
        yield rich([section(styled(question, "bold"), plain(f" · {when}"))])
        asks = ask_button(one.question, label=wording.HOME_ASK_AGAIN)
        yield from actions([asks] if asks else [])
    if not home.asked:
        yield _line(wording.HOME_NOTHING_ASKED)


def _usage(home: Home) -> Iterator[Block]:
    yield header(wording.HOME_USAGE)
    for topic in home.topics[:MOST_TOPICS]:
        yield from usage(wording.topic_usage(topic), wording.topic_examples(topic)).blocks
    yield from usage(wording.GENERAL_USAGE, wording.mention_usage({})).blocks


def _set_up(home: Home) -> Iterator[Block]:
    unwell = sum(not feed.is_well for feed in home.feeds)
    yield header(wording.HOME_SET_UP)
    yield _line(wording.home_digests(home.digests))
    yield _line(wording.home_feeds(len(home.feeds), unwell))
    yield _line(wording.home_index(home.behind))


def _line(sentence: str) -> Block:
    return rich([section(plain(sentence))])
