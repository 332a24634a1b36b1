"""The stand-in's channels and people: who is where, what stands in a channel, and who may see it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

BOT = "U0BOT"
BOT_ID = "B0BOT"
PERSON = "U0PERSON"
OPEN = ("conversations.info", "conversations.members")
"""Methods that tell of public channels that the bot is not in."""
MOST_MEMBERS, MOST_MESSAGES = 1000, 999


@dataclass
class Room:
    """A channel, or a conversation of two: who is in it, and what stands there, in order."""

    members: set[str] = field(default_factory=lambda: {BOT, PERSON})
    is_private: bool = False
    messages: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    """What conversations.info tells beside, such as is_ext_shared."""


@dataclass
class Conversations:
    """Answers what is asked of channels and people. `granted`: the scopes of the bot's token."""

    granted: set[str]
    rooms: defaultdict[str, Room] = field(default_factory=lambda: defaultdict(Room))
    people: dict[str, dict[str, Any]] = field(default_factory=dict)

    def kind(self, channel: str) -> str:
        """The kind of conversation, as scopes name it."""
        if channel.startswith("D"):
            return "im"
        return "groups" if channel in self.rooms and self.rooms[channel].is_private else "channels"

    def refusal(self, method: str, channel: str) -> dict[str, Any] | None:
        """Why the bot gets nothing of a channel; None where it may."""
        if not channel.startswith(("C0", "D0")):
            return _error("channel_not_found")
        room = self.rooms[channel]
        if BOT not in room.members and room.is_private:
            return _error("channel_not_found")
        if BOT not in room.members and method not in OPEN:
            return _error("not_in_channel")
        return None

    def answer(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        """What Slack answers to users.info, or a method of conversations."""
        if method == "users.info":
            return self._user(asked["user"])
        if refused := self.refusal(method, asked["channel"]):
            return refused
        room = self.rooms[asked["channel"]]
        if method == "conversations.info":
            told = {"id": asked["channel"], "is_private": room.is_private, "is_member": BOT in room.members}
            return {"ok": True, "channel": {**told, "is_im": self.kind(asked["channel"]) == "im", **room.more}}
        if method == "conversations.members":
            return _page("members", sorted(room.members), asked, MOST_MEMBERS)
        if method == "conversations.replies":
            return _page("messages", self._thread(room, asked), asked, MOST_MESSAGES)
        return _page("messages", self._history(room, asked), asked, MOST_MESSAGES)

    def permalink(self, asked: dict[str, Any]) -> dict[str, Any]:
        """chat.getPermalink"""
        channel, ts = asked["channel"], asked["message_ts"]
        if all(message["ts"] != ts for message in self.rooms[channel].messages):
            return _error("message_not_found")
        link = f"https://newsroom.slack.example/archives/{channel}/p{ts.replace('.', '')}"
        return {"ok": True, "channel": channel, "permalink": link}

    def _history(self, room: Room, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """The newest first. The bounds themselves are left out, and so is metadata, unless that is asked for."""
        oldest, latest = float(asked.get("oldest") or 0), float(asked.get("latest") or "inf")
        inclusive = _is_on(asked, "inclusive")
        between = (
            one
            for one in reversed(room.messages)
            if oldest < float(one["ts"]) < latest or (inclusive and float(one["ts"]) in (oldest, latest))
        )
        return [_told(one, asked) for one in between if "thread_ts" not in one]

    def _thread(self, room: Room, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """A message and what was said below it, the oldest first."""
        return [_told(one, asked) for one in room.messages if asked["ts"] in (one["ts"], one.get("thread_ts"))]

    def _user(self, user: str) -> dict[str, Any]:
        known = self.people.get(user)
        return {"ok": True, "user": {"id": user, **known}} if known is not None else _error("user_not_found")


def _told(message: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    complete = _is_on(asked, "include_all_metadata")
    return message if complete else {key: message[key] for key in message if key != "metadata"}


def _is_on(asked: dict[str, Any], name: str) -> bool:
    return asked.get(name) in ("1", "true", True)


def metadata_problem(metadata: Any) -> str | None:
    """Why Slack would not keep a message's metadata."""
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        return "invalid_metadata_format"
    payload = metadata.get("event_payload")
    flat = isinstance(payload, dict) and all(isinstance(value, str | int | float | bool) for value in payload.values())
    return None if flat else "invalid_metadata_schema"


def _page(name: str, items: Sequence[Any], asked: dict[str, Any], most: int) -> dict[str, Any]:
    limit = int(asked.get("limit") or 100)
    if not 0 < limit <= most:
        return _error("invalid_limit")
    first = int(asked.get("cursor") or 0)
    following = str(first + limit) if first + limit < len(items) else ""
    return {"ok": True, name: items[first : first + limit], "response_metadata": {"next_cursor": following}}


def _error(word: str) -> dict[str, Any]:
    return {"ok": False, "error": word}
