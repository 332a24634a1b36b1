"""What Slack would send for what a person does in the console. Each has new ids."""

import html
import time
from typing import Any
from uuid import uuid4

Payload = dict[str, Any]

TEAM = "T0CONSOLE"
CHANNEL = "C0CONSOLE"
PERSON = "U0PERSON"
BOT = "U0DATELINE"
APP = "A0CONSOLE"


def mention(text: str, thread: str | None) -> Payload:
    """The bot was mentioned in the channel: in a thread, or else as the first message of one."""
    moment = f"{time.time():.6f}"
    event = {
        "type": "app_mention",
        "user": PERSON,
        "text": f"<@{BOT}> {_escaped(text)}",
        "ts": moment,
        "event_ts": moment,
        **({"thread_ts": thread} if thread else {}),
        "channel": CHANNEL,
        "team": TEAM,
    }
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "event_id": f"Ev{uuid4().hex}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }


def command(line: str, response_url: str) -> Payload:
    """A slash command was typed: its name up to the first space, the rest as its text."""
    name, _, text = line.partition(" ")
    return {
        "command": name,
        "text": _escaped(text.strip()),
        "response_url": response_url,
        "trigger_id": uuid4().hex,
        "team_id": TEAM,
        "team_domain": "console",
        "channel_id": CHANNEL,
        "channel_name": "console",
        "user_id": PERSON,
        "user_name": "person",
        "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def press(button: Payload, block_id: str, message: Payload, response_url: str) -> Payload:
    """A button was pressed, of a message or of the page that it shows."""
    return {
        "type": "block_actions",
        "user": {"id": PERSON, "username": "person", "name": "person", "team_id": TEAM},
        "api_app_id": APP,
        "trigger_id": uuid4().hex,
        "team": {"id": TEAM, "domain": "console"},
        "actions": [{**button, "block_id": block_id, "action_ts": f"{time.time():.6f}"}],
        **(_of_view(message["view"]) if "view" in message else _of_message(message, response_url)),
    }


def _of_view(view: Payload) -> Payload:
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def _of_message(message: Payload, response_url: str) -> Payload:
    """As in Slack, one that only one person sees does not come along."""
    ephemeral = bool(message["is_ephemeral"])
    return {
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": CHANNEL,
            "is_ephemeral": ephemeral,
            **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
        },
        "channel": {"id": CHANNEL, "name": "console"},
        **({} if ephemeral else {"message": message}),
        "response_url": response_url,
    }


def _escaped(text: str) -> str:
    """Slack's three control characters come as entities in whatever people type."""
    return html.escape(text, quote=False)
