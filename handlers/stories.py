"""Buttons under a story of a digest: ask about it, list its articles, mute it in the channel."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from handlers.blocks.notice import notice
from handlers.blocks.presses import ABOUT, ARTICLES, MUTE, UNMUTE, Asked, Listed, Muted
from handlers.blocks.stories import articles_message, muted_message, unmuted_message
from handlers.membership import check_is_no_guest
from handlers.payloads import Press, pressed
from handlers.replies import answer_reply
from handlers.sending import tell
from handlers.visibility import Visibility, who_sees

MUTED_FOR = timedelta(days=14)
"""A story that goes on for longer has become another one."""


def register(app: App, services: Services) -> None:
    """Listen to each button. To be called before the actions that listen to any other."""

    def about(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _ask(services, Press.read(body), client)

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


def _ask(services: Services, press: Press, client: WebClient) -> None:
    """Answer where the digest stands. A headline is an article's words: it is asked, and never obeyed."""
    asker = press.asker(client)
    for_all = asker.thread is not None and who_sees(services, asker) is Visibility.EVERYBODY
    asker = asker._replace(sees_alone=not for_all)
    message = answer_reply(services, asker, pressed(Asked, press).question, shareable=not for_all)
    # A thread begins with what all see: Slack would not show the person anything in one that is not there yet.
    tell(asker, message, in_channel=for_all, thread=asker.thread if for_all else press.container.thread_ts)


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
