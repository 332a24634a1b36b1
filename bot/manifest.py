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
MOST_SITES = 5
SITE = re.compile(r"(?![.-])[-a-z0-9.]{1,254}\.[a-z0-9-]*[a-z0-9]")
"""What Slack takes for a site, links to which it tells an app of."""

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "links:read",
    "links:write",
    "users:read",
)
"""What the handlers use. assistant:write: prompts and titles beside messages to the bot; im:history: those messages
(message.im); other history: was a digest posted? (conversations.history); read: who may change one
(conversations.info and .members); links: which articles are linked to, and the previews of them (link_shared,
chat.unfurl); users:read: in which time zone somebody is, and who is a guest (users.info)."""
EVENTS = ("app_home_opened", "app_mention", "link_shared", "message.im")
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


def site_names(hosts: Iterable[str]) -> list[str]:
    """Those of the hosts that Slack takes for sites of an app, links to which it tells it of."""
    return [host for host in hosts if SITE.fullmatch(host)]


def app_manifest(
    topics: Sequence[Topic], *, url: str | None = None, reserved: bool = False, sites: Sequence[str] = ()
) -> dict[str, Any]:
    """The manifest, as Slack takes it for a new app: over a socket, or where `url` is given, over HTTP there.

    `sites`: those that articles come from, as `site_names` has them; Slack tells of links to the first MOST_SITES.
    Raises UsageError where `url` is no https address.
    """
    to = {"request_url": _request_url(url)} if url is not None else {}
    commands = [_command(name, topics, url) for name in command_names(topics, reserved=reserved)]
    return {
        "_metadata": {"major_version": 2},
        "display_information": {"name": "Dateline", "description": wording.APP_DESCRIPTION},
        "features": {
            "agent_view": {"agent_description": wording.AGENT_DESCRIPTION},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Dateline", "always_online": True},
            "shortcuts": list(map(_shortcut, wording.SHORTCUTS)),
            "slash_commands": commands,
            **({"unfurl_domains": list(sites[:MOST_SITES])} if sites else {}),
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**to, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **to},
            "socket_mode_enabled": url is None,
        },
    }


def _shortcut(name: str) -> dict[str, Any]:
    label, description = wording.SHORTCUTS[name]
    return {"name": label, "type": "message", "callback_id": name, "description": description}


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
