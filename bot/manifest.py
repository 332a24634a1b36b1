"""The Slack app manifest: the commands of the configured topics, and only what the handlers use."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot import wording
from bot.errors import UsageError
from bot.models import Topic

MOST_COMMANDS = 50
COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
"""What Slack takes for a command: 2 to 32 characters with its slash."""

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "users:read",
)
"""What the handlers use. history: was a digest posted? (conversations.history); read: who may change one
(conversations.info and .members); users:read: in which time zone somebody is (users.info)."""
EVENTS = ("app_mention",)
EVENTS_PATH = "/slack/events"

# fmt: off
RESERVED = frozenset({
    "/active", "/apps", "/archive", "/away", "/call", "/canvas", "/collapse", "/close", "/dm", "/dnd",
    "/expand", "/feed", "/feedback", "/help", "/huddle", "/invite", "/invite_people", "/join", "/keys",
    "/kick", "/leave", "/me", "/msg", "/mute", "/open", "/part", "/prefs", "/remind", "/remove",
    "/rename", "/search", "/shortcuts", "/shrug", "/star", "/status", "/todo", "/topic", "/unarchive",
    "/unmute", "/who",
})
# fmt: on
"""Slack's own commands: one of them in a manifest voids all of its commands."""


def command_names(topics: Iterable[Topic], *, reserved: bool = False) -> list[str]:
    """The slash commands that Slack takes, each once: those of every corpus, then the topics'."""
    names = [*wording.COMMANDS, *(f"/{topic.name}" for topic in topics)]
    fit = (name for name in dict.fromkeys(names) if COMMAND.fullmatch(name))
    return [name for name in fit if reserved or name not in RESERVED][:MOST_COMMANDS]


def left_out(topics: Sequence[Topic], *, reserved: bool = False) -> list[str]:
    """The topics' commands that the manifest cannot have: reserved, misspelt, or over the limit."""
    names = command_names(topics, reserved=reserved)
    return [f"/{topic.name}" for topic in topics if f"/{topic.name}" not in names]


def app_manifest(topics: Sequence[Topic], *, url: str | None = None, reserved: bool = False) -> dict[str, Any]:
    """The manifest, as Slack takes it for a new app: over a socket, or where `url` is given, over HTTP there.

    Raises UsageError where `url` is no https address.
    """
    to = {"request_url": _request_url(url)} if url is not None else {}
    commands = [_command(name, topics, url) for name in command_names(topics, reserved=reserved)]
    return {
        "_metadata": {"major_version": 2},
        "display_information": {"name": "Dateline", "description": wording.APP_DESCRIPTION},
        "features": {
            "bot_user": {"display_name": "Dateline", "always_online": True},
            "slash_commands": commands,
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**to, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **to},
            "socket_mode_enabled": url is None,
        },
    }


def _command(name: str, topics: Sequence[Topic], url: str | None) -> dict[str, Any]:
    topic = next((topic for topic in topics if f"/{topic.name}" == name), None)
    description, hint = wording.COMMANDS[name] if topic is None else wording.topic_command(topic)
    to = {"url": _request_url(url)} if url is not None else {}
    return {"command": name, **to, "description": description[:2000], "usage_hint": hint[:1000]}


def _request_url(url: str) -> str:
    try:
        address = urlsplit(url)
    except ValueError as error:
        raise UsageError(str(error), what=wording.not_https(url)) from error
    if address.scheme != "https" or not address.hostname:
        raise UsageError(url, what=wording.not_https(url))
    path = address.path.rstrip("/")
    return f"https://{address.netloc}{path if path.endswith(EVENTS_PATH) else path + EVENTS_PATH}"
