"""The way to Slack of digests and watches: each message is posted with metadata that says which it is, and can be
found by it."""

from datetime import date, datetime, tzinfo

from slack_sdk import WebClient

from bot.digest.runs import Mark, Posted
from bot.errors import DeliveryFailed
from bot.models import Digest
from bot.store import DigestChannel, Watch
from bot.watches import checks
from handlers.blocks.digest import digest_messages
from handlers.blocks.watches import news_message
from handlers.history import Marked, marked_between, marked_in_thread, metadata
from handlers.membership import is_shared
from handlers.sending import post_once

DIGEST_EVENT, WATCH_EVENT = "dateline_digest", "dateline_watch"


class DigestDelivery:
    """Posts and finds digests with a client that has the bot's token: a `bot.digest.runs.Delivery`."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def count(self, one: DigestChannel, digest: Digest) -> int:
        return len(digest_messages(digest, one.timezone))

    def post(self, one: DigestChannel, digest: Digest, mark: Mark, thread: str | None) -> str:
        message = digest_messages(digest, one.timezone)[mark.part]
        return post_once(self._client, one.channel, message, metadata=metadata(DIGEST_EVENT, mark), thread=thread)

    def find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        def is_part(found: Marked[Mark]) -> bool:
            return (found[1].channel, found[1].period) == (channel, period)

        history = filter(is_part, marked_between(self._client, channel, DIGEST_EVENT, Mark, after, before))
        first = next((found for found in history if found[1].part == 0), None)
        if first is None:
            return None
        ts, mark = first
        if mark.parts == 1:
            return Posted(ts, mark, frozenset({0}))
        thread = filter(is_part, marked_in_thread(self._client, channel, ts, DIGEST_EVENT, Mark))
        return Posted(ts, mark, frozenset({0, *(other.part for _, other in thread)}))


class WatchDelivery:
    """Posts and finds what is new on a watch: a `bot.watches.checks.Delivery`. `zone`: that of its dates."""

    def __init__(self, client: WebClient, zone: tzinfo) -> None:
        self._client = client
        self._zone = zone

    def post(self, news: checks.News, mark: checks.Mark) -> None:
        # Answers are for this organisation alone; the channel may have been shared since.
        if is_shared(self._client, news.watch.channel):
            raise DeliveryFailed(channel=news.watch.channel, why="shared with another organisation")
        message = news_message(news, self._zone)
        post_once(self._client, news.watch.channel, message, metadata=metadata(WATCH_EVENT, mark))

    def find(self, watch: Watch, after: datetime, before: datetime) -> checks.Mark | None:
        found = marked_between(self._client, watch.channel, WATCH_EVENT, checks.Mark, after, before)
        return next((mark for _, mark in found if (mark.watch, mark.before) == (watch.id, watch.answer)), None)
