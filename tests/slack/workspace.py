"""A stand-in for Slack's servers on loopback: the Web API, response_urls, and Socket Mode."""

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from bot.manifest import SCOPES
from tests.slack.conversations import BOT, BOT_ID, NEEDED, PERSON, Conversations, metadata_problem
from tests.slack.limits import problems
from tests.slack.views import Triggers, view_problems

__all__ = ["APP_TOKEN", "BOT", "BOT_TOKEN", "CHANNEL", "DROP", "PERSON", "SECRET", "Afterwards", "Sent", "Workspace"]

BOT_TOKEN = "xoxb-stand-in"
APP_TOKEN = "xapp-stand-in"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CHANNEL = "C0NEWSROOM"
USES = 5
ANN = {"name": "ann", "real_name": "Ann Berg", "profile": {"display_name": "Ann"}, "tz": "Europe/Kyiv"}

DROP = "drop"
"""A failure: the connection ends without an answer."""


class Afterwards(NamedTuple):
    """A failure that comes when the call has had its effect."""

    failure: Any


@dataclass
class Sent:
    """A message as somebody in the workspace sees it."""

    text: str
    blocks: list[dict[str, Any]]
    channel: str
    ts: str
    thread: str | None = None
    only_for: str | None = None
    replaced: str | None = None
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """All that the blocks show, in order."""
        return "\n".join(_shown(block) for block in self.blocks)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The buttons by their labels."""
        rows = (block["elements"] for block in self.blocks if block["type"] == "actions")
        return {button["text"]["text"]: button for row in rows for button in row}

    @property
    def quotes(self) -> list[str]:
        parts = (part for block in self.blocks if block["type"] == "rich_text" for part in block["elements"])
        return [_said(part) for part in parts if part["type"] == "rich_text_quote"]


class Workspace:
    """Use as a context manager. An invalid message is refused, as Slack does; why is kept in `invalid`."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls: list[str] = []
        self.invalid: list[str] = []
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.retry_after = 0
        self.conversations = Conversations(granted=set(SCOPES), people={PERSON: dict(ANN)})
        self.views: list[dict[str, Any]] = []
        self.ahead = 0.0
        self._triggers = Triggers()
        self.hold = threading.Event()
        self.hold.set()
        self._failures: defaultdict[str, deque[Any]] = defaultdict(deque)
        self._uses: dict[str, int] = {}
        self._whose: dict[str, dict[str, Any]] = {}
        self._numbers = count(1)
        self._last_ts = 0
        self._changed = threading.Condition()
        self._connections: list[ServerConnection] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._socket = serve(self._connected, "127.0.0.1", 0, close_timeout=1)

    def __enter__(self) -> "Workspace":
        for server in (self._http, self._socket):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.hold.set()
        self._http.shutdown()
        self._http.server_close()
        for connection in self._connections:
            connection.close()
        self._socket.shutdown()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def api_url(self) -> str:
        return f"{self.root}/api/"

    def fail(self, method: str, *failures: Any) -> None:
        """The next calls of the method ("response": a response_url) fail: a status, DROP, an error's name."""
        self._failures[method].extend(failures)

    @property
    def now(self) -> float:
        """Slack's clock; `ahead` of the real one."""
        return time.time() + self.ahead

    def new_ts(self) -> str:
        """The time on Slack's clock, which no other message has."""
        with self._changed:
            self._last_ts = max(int(self.now * 1_000_000), self._last_ts + 1)
            seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06}"

    def new_trigger(self) -> str:
        """What opens one form, within three seconds."""
        return self._triggers.new(self.now)

    def response_url(self, about: Sent | None = None) -> str:
        """A new one: for a command, or for a button of that message."""
        name = f"r{next(self._numbers)}"
        self._uses[name] = USES
        self._whose[name] = {"about": about}
        return f"{self.root}/response/{name}"

    def wait_for(self, true: Callable[[], bool], seconds: float = 10) -> None:
        """Return as soon as it is true; TimeoutError when that does not come."""
        with self._changed:
            if not self._changed.wait_for(true, seconds):
                raise TimeoutError(f"sent: {self.sent}, acknowledged: {self.acknowledged}")

    def push(self, kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Hand out an envelope over the newest socket; what it was acknowledged with."""
        self.wait_for(lambda: bool(self._connections))
        envelope = f"e{next(self._numbers)}"
        body = {"envelope_id": envelope, "type": kind, "accepts_response_payload": True, "payload": payload}
        self._send(json.dumps({**body, **more}))
        self.wait_for(lambda: envelope in self.acknowledged)
        return self.acknowledged[envelope]

    def _send(self, envelope: str) -> None:
        """Over the newest socket; over the next one where that has just been closed, as Slack does."""
        opened = len(self._connections)
        try:
            self._connections[-1].send(envelope)
        except ConnectionClosed:
            self.wait_for(lambda: len(self._connections) > opened)
            self._connections[-1].send(envelope)

    def send_away(self, reason: str = "refresh_requested") -> None:
        """Ask the newest connection to be replaced by another, as Slack does every few hours."""
        before = len(self._connections)
        self._connections[-1].send(json.dumps({"type": "disconnect", "reason": reason}))
        self.wait_for(lambda: len(self._connections) > before)

    def answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any:
        """A Web API call: the status and body of the answer, or DROP."""
        self.calls.append(method)
        failure = self._failures[method].popleft() if self._failures[method] else None
        if failure is not None and not isinstance(failure, Afterwards):
            return self._failure(failure)
        answer = self._answer_api(method, arguments, token)
        return answer if failure is None else self._failure(failure.failure)

    def _answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any:
        if token not in (BOT_TOKEN, APP_TOKEN):
            return 200, {"ok": False, "error": "invalid_auth"}
        if method == "auth.test":
            return 200, {
                "ok": True,
                "user_id": BOT,
                "bot_id": BOT_ID,
                "team_id": "T0",
                "team": "t",
                "url": "u",
            }
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return 200, {"ok": False, "error": "not_allowed_token_type"}
            port = self._socket.socket.getsockname()[1]
            return 200, {"ok": True, "url": f"ws://127.0.0.1:{port}/link?ticket={next(self._numbers)}"}
        if method in ("chat.postMessage", "chat.postEphemeral"):
            return 200, self._post(method, arguments)
        if method in NEEDED or method == "users.info":
            return 200, self.conversations.answer(method, arguments)
        if method == "views.open":
            return 200, self._open(arguments)
        return 200, {"ok": False, "error": "unknown_method"}

    def _open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        view = _decoded(arguments["view"])
        if wrong := view_problems(view):
            self.invalid.extend(wrong)
            return {"ok": False, "error": "invalid_arguments"}
        if refused := self._triggers.use(arguments["trigger_id"], self.now):
            return {"ok": False, "error": refused}
        with self._changed:
            self.views.append({**view, "id": f"V{next(self._numbers)}"})
            self._changed.notify_all()
        return {"ok": True, "view": self.views[-1]}

    def obey(self, told: dict[str, Any]) -> Any:
        """What a test in another process wants: how far ahead the clock is, and which calls of a method fail."""
        self.ahead = told.get("ahead", self.ahead)
        for method, failures in told.get("failures", {}).items():
            read = (Afterwards(one["after"]) if isinstance(one, dict) else one for one in failures)
            self._failures[method] = deque(read)
        return 200, {"ok": True}

    def answer_response(self, name: str, body: dict[str, Any]) -> Any:
        """A post to a response_url."""
        self.hold.wait(30)
        if self._failures["response"]:
            return self._failure(self._failures["response"].popleft())
        if not self._uses.get(name):
            return 404, "used_url"
        self._uses[name] -= 1
        if wrong := problems(body):
            self.invalid.extend(wrong)
            return 500, "invalid_blocks"
        about = self._whose[name]["about"]
        replaced = about.ts if body.get("replace_original") and about else None
        public = body.get("response_type") == "in_channel"
        self._record(
            body,
            channel=CHANNEL,
            ts=replaced or self.new_ts(),
            thread=body.get("thread_ts") or (about.thread if replaced and about else None),
            only_for=(about.only_for if replaced and about else None if public else PERSON),
            replaced=replaced,
        )
        return 200, "ok"

    def _post(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """To a channel, to one person in it, or to a person in a conversation of their own."""
        channel, metadata = arguments["channel"], arguments.get("metadata")
        if wrong := problems(arguments):
            self.invalid.extend(wrong)
            return {"ok": False, "error": "invalid_blocks"}
        if metadata is not None and (wrong_metadata := metadata_problem(_decoded(metadata))):
            self.invalid.append(wrong_metadata)
            return {"ok": False, "error": wrong_metadata}
        is_own = channel in self.conversations.people
        if not is_own and (refused := self.conversations.refusal(method, channel)):
            return refused
        only_for = channel if is_own else arguments.get("user")
        ts, thread = self.new_ts(), arguments.get("thread_ts")
        if only_for is None:
            message = {"type": "message", "ts": ts, "user": BOT, "bot_id": BOT_ID, "text": arguments["text"]}
            kept = {"metadata": _decoded(metadata)} if metadata is not None else {}
            kept |= {"thread_ts": thread} if thread is not None else {}
            self.conversations.rooms[channel].messages.append({**message, **kept})
        self._record(arguments, channel=channel, ts=ts, thread=thread, only_for=only_for)
        return {"ok": True, "ts": ts, "message_ts": ts, "channel": channel}

    def _record(self, body: dict[str, Any], **about: Any) -> None:
        with self._changed:
            self.sent.append(Sent(text=body["text"], blocks=body.get("blocks") or [], raw=body, **about))
            self._changed.notify_all()

    def _failure(self, failure: Any) -> Any:
        if isinstance(failure, str) and failure != DROP:
            return 200, {"ok": False, "error": failure}
        return failure if failure == DROP else (failure, {"ok": False, "error": "unwell"})

    def _connected(self, connection: ServerConnection) -> None:
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0"}}
        try:
            connection.send(json.dumps(hello))
            with self._changed:
                self._connections.append(connection)
                self._changed.notify_all()
            for message in connection:
                said = json.loads(message)
                with self._changed:
                    self.acknowledged[said["envelope_id"]] = said.get("payload") or {}
                    self._changed.notify_all()
        except ConnectionClosed:
            pass


def _decoded(argument: Any) -> Any:
    """What stands in a form as JSON comes as it is in a body of JSON."""
    return json.loads(argument) if isinstance(argument, str) else argument


def _handler(workspace: Workspace) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            _, kind, name = self.path.split("/", 2)
            if kind == "control":
                answer = workspace.obey(json.loads(body))
            elif kind == "response":
                answer = workspace.answer_response(name, json.loads(body))
            else:
                as_json = (self.headers.get("Content-Type") or "").startswith("application/json")
                form = json.loads(body or b"{}") if as_json else dict(parse_qsl(body.decode(), keep_blank_values=True))
                token = self.headers.get("Authorization", "").removeprefix("Bearer ") or form.get("token", "")
                answer = workspace.answer_api(name, form, token)
            if answer == DROP:
                self.close_connection = True
                return
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have been killed
                self._answer(*answer)

        def _answer(self, status: int, body: Any) -> None:
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", str(workspace.retry_after))
            self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler


def _shown(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        return "\n".join(_said(part) for part in block["elements"])
    if block["type"] == "actions":
        return " ".join(f"[{button['text']['text']}]" for button in block["elements"])
    texts = block["elements"] if block["type"] == "context" else [block["text"]]
    return " ".join(text["text"] for text in texts)


def _said(part: dict[str, Any]) -> str:
    if part["type"] == "rich_text_list":
        return "\n".join(_said(item) for item in part["elements"])
    return "".join(str(element["text"]) for element in part["elements"])
