"""Slash commands that ask: every topic's, and every corpus' own. Answered to the person alone, unless the channel wants
it otherwise."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.errors import UsageError
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import usage
from handlers.channel_settings import asks_for_settings, open_settings
from handlers.payloads import SlashCommand
from handlers.replies import answer_reply, other_reply
from handlers.sending import tell
from handlers.visibility import Visibility, who_sees

OWN = tuple(wording.GENERAL_EXAMPLES)


def register(app: App, services: Services) -> None:
    """Listen to each command by its name, and then to any other, which gets a line that names those there
    are."""

    def answer(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asked = SlashCommand.read(command)
        _answer(services, asked, asked.asker(client))

    for name in names(services):
        app.command(name)(answer)
    app.command(re.compile("^/"))(answer)


def names(services: Services) -> list[str]:
    """The commands, with their slash."""
    return list(dict.fromkeys([*OWN, *(f"/{topic.name}" for topic in services.topics)]))


def _answer(services: Services, asked: SlashCommand, asker: Asker) -> None:
    """An answer is for whoever the channel lets see it, and all else for the person alone."""
    typed = f"{asked.command} {asked.said}"
    if asks_for_settings(typed):
        return _settings(services, asked, asker)
    shown = _usage(services, asked.command) if asked.wants_usage else None
    if told := shown or other_reply(services, asker, typed):
        return tell(asker, told)
    for_all = who_sees(asker, services.store.channel_rules(asker.channel)) is Visibility.EVERYBODY
    answer = answer_reply(services, asker, typed, shareable=not for_all)
    return tell(asker, answer, in_channel=for_all)


def _settings(services: Services, asked: SlashCommand, asker: Asker) -> None:
    if not asked.is_in_channel:
        raise UsageError(what=wording.SETTINGS_OF_A_CHANNEL)
    open_settings(services, asker)


def _usage(services: Services, command: str) -> Message | None:
    """How the command is used; None for one that is not ours, which the answerer refuses in its own words."""
    if command in wording.GENERAL_EXAMPLES:
        return usage(wording.GENERAL_USAGE, wording.GENERAL_EXAMPLES[command])
    topic = next((topic for topic in services.topics if f"/{topic.name}" == command), None)
    return usage(wording.topic_usage(topic), wording.topic_examples(topic)) if topic else None
