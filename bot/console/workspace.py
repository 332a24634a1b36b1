"""Slack's side of the conversation: the Web API and response URLs, on a loopback port of this process."""

import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from bot import wording
from bot.console.payloads import APP, BOT, CHANNEL, PERSON, TEAM, Payload

RESPONSE = "/response/"
MESSAGES = {"chat.postMessage": False, "chat.postEphemeral": True, "chat.update": False}
"""The methods that show a message, and whether only one person sees it."""
TOLD: dict[str, Payload] = {
    "conversations.info": {"ok": True, "channel": {"id": CHANNEL, "is_member": True}},
    "conversations.members": {"ok": True, "members": [PERSON, BOT], "response_metadata": {"next_cursor": ""}},
    "users.info": {"ok": True, "user": {"id": PERSON, "name": "person"}},
}
"""What is answered to questions about the one channel and the one person that there are."""
VIEWS = ("views.open", "views.update")
NO_FORMS: Payload = {"ok": False, "error": wording.NO_FORMS}


class Workspace:
    """Takes in what the bot sends, until it is collected."""

    def __init__(self) -> None:
        self._said: deque[Payload] = deque()
        self._shown: dict[str, Payload] = {}
        self._micros = count(time.time_ns() // 1000)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.api_url = f"{self._base}/api/"

    def __enter__(self) -> "Workspace":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def response_url(self, ts: str = "") -> str:
        """Where to respond to a command, or to a press in the message of that `ts`."""
        return f"{self._base}{RESPONSE}{ts}"

    def collect(self) -> list[Payload]:
        """The messages since the last call, in order, each with its `ts` and `is_ephemeral`."""
        said = []
        while self._said:
            said.append(self._said.popleft())
        return said

    def say(self, sent: Payload, *, ephemeral: bool) -> Payload:
        """Take a message in; the message with its `ts`, which no other has, not even of another console."""
        seconds, micros = divmod(next(self._micros), 1_000_000)
        ts = sent.get("ts") or f"{seconds}.{micros:06d}"
        message = {**sent, "type": "message", "user": BOT, "ts": ts, "is_ephemeral": ephemeral}
        self._said.append(message)
        self._shown[ts] = message
        return message

    def answer(self, path: str, sent: Payload) -> Payload:
        """What Slack would answer to a call, whose effect is taken in."""
        if path.startswith(RESPONSE):
            self._respond(sent, self._shown.get(path.removeprefix(RESPONSE)))
            return {"ok": True}
        method = path.removeprefix("/api/")
        if method in MESSAGES:
            message = self.say(sent, ephemeral=MESSAGES[method])
            return {"ok": True, "channel": CHANNEL, "ts": message["ts"], "message": message}
        if method in VIEWS:
            return self._show(sent["view"])
        if method == "auth.test":
            return {"ok": True, "user_id": BOT, "bot_id": "B0DATELINE", "team_id": TEAM, "app_id": APP}
        return TOLD.get(method, {"ok": False, "error": "unknown_method"})

    def _respond(self, sent: Payload, original: Payload | None) -> None:
        """What replaces a message takes its place, and stays as visible as it was."""
        if original and sent.get("replace_original"):
            self.say({**original, **sent}, ephemeral=original["is_ephemeral"])
        elif not sent.get("delete_original"):
            self.say(sent, ephemeral=sent.get("response_type") != "in_channel")

    def _show(self, view: Payload) -> Payload:
        """A page to read is shown as a message that holds it; fields cannot be filled in here."""
        if any(block["type"] == "input" for block in view["blocks"]):
            return NO_FORMS
        shown = {**view, "id": f"V{next(self._micros)}"}
        self.say({"text": view["title"]["text"], "blocks": view["blocks"], "view": shown}, ephemeral=True)
        return {"ok": True, "view": shown}

    def _handler(workspace) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the class inside has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                sent = _read(body, self.headers.get("Content-Type") or "")
                reply = json.dumps(workspace.answer(self.path, sent)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_: Any) -> None:
                """The terminal is for the conversation."""

        return Handler


def _read(body: bytes, kind: str) -> Payload:
    if kind.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    fields = dict(parse_qsl(body.decode()))
    return {name: json.loads(value) if name in {"blocks", "attachments"} else value for name, value in fields.items()}
