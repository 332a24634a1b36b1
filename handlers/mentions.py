"""Mentions of the bot: answered for all, in the thread."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from handlers.blocks.message import Message
from handlers.blocks.notice import usage
from handlers.payloads import Event, spoken
from handlers.replies import reply


def register(app: App, services: Services) -> None:
    """Listen to mentions. An event that Slack sends again is answered once; bots are not answered."""

    def answer(ack: Ack, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        sent = Event.read(body)
        mention = sent.event
        if mention.bot_id or not services.store.first_seen(sent.event_id, datetime.now(UTC)):
            return
        message = _answer(services, spoken(mention.text, context.bot_user_id))
        client.chat_postMessage(channel=mention.channel, thread_ts=mention.thread, **message.payload())

    app.event("app_mention")(answer)


def _answer(services: Services, said: str) -> Message:
    if said.lower() in ("", "help"):
        return usage(wording.GENERAL_USAGE, wording.mention_usage())
    return reply(services, said, shareable=False)
