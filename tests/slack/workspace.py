"""A stand-in for Slack's servers on loopback: the Web API, response_urls, and Socket Mode."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from bot.manifest import SCOPES
from tests.slack.conversations import BOT, BOT_ID, PERSON, Conversations, metadata_problem
from tests.slack.limits import problems
from tests.slack.responses import ResponseUrl, ResponseUrls
from tests.slack.scopes import METHODS, missing
from tests.slack.sent import Sent
from tests.slack.serving import DROP, Afterwards, Server
from tests.slack.sockets import Sockets
from tests.slack.surfaces import Surfaces, decoded

__all__ = ["APP_TOKEN", "BOT", "BOT_TOKEN", "CHANNEL", "DROP", "PERSON", "SECRET", "Afterwards", "Sent", "Workspace"]

BOT_TOKEN = "xoxb-stand-in"
APP_TOKEN = "xapp-stand-in"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CHANNEL = "C0NEWSROOM"
POSTS_APART = 1
"""Seconds between two messages in a channel, where a test wants Slack to be strict."""
ANN = {"name": "ann", "real_name": "Ann Berg", "profile": {"display_name": "Ann"}, "tz": "Europe/Kyiv"}


class Workspace:
    """Use as a context manager. What Slack would refuse is refused, and why is kept in `invalid`: a test that meant it
    clears that, else it fails at the end. `is_strict`: messages in a channel may come once a second alone."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls: list[str] = []
        self.invalid: list[str] = []
        self.retry_after = 0
        self.ahead = 0.0
        self.is_strict = False
        self.hold = threading.Event()
        self.hold.set()
        self.conversations = Conversations(granted=set(SCOPES), people={PERSON: dict(ANN)})
        self.surfaces = Surfaces(self.invalid)
        self._failures: defaultdict[str, deque[Any]] = defaultdict(deque)
        self._urls = ResponseUrls()
        self._posted: dict[str, float] = {}
        self._last_ts = 0
        self._changed = threading.Condition()
        self.sockets = Sockets(self._changed)
        self.http = Server(self)

    def __enter__(self) -> "Workspace":
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.sockets.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.hold.set()
        self.http.shutdown()
        self.http.server_close()
        self.sockets.stop()
        assert kind is not None or not self.invalid, self.invalid

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}"

    @property
    def api_url(self) -> str:
        return f"{self.root}/api/"

    @property
    def views(self) -> list[dict[str, Any]]:
        """The forms that were opened, in order."""
        return self.surfaces.views

    @property
    def now(self) -> float:
        """Slack's clock; `ahead` of the real one."""
        return time.time() + self.ahead

    def fail(self, method: str, *failures: Any) -> None:
        """The next calls of the method ("response": a response_url) fail: a status, DROP, an error's name."""
        self._failures[method].extend(failures)

    def new_ts(self) -> str:
        """The time on Slack's clock, which no other message has."""
        with self._changed:
            self._last_ts = max(int(self.now * 1_000_000), self._last_ts + 1)
            seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06}"

    def new_trigger(self) -> str:
        """What opens one form, within three seconds."""
        return self.surfaces.triggers.new(self.now)

    def response_url(self, about: Sent | None = None, channel: str = CHANNEL, person: str = PERSON) -> str:
        """A new one: for a command in that channel, or for a button of that message."""
        url = ResponseUrl(about, about.channel if about else channel, person, self.now)
        return f"{self.root}/response/{self._urls.new(url)}"

    def wait_for(self, true: Callable[[], bool], seconds: float = 10) -> None:
        """Return as soon as it is true; TimeoutError when that does not come."""
        if not self.sockets.wait_for(true, seconds):
            raise TimeoutError(f"sent: {self.sent}")

    def push(self, kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Hand out an envelope over a socket; what it was acknowledged with."""
        return self.sockets.push(kind, payload, **more)

    def send_away(self, reason: str = "refresh_requested") -> None:
        """Ask the newest connection to be replaced by another, as Slack does every few hours; back when it is."""
        before = len(self.sockets.links)
        self.sockets.send_away(reason, self.sockets.links[-1])
        self.wait_for(lambda: len(self.sockets.links) > before)

    def scopes(self, token: str) -> str:
        """What Slack says in its header that the token was granted."""
        return ",".join(sorted(self.conversations.granted)) if token == BOT_TOKEN else ""

    def answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any:
        """A Web API call: the status and body of the answer, or DROP."""
        self.calls.append(method)
        failure = self._failures[method].popleft() if self._failures[method] else None
        if failure is not None and not isinstance(failure, Afterwards):
            return _failure(failure)
        answer = self._answer_api(method, arguments, token)
        return answer if failure is None else _failure(failure.failure)

    def _answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any:
        if token not in (BOT_TOKEN, APP_TOKEN):
            return 200, _error("invalid_auth")
        if method not in METHODS:
            return 200, _error("unknown_method")
        if (token == APP_TOKEN) != (method == "apps.connections.open"):
            return 200, _error("not_allowed_token_type")
        if any(not isinstance(arguments.get(name, ""), str) for name in ("channel", "user", "user_id")):
            return 200, _error("invalid_arguments")
        kind = self.conversations.kind(arguments.get("channel", ""))
        if needed := missing(method, kind, self.conversations.granted):
            return 200, {**_error("missing_scope"), "needed": needed, "provided": self.scopes(token)}
        if self.is_strict and method == "chat.postMessage" and not self._may_post(arguments["channel"]):
            return 429, _error("ratelimited")
        answer = self._methods.get(method, self._of_conversations(method))(arguments)
        with self._changed:
            self._changed.notify_all()
        return 200, answer

    @property
    def _methods(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        """What answers each method but those that ask about conversations and people."""
        return {
            "apps.connections.open": lambda _: {"ok": True, "url": f"ws://127.0.0.1:{self.sockets.port}/link?ticket=1"},
            "assistant.threads.setStatus": self.surfaces.status,
            "assistant.threads.setSuggestedPrompts": self.surfaces.prompt,
            "assistant.threads.setTitle": self.surfaces.title,
            "auth.test": lambda _: {
                "ok": True, "user_id": BOT, "user": "dateline", "bot_id": BOT_ID, "team_id": "T0", "team": "Newsroom"
            },
            "chat.getPermalink": self.conversations.permalink,
            "chat.postEphemeral": lambda asked: self._post("chat.postEphemeral", asked),
            "chat.postMessage": lambda asked: self._post("chat.postMessage", asked),
            "chat.unfurl": self.surfaces.unfurl,
            "views.open": lambda asked: self.surfaces.open(asked, self.now),
            "views.publish": self.surfaces.publish,
            "views.update": self.surfaces.update,
        }  # fmt: skip

    def _of_conversations(self, method: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
        return lambda asked: self.conversations.answer(method, asked)

    def _may_post(self, channel: str) -> bool:
        """Whether the last message there is a second old."""
        if self.now < self._posted.get(channel, 0) + POSTS_APART:
            return False
        self._posted[channel] = self.now
        return True

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
            return _failure(self._failures["response"].popleft())
        url = self._urls.use(name, self.now)
        if isinstance(url, str):
            return 404, url
        if wrong := problems(body):
            self.invalid.extend(wrong)
            return 500, "invalid_blocks"
        replaced = url.about if body.get("replace_original") else None
        public = body.get("response_type") == "in_channel"
        self._record(
            body,
            channel=url.channel,
            ts=replaced.ts if replaced else self.new_ts(),
            thread=body.get("thread_ts") or (replaced.thread if replaced else None),
            only_for=replaced.only_for if replaced else None if public else url.person,
            replaced=replaced.ts if replaced else None,
        )
        return 200, "ok"

    def _post(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """To a channel, to one person in it, or to a person in a conversation of their own."""
        channel, metadata = arguments["channel"], arguments.get("metadata")
        if wrong := problems(arguments):
            self.invalid.extend(wrong)
            return _error("invalid_blocks")
        if metadata is not None and (wrong_metadata := metadata_problem(decoded(metadata))):
            self.invalid.append(wrong_metadata)
            return _error(wrong_metadata)
        is_own = channel in self.conversations.people
        if not is_own and (refused := self.conversations.refusal(method, channel)):
            return refused
        only_for = channel if is_own else arguments.get("user")
        ts, thread = self.new_ts(), arguments.get("thread_ts")
        if only_for is None:
            message = {"type": "message", "ts": ts, "user": BOT, "bot_id": BOT_ID, "text": arguments["text"]}
            kept = {"metadata": decoded(metadata)} if metadata is not None else {}
            kept |= {"thread_ts": thread} if thread is not None else {}
            self.conversations.rooms[channel].messages.append({**message, **kept})
        self._record(arguments, channel=channel, ts=ts, thread=thread, only_for=only_for)
        return {"ok": True, "ts": ts, "message_ts": ts, "channel": channel}

    def _record(self, body: dict[str, Any], **about: Any) -> None:
        with self._changed:
            self.sent.append(Sent(text=body["text"], blocks=body.get("blocks") or [], raw=body, **about))
            self._changed.notify_all()


def _failure(failure: Any) -> Any:
    if isinstance(failure, str) and failure != DROP:
        return 200, _error(failure)
    return failure if failure == DROP else (failure, {"ok": False, "error": "unwell"})


def _error(word: str) -> dict[str, Any]:
    return {"ok": False, "error": word}
