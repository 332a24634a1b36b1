"""Messages to the bot itself: each is answered in its thread; and the prompts that are offered there."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.services import Services
from handlers.agent_view import entitle, suggest, working
from handlers.asker import Asker
from handlers.conversation import thread_reply
from handlers.payloads import Event, Said, VisitEvent
from handlers.sending import say
from handlers.slack_text import spoken


def register(app: App, services: Services) -> None:
    """Listen to what is said there, and to who opens it. What is not said by a person is let be, and what Slack sends
    again is answered once."""

    def answer(ack: Ack, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        said = Event.read(body).event
        is_asked = said.channel_type == "im" and said.is_by_person
        if is_asked and services.store.first_seen(said.once, datetime.now(UTC)):
            _answer(services, said, said.asker(client), spoken(said.text, context.bot_user_id))

    def offer(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        suggest(client, VisitEvent.read(body).event.channel, services.answerer.openings())

    app.event("message")(answer)
    app.event("app_home_opened", matchers=[_is_messages_tab])(offer)


def _answer(services: Services, said: Said, asker: Asker, text: str) -> None:
    """In the thread; one that begins so is called after the question."""
    with working(asker):
        say(asker.client, said.channel, thread_reply(services, asker, text), said.thread)
    if said.thread_ts is None and text:
        entitle(asker, text)


def _is_messages_tab(event: Mapping[str, Any]) -> bool:
    """The Home's tab is `home`'s."""
    return event.get("tab") == "messages"
