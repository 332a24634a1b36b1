"""What the bot has posted in a channel, found by the metadata of its messages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import DeliveryUnsure, HistoryClosed
from bot.models import Value
from handlers.sending import UNREACHABLE, reason

SKEW = timedelta(minutes=5)
"""How far the clocks here and Slack's may be apart."""
PAGE = 200
"""Messages to ask for at once. An app that is sold outside Slack's Marketplace gets 15."""
_CLOSED = {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"}
"""Why the bot may not read a channel: nothing that goes by itself."""

Mark = TypeVar("Mark", bound=Value)
Marked = tuple[str, Mark]
"""The ts of a message, and what it is marked as."""


def metadata(event_type: str, mark: Value) -> dict[str, Any]:
    """What a message is marked with. Slack keeps flat values alone."""
    return {"event_type": event_type, "event_payload": mark.model_dump(mode="json")}


def marked_between(
    client: WebClient, channel: str, event_type: str, mark: type[Mark], after: datetime, before: datetime
) -> list[Marked[Mark]]:
    """The bot's own messages of that type in a channel, but for those in threads, newest first.

    Raises HistoryClosed where the bot may not look, DeliveryUnsure where it cannot now.
    """

    def read() -> Iterator[Marked[Mark]]:
        bot = str(client.auth_test()["bot_id"])
        pages = client.conversations_history(
            channel=channel,
            oldest=f"{(after - SKEW).timestamp():.6f}",
            latest=f"{(before + SKEW).timestamp():.6f}",
            include_all_metadata=True,
            limit=PAGE,
        )
        yield from _marked(pages, bot, event_type, mark)

    return _looked_up(channel, read)


def marked_in_thread(client: WebClient, channel: str, ts: str, event_type: str, mark: type[Mark]) -> list[Marked[Mark]]:
    """The same of a thread, its first message included. Raises as `marked_between` does."""

    def read() -> Iterator[Marked[Mark]]:
        bot = str(client.auth_test()["bot_id"])
        pages = client.conversations_replies(channel=channel, ts=ts, include_all_metadata=True, limit=PAGE)
        yield from _marked(pages, bot, event_type, mark)

    return _looked_up(channel, read)


def _looked_up(channel: str, read: Callable[[], Iterator[Marked[Mark]]]) -> list[Marked[Mark]]:
    try:
        return list(read())
    except SlackApiError as error:
        why = reason(error)
        raise (HistoryClosed if why in _CLOSED else DeliveryUnsure)(str(error), channel=channel, why=why) from error
    except UNREACHABLE as error:
        raise DeliveryUnsure(str(error), channel=channel, why=type(error).__name__) from error


def _marked(pages: Iterable[Mapping[str, Any]], bot: str, event_type: str, mark: type[Mark]) -> Iterator[Marked[Mark]]:
    for message in (message for page in pages for message in page["messages"] if message.get("bot_id") == bot):
        told = message.get("metadata") or {}
        if told.get("event_type") != event_type:
            continue
        try:
            yield str(message["ts"]), mark.model_validate(told.get("event_payload"))
        except ValidationError:
            continue  # of another version of this program
