"""A conversation with the whole bot: real services and Bolt app, a small corpus, Slack stood in for."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import structlog
from slack_sdk.signature import SignatureVerifier

from bot.app import build_app
from bot.listeners import Listeners
from bot.server import HttpDoor
from bot.services import Services, open_services
from bot.settings import Settings
from bot.socket_mode import SocketDoor
from handlers.sending import web_client
from tests.slack.deliveries import Attempt, deliver
from tests.slack.views import missing_fields, submitted_state
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, CHANNEL, PERSON, SECRET, Sent, Workspace

TOPICS = """
[harbour]
aliases = ["harbour league", "league"]
size = "How many ports are in the harbour league?"
leaders = "Who leads the harbour league?"
"""
ARTICLES = {
    "league-grows.md": (
        "---\ntitle: The league grows\nurl: https://ledger.example/league-grows\npublished: 2025-03-04\n---\n"
        "The harbour league now counts 12 ports, its secretary Mara Lindqvist said on Tuesday. "
        "Ports that joined this winter pay half of the fee.\n"
    ),
    "league-doubts.md": (
        "---\ntitle: Doubts about the league\npublished: 2025-03-09\n---\n"
        "Critics say that 14 ports are in the harbour league, because two signed in secret. "
        "The meeting in Larvik was chaired by Oskar Brandt.\n"
    ),
    "league-rumour.txt": (
        "---\ntitle: Rumour <!channel> *now*\nurl: javascript:alert(1)\n---\n"
        "A leaflet claimed that <!channel> 15 ports are in the harbour league & that "
        "*everybody* should read <https://evil.example|the paper>.\n"
    ),
    "league-stones.md": (
        "---\ntitle: The stones of Larvik\npublished: 2025-03-11\n---\n"
        "According to the harbour master, 16 ports are in the harbour league. He counted the stones.\n"
    ),
    "league-songs.md": (
        "---\ntitle: Songs of the sea\npublished: 2025-03-12\n---\n"
        "A singer counted again: 17 ports are in the harbour league, and every one has its own song.\n"
    ),
}


DOUBTS = "league-doubts.md"
"""The article that tests rewrite."""


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, workspace: Workspace) -> Settings:
    folder = tmp_path_factory.mktemp("bot")
    corpus = folder / "articles"
    corpus.mkdir()
    write_articles(corpus)
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=workspace.api_url,
        dateline_corpus=corpus,
        dateline_data=folder / "data",
        port=0,
    )


def write_articles(corpus: Path) -> None:
    (corpus / "topics.toml").write_text(TOPICS, encoding="utf-8")
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def logs() -> Iterator[None]:
    """What is logged goes to where caplog reads it."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def workspace() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened


@pytest.fixture(scope="session")
def services(settings: Settings) -> Iterator[Services]:
    with closing(open_services(settings)) as opened:
        opened.refresh()
        yield opened


@pytest.fixture
def rewrite(settings: Settings, services: Services) -> Iterator[Callable[[str, str], None]]:
    """Replaces words of an article; it is as it was when the test is over."""
    file = Path(settings.dateline_corpus) / DOUBTS

    def replace(old: str, new: str) -> None:
        assert old in ARTICLES[DOUBTS]
        file.write_text(ARTICLES[DOUBTS].replace(old, new), encoding="utf-8")
        services.refresh()

    yield replace
    file.write_text(ARTICLES[DOUBTS], encoding="utf-8")
    services.refresh()


class Settled(Listeners):
    """The bot's own pool, which a test can wait for."""

    def settle(self) -> None:
        for future in self._running.copy():
            future.exception(timeout=30)


@dataclass(frozen=True)
class Http:
    """Signed requests to the bot's port, each given so many seconds."""

    port: int
    patience: float = 30

    def command(self, payload: dict[str, Any]) -> int:
        return self.post(urlencode(payload))

    def event(self, payload: dict[str, Any], retry: int | None, reason: str | None = None) -> int:
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason or "http_timeout"} if retry else {}
        return self.post(json.dumps(payload), kind="application/json", headers=again)

    def action(self, payload: dict[str, Any]) -> int:
        return self.post(urlencode({"payload": json.dumps(payload)}))

    def view(self, payload: dict[str, Any]) -> dict[str, Any]:
        status, body = self.send(urlencode({"payload": json.dumps(payload)}))
        assert status == 200
        return dict(json.loads(body or "{}"))

    def post(self, body: str | bytes, **more: Any) -> int:
        return self.send(body, **more)[0]

    def send(
        self,
        body: str | bytes,
        *,
        kind: str = "application/x-www-form-urlencoded",
        headers: dict[str, str] | None = None,
        secret: str = SECRET,
    ) -> tuple[int, str]:
        stamp = str(int(time.time()))
        signed = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or "",
        }
        return self.request("POST", "/slack/events", body, {**signed, **(headers or {})})

    def request(
        self, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)) as connection:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode()


