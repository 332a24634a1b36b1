"""The digest in Slack: /digest for one person, and the sender of the one posted in the morning."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.digest import Digests
from bot.models import Digest
from bot.services import Services
from handlers.blocks.digest import digest_message
from handlers.blocks.message import Message
from handlers.blocks.notice import usage
from handlers.payloads import SlashCommand
from handlers.sending import post_once, respond

COMMAND = "/digest"
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def register(app: App, services: Services) -> None:
    """Listen to /digest."""

    def show(ack: Ack, command: Mapping[str, Any]) -> None:
        ack()
        asked = SlashCommand.read(command)
        wanted = asked.said.lower() == "now"
        message = _now(services) if wanted else usage(wording.DIGEST_USAGE, wording.DIGEST_EXAMPLES)
        respond(asked.response_url, message)

    app.command(COMMAND)(show)


def digest_sender(client: WebClient, zone: tzinfo) -> Callable[[str, Digest], str]:
    """What posts a digest to a channel and returns its ts. It raises DeliveryFailed and DeliveryUnsure."""
    return lambda channel, digest: post_once(client, channel, digest_message(digest, zone))


def _now(services: Services) -> Message:
    """What landed since the last delivered digest; nothing is recorded, so the morning's says it all the
    same."""
    channel = services.settings.dateline_digest_channel
    delivered = services.store.delivered_until(channel) if channel else None
    digest = Digests(services.store).since(delivered or _EVER, datetime.now(UTC))
    return digest_message(digest, services.settings.dateline_timezone)
