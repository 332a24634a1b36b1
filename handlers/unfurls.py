"""Links to articles that are held: shown with what stands in them, in channels that want it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from pydantic import Field
from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.corpus.web.addresses import address_key
from bot.errors import NotAnAddress
from bot.models import Article
from bot.services import Services
from handlers.blocks.unfurl import preview
from handlers.payloads import Payload
from handlers.sending import UNREACHABLE, why_not

log = structlog.get_logger(__name__)

MOST = 5
"""Previews under one message: more would bury it."""


class Link(Payload):
    """A link in a message."""

    url: str


class LinkShared(Payload):
    """Links in a message. One that is still being written is in no channel that could want previews."""

    channel: str
    user: str = ""
    message_ts: str
    links: tuple[Link, ...]


class LinkEvent(Payload):
    """Such an event and its id, which stays the same when Slack sends it again."""

    event_id: str = Field(min_length=1)
    event: LinkShared


def register(app: App, services: Services) -> None:
    """Listen to links. An event that Slack sends again is dealt with once; the bot's own links stay as they are."""

    def show(ack: Ack, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        sent = LinkEvent.read(body)
        shared = sent.event
        if shared.user == context.bot_user_id or not services.store.channel_rules(shared.channel).unfurls:
            return
        held = _held(services, [link.url for link in shared.links])
        if held and services.store.first_seen(sent.event_id, datetime.now(UTC)):
            _show(client, shared, held[:MOST])

    app.event("link_shared")(show)


def _show(client: WebClient, shared: LinkShared, held: Sequence[tuple[str, Article]]) -> None:
    """Where Slack does not take the previews, nobody has to hear of it: nobody asked for any."""
    try:
        client.chat_unfurl(
            channel=shared.channel, ts=shared.message_ts, unfurls={url: preview(article) for url, article in held}
        )
    except (SlackApiError, *UNREACHABLE) as error:
        log.warning("links not shown", why=why_not(error))


def _held(services: Services, urls: Sequence[str]) -> list[tuple[str, Article]]:
    """The links to articles that can be cited, in order; one for an article that is linked to by two addresses."""
    keys = {url: key for url in urls if (key := _key(url))}
    known = services.store.known_as(list(keys.values()))
    links: dict[str, str] = {}
    for url, key in keys.items():
        if key in known:
            links.setdefault(known[key], url)
    articles = services.store.articles(links)
    return [(url, articles[name]) for name, url in links.items() if not articles[name].withdrawn]


def _key(url: str) -> str | None:
    try:
        return address_key(url)
    except NotAnAddress:
        return None
