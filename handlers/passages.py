"""A quote read in its article: a page that opens over the conversation, with buttons to read on and a menu of the
answer's other quotes."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.answers.context import find_context
from bot.answers.receipts import quotes_of
from bot.errors import Malformed
from bot.models import Citation
from bot.services import Services
from handlers.blocks.message import Block
from handlers.blocks.passage import EARLIER, LATER, OTHER, READ, Read, passage_view
from handlers.payloads import Press, ViewPress, pressed
from handlers.sending import open_view, update_view


def register(app: App, services: Services) -> None:
    """Listen to the button that opens the page, and to those on it. To be called before the actions that listen to any
    other button."""

    def read(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = Press.read(body)
        open_view(client, press.trigger_id, _view(services, pressed(Read, press)))

    def turn(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = ViewPress.read(body)
        update_view(client, press.view.id, _view(services, pressed(Read, press)))

    def choose(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        press = ViewPress.read(body)
        update_view(client, press.view.id, _view(services, _chosen(services, press)))

    app.action(READ)(read)
    app.action(re.compile(f"^({EARLIER}|{LATER})$"))(turn)
    app.action(OTHER)(choose)


def _view(services: Services, read: Read) -> Block:
    context = find_context(services.store, read.article, (read.start, read.end), read.mark)
    others = _quotes(services, read.answer)
    return passage_view(read, context, others, services.settings.dateline_timezone)


def _chosen(services: Services, press: ViewPress) -> Read:
    """The quote of the answer that was chosen, by its number. Raises Malformed."""
    answer, option = press.view.private_metadata, press.actions[0].selected_option
    try:
        return Read.of(_quotes(services, answer)[int(option.value if option else "")], answer)
    except (ValueError, IndexError) as error:
        raise Malformed(repr(error)) from error


def _quotes(services: Services, answer: str) -> list[Citation]:
    """The quotes of a kept answer; none where it is not kept."""
    kept = services.store.answer(answer) if answer else None
    return quotes_of(kept.answer) if kept else []
