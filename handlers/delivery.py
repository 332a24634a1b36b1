"""The digests' way to Slack: each message is posted with metadata that says which it is, and can be found by it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.digest.runs import Mark, Posted
from bot.errors import DeliveryUnsure, HistoryClosed
from bot.models import Digest
from bot.store import DigestChannel
from handlers.blocks.digest import digest_messages
from handlers.sending import UNREACHABLE, post_once, reason

EVENT_TYPE = "dateline_digest"
SKEW = timedelta(minutes=5)
"""How far the clocks here and Slack's may be apart."""
PAGE = 200
"""Messages to ask for at once. An app that is sold outside Slack's Marketplace gets 15."""
_CLOSED = {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"}
"""Why the bot may not read a channel: nothing that goes by itself."""


class DigestDelivery:
    """Posts and finds digests with a client that has the bot's token: a `bot.digest.runs.Delivery`."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def count(self, one: DigestChannel, digest: Digest) -> int:
        return len(digest_messages(digest, one.timezone))

    def post(self, one: DigestChannel, digest: Digest, mark: Mark, thread: str | None) -> str:
        message = digest_messages(digest, one.timezone)[mark.part]
        metadata = {"event_type": EVENT_TYPE, "event_payload": mark.model_dump(mode="json")}
        return post_once(self._client, one.channel, message, metadata=metadata, thread=thread)

    def find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        try:
            return self._find(channel, period, after, before)
        except SlackApiError as error:
            why = reason(error)
            raise (HistoryClosed if why in _CLOSED else DeliveryUnsure)(str(error), channel=channel, why=why) from error
        except UNREACHABLE as error:
            raise DeliveryUnsure(str(error), channel=channel, why=type(error).__name__) from error

    def _find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        bot = str(self._client.auth_test()["bot_id"])
        history = self._client.conversations_history(
            channel=channel,
            oldest=f"{(after - SKEW).timestamp():.6f}",
            latest=f"{(before + SKEW).timestamp():.6f}",
            include_all_metadata=True,
            limit=PAGE,
        )
        first = next((found for found in _of(channel, period, history, bot) if found[1].part == 0), None)
        if first is None:
            return None
        ts, mark = first
        if mark.parts == 1:
            return Posted(ts, mark, frozenset({0}))
        thread = self._client.conversations_replies(channel=channel, ts=ts, include_all_metadata=True, limit=PAGE)
        return Posted(ts, mark, frozenset({0, *(other.part for _, other in _of(channel, period, thread, bot))}))


def _of(channel: str, period: date, pages: Iterable[Mapping[str, Any]], bot: str) -> Iterator[tuple[str, Mark]]:
    """The bot's own messages that belong to that digest: their time stamps and marks."""
    ours = (message for page in pages for message in page["messages"] if message.get("bot_id") == bot)
    marked = ((str(message["ts"]), _mark(message)) for message in ours)
    return ((ts, mark) for ts, mark in marked if mark and (mark.channel, mark.period) == (channel, period))


def _mark(message: Mapping[str, Any]) -> Mark | None:
    """What a message is marked as; None for any other message."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    try:
        return Mark.model_validate(metadata.get("event_payload"))
    except ValidationError:
        return None
