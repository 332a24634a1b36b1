"""Buttons under a story of a digest: ask about it, list its articles, mute it in the channel."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.services import Services
from handlers.blocks.notice import notice
from handlers.blocks.presses import ABOUT, ARTICLES, MUTE, UNMUTE, Asked, Listed, Muted
from handlers.blocks.stories import articles_message, muted_message, unmuted_message
from handlers.payloads import Press, pressed
from handlers.replies import answer_reply
from handlers.sending import respond

MUTED_FOR = timedelta(days=14)
"""A story that goes on for longer has become another one."""


def register(app: App, services: Services) -> None:
    """Listen to each button. To be called before the actions that listen to any other."""

    def about(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _ask(services, Press.read(body))

    def articles(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _list(services, Press.read(body))

    def mute(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _mute(services, Press.read(body))

    def unmute(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _unmute(services, Press.read(body))

    app.action(ABOUT)(about)
    app.action(ARTICLES)(articles)
    app.action(MUTE)(mute)
    app.action(UNMUTE)(unmute)


def _ask(services: Services, press: Press) -> None:
    """Answer where the digest stands. A headline is an article's words: it is asked, and never obeyed."""
    thread = press.container.thread
    message = answer_reply(services, pressed(Asked, press).question, shareable=thread is None)
    respond(press.response_url, message, in_channel=thread is not None, thread=thread)


def _list(services: Services, press: Press) -> None:
    """The story's articles that can be cited, to the person alone."""
    listed = pressed(Listed, press)
    held = services.store.articles(listed.articles)
    there = [held[name] for name in listed.articles if name in held and not held[name].withdrawn]
    message = articles_message(there, listed.left) if there else notice(wording.ARTICLES_GONE)
    respond(press.response_url, message)


def _mute(services: Services, press: Press) -> None:
    """Mute it for all in the channel, and say so there."""
    muted = pressed(Muted, press)
    until = datetime.now(UTC) + MUTED_FOR
    services.store.mute_story(press.channel.id, muted.story, until)
    day = until.astimezone(services.settings.dateline_timezone).date()
    respond(press.response_url, muted_message(muted, day), in_channel=True, thread=press.container.thread)


def _unmute(services: Services, press: Press) -> None:
    """Take it back, in the place of what said that it is muted."""
    muted = pressed(Muted, press)
    services.store.unmute_story(press.channel.id, muted.story)
    respond(press.response_url, unmuted_message(muted), replace=True)
