"""Watches: `watch QUESTION` and `watching`, behind any command that asks or in a mention; and their buttons."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answer_id import make_id
from bot.answers.command import asks_already
from bot.errors import DeliveryFailed, UsageError
from bot.models import Answer
from bot.services import Services
from bot.store import Watch
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import STOP, WATCH, Kept, Watched
from handlers.blocks.watches import MOST_WATCHES, watch_set_message, watches_message
from handlers.membership import check_is_not_shared, check_may_change, person_of
from handlers.payloads import Press, pressed
from handlers.sending import say, tell
from handlers.topic_words import word_here

_WATCH = re.compile(r"(?P<command>/\S+\s+)?watch\s+(?P<asked>\S.*)", re.IGNORECASE | re.DOTALL)
_WATCHING = re.compile(r"(?:/\S+\s+)?watch(?:ing)?\s*", re.IGNORECASE)


def register(app: App, services: Services) -> None:
    """Listen to the buttons. To be called before the actions that listen to any other."""

    def watch(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = Press.read(body)
        # Said in the channel itself: there it will be told, wherever the button stands.
        asker = press.asker(client)._replace(thread=None)
        tell(asker, _watch_kept(services, asker, pressed(Kept, press)))

    def stop(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = Press.read(body)
        asker = press.asker(client)
        tell(asker, stop_watch(services, asker, pressed(Watched, press).watch))

    app.action(WATCH)(watch)
    app.action(STOP)(stop)


def watch_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """What became of `watch …` and `watching`; None for what is a question like any other.

    Raises UsageError where the bot or the person is not in the channel, UnknownTopic, DeliveryFailed, DatabaseDown.
    """
    if _WATCHING.fullmatch(said.strip()):
        zone = services.settings.dateline_timezone
        return watches_message(services.store.watches_in(asker.channel), zone)
    asked = _WATCH.fullmatch(said.strip())
    if asked is None or _is_question(asked["command"], asked["asked"]):
        return None
    word = None if asked["command"] else word_here(services, asker.channel, asked["asked"])
    return set_watch(services, asker, word or f"{asked['command'] or ''}{asked['asked']}")


def _is_question(command: str | None, asked: str) -> bool:
    """Whether “watch” belongs to the question: it does to “watch makers of Larvik?”, not to “watch how many came?”."""
    return command is None and asked.endswith("?") and not asks_already(asked)


def set_watch(services: Services, asker: Asker, question: str) -> Message:
    """Watch a question in the asker's channel from now on, and say so there. Raises as `watch_reply` does."""
    if not asker.is_alone:
        check_may_change(asker.client, asker.channel, asker.person)
        check_is_not_shared(asker.client, asker.channel)
    watches = services.store.watches_in(asker.channel)
    watch_id = make_id([asker.channel, " ".join(question.lower().split())])
    if watch_id in {watch.id for watch in watches}:
        return notice(wording.WATCHED_ALREADY)
    if len(watches) >= MOST_WATCHES:
        raise UsageError(what=wording.too_many_watches(MOST_WATCHES))
    watch, answer = _begun(services, asker, watch_id, question)
    said = watch_set_message(watch, person_of(asker.client, asker.person).name, answer)
    is_seen = asker.thread is not None and not asker.sees_alone
    if not services.store.add_watch(watch):
        return notice(wording.WATCHED_ALREADY)
    if not is_seen:
        _announce(services, asker, watch, said)
    return said if is_seen else notice(wording.WATCH_SET)


def stop_watch(services: Services, asker: Asker, watch_id: str) -> Message:
    """Watch it no more, and say so in its channel. Whoever set it may stop it, and the members of its channel.

    Raises UsageError for anybody else, DatabaseDown.
    """
    watch = services.store.watch(watch_id)
    if watch is None:
        return notice(wording.NOT_WATCHED)
    if asker.person != watch.set_by:
        check_may_change(asker.client, watch.channel, asker.person)
    if not services.store.remove_watch(watch_id):  # somebody else was as quick
        return notice(wording.NOT_WATCHED)
    who = person_of(asker.client, asker.person).name
    with suppress(DeliveryFailed):  # the bot has left that channel: nothing is told there any more
        say(asker.client, watch.channel, notice(wording.watch_was_stopped(who, watch.question)))
    return notice(wording.WATCH_STOPPED)


def _announce(services: Services, asker: Asker, watch: Watch, said: Message) -> None:
    """Say in the channel that it watches; what cannot be said there is not watched there."""
    try:
        say(asker.client, asker.channel, said)
    except DeliveryFailed:
        services.store.remove_watch(watch.id)
        raise


def _watch_kept(services: Services, asker: Asker, shown: Kept) -> Message:
    """Watch the question of an answer that was given."""
    kept = services.store.answer(shown.answer)
    return notice(wording.ANSWER_GONE) if kept is None else set_watch(services, asker, kept.answer.question)


def _begun(services: Services, asker: Asker, watch_id: str, question: str) -> tuple[Watch, Answer]:
    """The watch as it starts out, and the answer that its channel is told."""
    checked = services.answerer.seq
    answer = services.answerer.ask(question)
    now = datetime.now(UTC)
    services.store.keep_answers([answer], now)
    return Watch(watch_id, asker.channel, question, asker.person, now, answer.id, now, checked), answer
