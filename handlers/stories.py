"""Buttons under a story of a digest: ask about it, list its articles, mute it in the channel."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from handlers.blocks.notice import notice
from handlers.blocks.presses import ABOUT, ARTICLES, MUTE, UNMUTE, Listed, Muted
from handlers.blocks.stories import articles_message, muted_message, unmuted_message
from handlers.membership import check_is_no_guest
from handlers.payloads import Press, pressed
from handlers.pressing import answer_press
from handlers.replies import answer_reply
from handlers.sending import tell

MUTED_FOR = timedelta(days=14)
"""A story that goes on for longer has become another one."""


def register(app: App, services: Services) -> None:
    """Listen to each button. To be called before the actions that listen to any other."""

    def about(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        # A headline is an article's words: it is asked, and never obeyed.
        answer_press(services, Press.read(body), client, answer_reply)

    def articles(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _list(services, Press.read(body), client)

    def mute(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _mute(services, Press.read(body), client)

    def unmute(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _unmute(services, Press.read(body), client)

    app.action(ABOUT)(about)
    app.action(ARTICLES)(articles)
    app.action(MUTE)(mute)
    app.action(UNMUTE)(unmute)


def _list(services: Services, press: Press, client: WebClient) -> None:
    """The story's articles that can be cited, to the person alone."""
    listed = pressed(Listed, press)
    held = services.store.articles(listed.articles)
    there = [held[name] for name in listed.articles if name in held and not held[name].withdrawn]
    message = articles_message(there, listed.left) if there else notice(wording.ARTICLES_GONE)
    tell(press.asker(client), message)


def _mute(services: Services, press: Press, client: WebClient) -> None:
    """Mute it for all in the channel, and say so there."""
    muted = pressed(Muted, press)
    check_is_no_guest(client, press.user.id)
    until = datetime.now(UTC) + MUTED_FOR
    services.store.mute_story(press.channel.id, muted.story, until)
    day = until.astimezone(services.settings.dateline_timezone).date()
    asker = press.asker(client)
    tell(asker, muted_message(muted, day), in_channel=True, thread=asker.thread)


def _unmute(services: Services, press: Press, client: WebClient) -> None:
    """Take it back, in the place of what said that it is muted."""
    muted = pressed(Muted, press)
    check_is_no_guest(client, press.user.id)
    services.store.unmute_story(press.channel.id, muted.story)
    tell(press.asker(client), unmuted_message(muted), replace=True)
