"""Buttons under an answer: share it, unfold it, fold it, or ask a suggested question."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.services import Services
from handlers.blocks.answer import answer_message
from handlers.blocks.notice import notice
from handlers.blocks.presses import ASK, FEWER, MORE, SHARE, Asked, Kept
from handlers.payloads import Press, pressed
from handlers.replies import reply
from handlers.sending import respond


def register(app: App, services: Services) -> None:
    """Listen to each button, and then to any other: one of an older version gets a line that says so."""

    def share(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _share(services, Press.read(body))

    def fold(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _fold(services, Press.read(body))

    def ask(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        _ask(services, Press.read(body))

    def other(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        respond(Press.read(body).response_url, notice(wording.BUTTON_GONE))

    app.action(SHARE)(share)
    app.action(re.compile(f"^({MORE}|{FEWER})$"))(fold)
    app.action(re.compile(rf"^{ASK}_\d+$"))(ask)
    app.action(re.compile(""))(other)


def _share(services: Services, press: Press) -> None:
    """Post what was shown for all to see, once, and take the button away."""
    shown = pressed(Kept, press).model_copy(update={"shareable": False})
    kept = services.store.answer(shown.answer)
    if kept is None:
        return respond(press.response_url, notice(wording.ANSWER_GONE))
    once = f"share {press.channel.id} {press.container.message_ts}"
    if not services.store.first_seen(once, datetime.now(UTC)):
        return respond(press.response_url, notice(wording.SHARED_BEFORE))
    respond(press.response_url, answer_message(kept.answer, shown), in_channel=True)
    return respond(press.response_url, answer_message(kept.answer, shown, wording.SHARED), replace=True)


def _fold(services: Services, press: Press) -> None:
    """Show the answer the other way, in its place."""
    shown = pressed(Kept, press)
    kept = services.store.answer(shown.answer)
    if kept is None:
        return respond(press.response_url, notice(wording.ANSWER_GONE))
    turned = shown.model_copy(update={"folded": not shown.folded})
    return respond(press.response_url, answer_message(kept.answer, turned), replace=True)


def _ask(services: Services, press: Press) -> None:
    """Answer where the button stands: to the person alone, or for all in the thread."""
    thread = press.container.thread
    message = reply(services, pressed(Asked, press).question, shareable=thread is None)
    respond(press.response_url, message, in_channel=thread is not None, thread=thread)
