"""Buttons under an answer: share it, unfold it, fold it, or ask a suggested question."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from handlers.blocks.answer import answer_message
from handlers.blocks.notice import notice
from handlers.blocks.presses import ASK, FEWER, MORE, SHARE, Kept
from handlers.payloads import Press, pressed
from handlers.pressing import answer_press
from handlers.replies import reply
from handlers.sending import tell
from handlers.sharing import is_shared_once


def register(app: App, services: Services) -> None:
    """Listen to each button, and then to any other: one of an older version gets a line that says so."""

    def share(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _share(services, Press.read(body), client)

    def fold(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _fold(services, Press.read(body), client)

    def ask(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        answer_press(services, Press.read(body), client, reply)

    def other(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        tell(Press.read(body).asker(client), notice(wording.BUTTON_GONE))

    app.action(SHARE)(share)
    app.action(re.compile(f"^({MORE}|{FEWER})$"))(fold)
    app.action(re.compile(rf"^{ASK}_\d+$"))(ask)
    app.action(re.compile(""))(other)


def _share(services: Services, press: Press, client: WebClient) -> None:
    """Post what was shown for all to see, once, and take the button away."""
    asker = press.asker(client)
    shown = pressed(Kept, press).model_copy(update={"shareable": False})
    kept = services.store.answer(shown.answer)
    if kept is None:
        return tell(asker, notice(wording.ANSWER_GONE))
    if not is_shared_once(services, press, asker, answer_message(kept.answer, shown)):
        return tell(asker, notice(wording.SHARED_BEFORE))
    own = answer_message(kept.answer, shown, wording.SHARED)
    return tell(asker, own, replace=True, thread=press.container.thread_ts)


def _fold(services: Services, press: Press, client: WebClient) -> None:
    """Show the answer the other way, in its place."""
    asker = press.asker(client)
    shown = pressed(Kept, press)
    kept = services.store.answer(shown.answer)
    if kept is None:
        return tell(asker, notice(wording.ANSWER_GONE))
    turned = shown.model_copy(update={"folded": not shown.folded})
    return tell(asker, answer_message(kept.answer, turned), replace=True, thread=press.container.thread_ts)
