"""`settings`, behind any command that asks or in a mention: how the bot behaves in a channel. Changed by its members
alone, and said there."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.errors import UsageError
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.channel_settings import (
    CALLBACK,
    OPEN,
    changed_message,
    read_settings,
    settings_message,
    settings_view,
)
from handlers.blocks.message import Message
from handlers.membership import check_has_bot, check_is_no_guest, check_may_change, person_of
from handlers.payloads import Press, Submission
from handlers.sending import open_view, prompt_client, say

_ASKED = re.compile(r"(?:/\S+\s+)?settings\s*", re.IGNORECASE)


def register(app: App, services: Services) -> None:
    """Listen to the button that opens the form, and to the form. To be called before the actions that listen to any
    other button."""

    def change(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        open_settings(services, Press.read(body).asker(client))

    def save(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        submitted = Submission.read(body)
        rules = read_settings(submitted)
        check_may_change(client, rules.channel, submitted.user.id)
        services.store.save_channel_rules(rules)
        who = person_of(client, submitted.user.id).name
        say(client, rules.channel, changed_message(who, rules))

    app.action(OPEN)(change)
    app.view(CALLBACK)(save)


def asks_for_settings(said: str) -> bool:
    """Is that what was typed, rather than a question?"""
    return _ASKED.fullmatch(said.strip()) is not None


def settings_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """How the channel has it, with a button that opens the form; None for what is a question like any other.

    Raises UsageError outside of channels, DatabaseDown.
    """
    if not asks_for_settings(said):
        return None
    if asker.is_alone:
        raise UsageError(what=wording.SETTINGS_OF_A_CHANNEL)
    return settings_message(services.store.channel_rules(asker.channel))


def open_settings(services: Services, asker: Asker) -> None:
    """Open the form of a channel. Raises UsageError where that cannot be, DatabaseDown."""
    check_is_no_guest(asker.client, asker.person)
    check_has_bot(prompt_client(asker.client), asker.channel)
    rules = services.store.channel_rules(asker.channel)
    open_view(asker.client, asker.trigger, settings_view(rules, services.topics))
