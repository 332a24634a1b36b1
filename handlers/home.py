"""The bot's Home: made anew for a person whenever they open it."""

import re
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.corpus.following import list_feeds
from bot.digest.channels import channels_of
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.home import MOST_ASKED, Home, home_view
from handlers.blocks.presses import ASK, STOP, Asked, Watched
from handlers.payloads import Named, ViewPress, VisitEvent, pressed
from handlers.replies import answer_reply
from handlers.sending import UNREACHABLE, say, why_not
from handlers.watches import stop_watch

log = structlog.get_logger(__name__)


class HomePress(ViewPress):
    """A button that somebody pressed in the Home: it has no channel, and nothing to respond to."""

    user: Named

    def asker(self, client: WebClient) -> Asker:
        """Who pressed it. An answer belongs in the conversation of that person's own with the bot."""
        return Asker(client, self.user.id, self.user.id)


def register(app: App, services: Services) -> None:
    """Listen to who opens the Home, and to its buttons, which messages have as well. To be called before the surfaces
    that listen to them there."""

    def opened(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _publish(services, client, VisitEvent.read(body).event.user)

    def ask(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = HomePress.read(body)
        message = answer_reply(services, press.asker(client), pressed(Asked, press).question, shareable=False)
        say(client, press.user.id, message)

    def stop(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = HomePress.read(body)
        stop_watch(services, press.asker(client), pressed(Watched, press).watch)
        _publish(services, client, press.user.id)

    app.event("app_home_opened", matchers=[_is_home_tab])(opened)
    app.action(re.compile(rf"^{ASK}_\d+$"), matchers=[_is_in_home])(ask)
    app.action(STOP, matchers=[_is_in_home])(stop)


def _is_home_tab(event: Mapping[str, Any]) -> bool:
    return event.get("tab") == "home"


def _is_in_home(body: Mapping[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "home"


def _publish(services: Services, client: WebClient, person: str) -> None:
    """Show it to that person. Where Slack does not take it, the Home stays as it was."""
    view = home_view(_look(services, person), services.settings.dateline_timezone)
    try:
        client.views_publish(user_id=person, view=view)
    except (SlackApiError, *UNREACHABLE) as error:
        log.warning("home not shown", why=why_not(error))


def _look(services: Services, person: str) -> Home:
    """What is in, what that person watches and has asked, and how the set-up is. Raises DatabaseDown."""
    store = services.store
    return Home(
        holdings=store.holdings(),
        feeds=list_feeds(store),
        watches=store.watches_of(person),
        asked=store.recent_asked(person, MOST_ASKED),
        topics=services.topics,
        digests=len(channels_of(store, services.settings)),
        behind=store.last_change() - services.index.seq,
    )
