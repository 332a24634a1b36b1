"""Check a claim: a shortcut in the menu of a message, or `check: TEXT` behind any command that asks or in a mention.

Shown to the person alone, and shared once: in the thread of the message that was checked.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.models import CheckedText
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.claims import claims_message
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import SHARE_CHECK, KeptCheck
from handlers.message_text import said_in
from handlers.payloads import MessageShortcut, Press, ShownMessage, pressed
from handlers.sending import tell
from handlers.sharing import is_shared_once

CHECK_CLAIM = "check_claim"
_ASKED = re.compile(r"(?:/\S+\s+)?check\s?:\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL)


def register(app: App, services: Services) -> None:
    """Listen to the shortcut and its button. To be called before the actions that listen to any other."""

    def check(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _check(services, MessageShortcut.read(body), client)

    def share(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _share(services, Press.read(body), client)

    app.message_shortcut(CHECK_CLAIM)(check)
    app.action(SHARE_CHECK)(share)


def check_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """What the articles say to a text that was typed; None for what is a question like any other. Raises
    DatabaseDown."""
    asked = _ASKED.fullmatch(said.strip())
    if asked is None:
        return None
    checked = _checked(services, asked["text"], datetime.now(UTC))
    return claims_message(checked, KeptCheck(check=checked.id, thread=None) if asker.thread is None else None)


def _check(services: Services, asked: MessageShortcut, client: WebClient) -> None:
    message = asked.message
    checked = _checked(services, said_in(message), _moment(message))
    kept = KeptCheck(check=checked.id, thread=message.thread_ts or message.ts)
    tell(asked.asker(client), claims_message(checked, kept))


def _share(services: Services, press: Press, client: WebClient) -> None:
    """Post what was found for all to see, once, and take the button away."""
    asker, kept = press.asker(client), pressed(KeptCheck, press)
    checked = services.store.check(kept.check)
    if checked is None:
        return tell(asker, notice(wording.CHECK_GONE))
    if not is_shared_once(services, press, asker, claims_message(checked, None), kept.thread):
        return tell(asker, notice(wording.CHECK_SHARED_BEFORE))
    note = wording.SHARED_IN_THREAD if kept.thread else wording.SHARED
    return tell(asker, claims_message(checked, None, note), replace=True)


def _checked(services: Services, text: str, when: datetime) -> CheckedText:
    """What was found, kept for the button under it."""
    day = when.astimezone(services.settings.dateline_timezone).date()
    checked = services.checker.check(text, day)
    services.store.keep_check(checked, datetime.now(UTC))
    return checked


def _moment(message: ShownMessage) -> datetime:
    """When the message was sent: its time stamp is in seconds."""
    try:
        return datetime.fromtimestamp(float(message.ts), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)
