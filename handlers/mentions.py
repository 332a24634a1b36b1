"""Mentions of the bot: answered for all, in the thread; or to the person alone where the channel, or who is in it, is
such."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from bot.store import ChannelRules
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.channel_settings import asks_for_settings
from handlers.conversation import thread_reply
from handlers.payloads import Event
from handlers.sending import say, tell_alone
from handlers.slack_text import spoken
from handlers.visibility import Visibility, who_sees


def register(app: App, services: Services) -> None:
    """Listen to mentions. An event that Slack sends again is answered once; bots are not answered."""

    def answer(ack: Ack, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        mention = Event.read(body).event
        if mention.bot_id or not services.store.first_seen(mention.once, datetime.now(UTC)):
            return
        asker, rules = mention.asker(client), services.store.channel_rules(mention.channel)
        for_all = who_sees(asker, rules) is Visibility.EVERYBODY
        asker = asker._replace(sees_alone=not for_all)
        message = _answer(services, asker, spoken(mention.text, context.bot_user_id), rules)
        if for_all:
            say(client, mention.channel, message, mention.thread)
        else:
            # In a thread that has no answer yet, Slack would not show it.
            tell_alone(asker, message, mention.thread_ts)

    app.event("app_mention")(answer)


def _answer(services: Services, asker: Asker, said: str, rules: ChannelRules) -> Message:
    if not (rules.answers_mentions or asks_for_settings(said)):
        return notice(wording.MENTIONS_NOT_ANSWERED)
    return thread_reply(services, asker, said)
