"""Payloads with all the keys that Slack sends, not only those that the bot reads; the values are of our own."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.slack.conversations import BOT, BOT_ID, PERSON

Payload = dict[str, Any]
TEAM, APP = "T0", "A0"
CHANNEL = "C0NEWSROOM"
_USER = {"id": PERSON, "username": "ann", "name": "ann", "team_id": TEAM}
_PLACE = {"enterprise": None, "is_enterprise_install": False, "api_app_id": APP, "token": "verification"}


def command(name: str, text: str, response_url: str, trigger: str) -> Payload:
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "newsroom",
        "channel_id": CHANNEL,
        "channel_name": "newsroom",
        "user_id": PERSON,
        "user_name": "ann",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def event(inner: Payload, ts: str) -> Payload:
    """An event in its envelope."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "verification",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": {**inner, "event_ts": ts},
        "type": "event_callback",
        "event_id": f"Ev{ts}",
        "event_time": int(float(ts)),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": "4-context",
    }


def message(text: str, ts: str, **more: Any) -> Payload:
    """A message as it stands in an event."""
    parts = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
    blocks = [{"type": "rich_text", "block_id": "b1", "elements": parts}]
    told = {"client_msg_id": "0f-1a", "user": PERSON, "team": TEAM, "text": text, "blocks": blocks, "ts": ts}
    return {**told, "channel": CHANNEL, **more}


def home_opened(ts: str, tab: str = "home") -> Payload:
    view = {
        "id": "V1",
        "team_id": TEAM,
        "type": "home",
        "blocks": [],
        "private_metadata": "",
        "callback_id": "",
        "state": {"values": {}},
        "hash": "1.a",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": None,
        "root_view_id": "V1",
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": BOT_ID,
    }
    return event({"type": "app_home_opened", "user": PERSON, "channel": "D0ANN", "tab": tab, "view": view}, ts)


def link_shared(ts: str, url: str) -> Payload:
    links = [{"url": url, "domain": url.split("/")[2]}]
    inner = {"type": "link_shared", "user": PERSON, "channel": CHANNEL, "message_ts": ts, "links": links}
    return event({**inner, "source": "conversations_history", "unfurl_id": "1.2", "is_bot_user_member": True}, ts)


def press(action: str, value: str, ts: str, response_url: str, trigger: str) -> Payload:
    """A button that was pressed under a message of the bot's."""
    button = {
        "type": "button",
        "action_id": action,
        "block_id": "b1",
        "text": {"type": "plain_text", "text": "Press", "emoji": True},
        "value": value,
        "action_ts": ts,
    }
    held = {"type": "message", "user": BOT, "bot_id": BOT_ID, "app_id": APP, "team": TEAM, "text": "t", "ts": ts}
    return {
        **_PLACE,
        "type": "block_actions",
        "user": _USER,
        "team": {"id": TEAM, "domain": "newsroom"},
        "container": {"type": "message", "message_ts": ts, "channel_id": CHANNEL, "is_ephemeral": False},
        "trigger_id": trigger,
        "channel": {"id": CHANNEL, "name": "newsroom"},
        "message": {**held, "blocks": [{"type": "actions", "block_id": "b1", "elements": [button]}]},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [button],
    }


def shortcut(callback: str, text: str, ts: str, response_url: str, trigger: str) -> Payload:
    """A shortcut that was chosen on a message."""
    return {
        **_PLACE,
        "type": "message_action",
        "action_ts": ts,
        "team": {"id": TEAM, "domain": "newsroom"},
        "user": _USER,
        "channel": {"id": CHANNEL, "name": "newsroom"},
        "callback_id": callback,
        "trigger_id": trigger,
        "response_url": response_url,
        "message_ts": ts,
        "message": {"type": "message", **message(text, ts)},
    }


def submission(view: Payload, state: Payload) -> Payload:
    """A form that was sent in. `view`: as it was opened."""
    more = {
        "team_id": TEAM,
        "hash": "1.a",
        "root_view_id": view["id"],
        "previous_view_id": None,
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": BOT_ID,
    }
    sent = {**_PLACE, "type": "view_submission", "team": {"id": TEAM, "domain": "newsroom"}, "user": _USER}
    return {**sent, "trigger_id": "1.2.3", "view": {**view, **more, "state": state}, "response_urls": []}


Path = tuple[str | int, ...]


def paths(value: Any, depth: int = 3, at: Path = ()) -> Iterator[Path]:
    """Every key below, down to that depth, and every item of a list."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    for key in keys if depth else []:
        yield (*at, key)
        yield from paths(value[key], depth - 1, (*at, key))


def without(payload: Payload, path: Path) -> Payload:
    """A copy that lacks what stands there."""
    changed = deepcopy(payload)
    del _holder(changed, path)[path[-1]]
    return changed


def with_value(payload: Payload, path: Path, value: Any) -> Payload:
    """A copy that has that value there."""
    changed = deepcopy(payload)
    _holder(changed, path)[path[-1]] = value
    return changed


def with_more(payload: Any) -> Any:
    """A copy in which every object has a key that nobody knows."""
    if isinstance(payload, dict):
        return {**{key: with_more(value) for key, value in payload.items()}, "of_next_year": {"nested": [None]}}
    return [with_more(item) for item in payload] if isinstance(payload, list) else payload


def _holder(payload: Any, path: Path) -> Any:
    for key in path[:-1]:
        payload = payload[key]
    return payload
