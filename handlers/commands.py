"""Slash commands that ask: every topic's, and every corpus' own. Answered to the person alone."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.services import Services
from handlers.blocks.message import Message
from handlers.blocks.notice import usage
from handlers.payloads import SlashCommand
from handlers.replies import reply
from handlers.sending import respond

OWN = tuple(wording.GENERAL_EXAMPLES)


def register(app: App, services: Services) -> None:
    """Listen to each command by its name, and then to any other, which gets a line that names those there
    are."""

    def answer(ack: Ack, command: Mapping[str, Any]) -> None:
        ack()
        asked = SlashCommand.read(command)
        respond(asked.response_url, _answer(services, asked))

    for name in names(services):
        app.command(name)(answer)
    app.command(re.compile("^/"))(answer)


def names(services: Services) -> list[str]:
    """The commands, with their slash."""
    return list(dict.fromkeys([*OWN, *(f"/{topic.name}" for topic in services.topics)]))


def _answer(services: Services, asked: SlashCommand) -> Message:
    shown = _usage(services, asked.command) if asked.wants_usage else None
    return shown or reply(services, f"{asked.command} {asked.said}", shareable=True)


def _usage(services: Services, command: str) -> Message | None:
    """How the command is used; None for one that is not ours, which the answerer refuses in its own words."""
    if command in wording.GENERAL_EXAMPLES:
        return usage(wording.GENERAL_USAGE, wording.GENERAL_EXAMPLES[command])
    topic = next((topic for topic in services.topics if f"/{topic.name}" == command), None)
    return usage(wording.topic_usage(topic), wording.topic_examples(topic)) if topic else None