@dataclass(frozen=True)
class Socket:
    """Envelopes over the bot's connection; an acknowledgement counts as 200."""

    workspace: Workspace

    def command(self, payload: dict[str, Any]) -> int:
        return self._push("slash_commands", payload)

    def event(self, payload: dict[str, Any], retry: int | None, reason: str | None = None) -> int:
        more = {"retry_attempt": retry, "retry_reason": reason or "timeout"} if retry else {}
        return self._push("events_api", payload, **more)

    def action(self, payload: dict[str, Any]) -> int:
        return self._push("interactive", payload)

    def view(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self.workspace.push("interactive", payload)

    def _push(self, kind: str, payload: dict[str, Any], **more: Any) -> int:
        self.workspace.push(kind, payload, **more)
        return 200


def event_failure(way: Http | Socket, payload: dict[str, Any], retry: int | None, reason: str | None) -> str | None:
    """Why an attempt to deliver an event failed, in Slack's words; None where it was acknowledged."""
    try:
        return None if 200 <= way.event(payload, retry, reason) < 300 else "http_error"
    except TimeoutError:
        return "http_timeout" if isinstance(way, Http) else "timeout"
    except OSError:
        return "connection_failed"


@dataclass
class Chat:
    """A person in a channel with the bot. Each thing done gives the one message that came of it."""

    workspace: Workspace
    way: Http | Socket
    listeners: Settled
    last: Sent | None = None

    def command(self, name: str, text: str = "", **more: Any) -> Sent:
        return self._one(lambda: self.way.command(self.command_payload(name, text, **more)))

    def mention(self, text: str, **more: Any) -> Sent:
        return self._one(lambda: self.way.event(self.mention_payload(text, **more), None))

    def press(self, label: str, on: Sent | None = None) -> list[Sent]:
        """All messages that came of it, in order."""
        on = on or self.last
        assert on is not None
        assert label in on.buttons, f"no {label!r} among {list(on.buttons)}"
        return self.doing(lambda: self.way.action(self.press_payload(on.buttons[label], on)))

    def deliver(self, payload: dict[str, Any], lost: int = 0) -> tuple[list[Attempt], list[Sent]]:
        """Deliver an event as Slack does, the first `lost` acknowledgements lost: the attempts, and what came of it."""
        attempts: list[Attempt] = []
        came = self.doing(lambda: attempts.extend(deliver(partial(event_failure, self.way, payload), lost)) or 200)
        return attempts, came

    def doing(self, act: Any, acknowledged: int = 200) -> list[Sent]:
        before = len(self.workspace.sent)
        assert act() == acknowledged
        self.listeners.settle()
        came = self.workspace.sent[before:]
        self.last = came[-1] if came else self.last
        return came

    def open_form(self, name: str, text: str, **more: Any) -> dict[str, Any]:
        """The one form that came of a command."""
        before = len(self.workspace.views)
        assert self.doing(lambda: self.way.command(self.command_payload(name, text, **more))) == []
        (view,) = self.workspace.views[before:]
        return view

    def send_form(self, view: dict[str, Any], user: str = PERSON, **changes: Any) -> tuple[dict[str, Any], list[Sent]]:
        """Send a form in, with those fields changed: what Slack was answered, and all messages that came of it."""
        state = submitted_state(view, changes)
        assert missing_fields(view, state) == []
        payload = {
            "type": "view_submission",
            "team": {"id": "T0"},
            "user": {"id": user, "team_id": "T0"},
            "api_app_id": "A0",
            "view": {**view, "state": state},
        }
        answers: list[dict[str, Any]] = []
        came = self.doing(lambda: answers.append(self.way.view(payload)) or 200)
        return answers[0], came

    def _one(self, act: Any) -> Sent:
        came = self.doing(act)
        assert len(came) == 1, f"{len(came)} messages: {came}"
        return came[0]

    def command_payload(self, name: str, text: str, **more: Any) -> dict[str, Any]:
        channel, user = more.get("channel_id", CHANNEL), more.get("user_id", PERSON)
        return {
            "command": name,
            "text": text,
            "response_url": self.workspace.response_url(None, channel, user),
            "channel_id": CHANNEL,
            "user_id": PERSON,
            "team_id": "T0",
            "api_app_id": "A0",
            "trigger_id": self.workspace.new_trigger(),
            **more,
        }

    def mention_payload(self, text: str, event_id: str | None = None, **more: Any) -> dict[str, Any]:
        ts = self.workspace.new_ts()
        event = {"type": "app_mention", "user": PERSON, "text": text, "ts": ts, "channel": CHANNEL, **more}
        return {
            "type": "event_callback",
            "event_id": event_id or f"Ev{ts}",
            "team_id": "T0",
            "api_app_id": "A0",
            "event": {**event, "event_ts": ts},
        }

    def press_payload(self, button: dict[str, Any], on: Sent) -> dict[str, Any]:
        return {
            "type": "block_actions",
            "user": {"id": PERSON, "team_id": "T0"},
            "team": {"id": "T0"},
            "api_app_id": "A0",
            "trigger_id": self.workspace.new_trigger(),
            "channel": {"id": on.channel},
            "container": {
                "type": "message",
                "message_ts": on.ts,
                "channel_id": on.channel,
                "is_ephemeral": on.only_for is not None,
                **({"thread_ts": on.thread} if on.thread else {}),
            },
            "response_url": self.workspace.response_url(on),
            "actions": [{**button, "block_id": "b", "action_ts": self.workspace.new_ts()}],
        }


@pytest.fixture(scope="module", params=["http", "socket"])
def running(
    request: pytest.FixtureRequest, settings: Settings, services: Services, workspace: Workspace
) -> Iterator[tuple[Http | Socket, Settled]]:
    """The bot behind each of its doors, with the threads that it has when it is served.

    For one module: its threads use `random`, which hypothesis does not bear beside it.
    """
    listeners = Settled()
    app = build_app(services, client=web_client(settings), signing_secret=SECRET, executor=listeners)
    door = HttpDoor(0) if request.param == "http" else SocketDoor(settings)
    with closing(door):
        door.open(app, services, lambda: None)
        yield Http(door.port) if isinstance(door, HttpDoor) else Socket(workspace), listeners
    assert listeners.finish(10)


@pytest.fixture
def chat(running: tuple[Http | Socket, Settled], workspace: Workspace) -> Iterator[Chat]:
    """A conversation, over HTTP and over a socket. Nothing that Slack would refuse may come of it."""
    way, listeners = running
    workspace.sent.clear()
    workspace.invalid.clear()
    yield Chat(workspace, way, listeners)
    assert workspace.invalid == []
