"""A conversation with the bot in this terminal, through the Bolt app and handlers that Slack talks to."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import wording
from bot.app import build_app
from bot.console import payloads
from bot.console.bringing_in import bring_in
from bot.console.drawing import buttons_of, draw_message
from bot.console.page import put
from bot.console.workspace import Workspace
from bot.errors import DataUnwritable, DatelineError
from bot.logs import write_logs
from bot.manifest import command_names
from bot.models import Topic
from bot.services import Services, open_services
from bot.settings import Settings
from bot.watches.checks import Checks
from handlers.delivery import WatchDelivery

TOKEN = "xoxb-console"  # noqa: S105 - no secret: there is no Slack
LEAVE = frozenset({"quit", "exit"})
PROMPT = "> "
LOG = "console.log"

_ADDRESS = re.compile(r"@dateline\b[\s,:]*", re.IGNORECASE)
"""How the bot is mentioned in Slack; here whatever is typed is for it."""


class Listener(ThreadPoolExecutor):
    """One thread for listeners, apart from Bolt's own as in Slack; what runs on it can be waited for."""

    def __init__(self) -> None:
        super().__init__(1, thread_name_prefix="listener")
        self._last: Future[Any] | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._last = super().submit(fn, *args, **kwargs)
        return self._last

    def settle(self) -> None:
        """Return when everything that was submitted has ended."""
        while (last := self._last) and not last.done():
            wait([last])


def converse(settings: Settings) -> None:
    """Answer every line of standard input until it ends or says quit."""
    # What is said here stays in this process, whatever proxy the environment names for the world outside.
    os.environ["no_proxy"] = "*"
    with (
        open_services(settings) as services,
        _open_log(settings.dateline_data) as log,
        Workspace() as workspace,
    ):
        write_logs(settings.log_level, log)
        report = bring_in(services)
        with closing(Session(services, workspace, Console())) as session:
            if sys.stdin.isatty():
                session.welcome(len(report.refused))
            _converse(services, session)


def _open_log(data: Path) -> TextIO:
    """Raises DataUnwritable."""
    try:
        return (data / LOG).open("a", encoding="utf-8")
    except OSError as error:
        raise DataUnwritable(str(error), folder=data, why=error.strerror or str(error)) from error


def _converse(services: Services, session: "Session") -> None:
    for line in typed_lines():
        if line.lower() in LEAVE:
            return
        session.bring_in()
        session.take(line)


def typed_lines() -> Iterator[str]:
    """What is typed at a prompt, or the lines of other input; without blank ones."""
    lines = _prompted() if sys.stdin.isatty() else _piped()
    return (line for line in (line.strip() for line in lines) if line)


class Session:
    """One person in one channel with the bot. What is said to it without a command is said in one thread."""

    def __init__(self, services: Services, workspace: Workspace, console: Console) -> None:
        self._services = services
        self._workspace = workspace
        self._console = console
        self._buttons: list[tuple[payloads.Payload, str, payloads.Payload]] = []
        self._thread: str | None = None
        self._listener = Listener()
        client = WebClient(TOKEN, base_url=workspace.api_url)
        delivery = WatchDelivery(client, services.settings.dateline_timezone)
        self._checks = Checks(services.store, services.answerer, delivery, _now)
        self._app: App = build_app(
            services, client=client, signing_secret=None, authorize=_authorize, executor=self._listener
        )

    def close(self) -> None:
        """Return when no listener runs any more."""
        self._listener.shutdown()

    def welcome(self, refused: int) -> None:
        """Say how much is in and how many files were refused, and three things to try."""
        if refused:
            self._say(wording.not_taken_in(refused))
        self._say(wording.console_welcome(self._services.store.counts().articles, to_try(self._services.topics)))

    def bring_in(self) -> None:
        """Bring in what changed, and tell what that changes for watches. Where the folder is gone, what is in answers
        all the same, and it is said."""
        try:
            self._services.refresh()
            self._tell_watches()
        except DatelineError as error:
            self._say(wording.of_error(error))
        self._draw_all()

    def _tell_watches(self) -> None:
        """Ask those set here again; in Slack they are once changes have settled. Those of other channels are for Slack
        alone. Raises DatelineError."""
        store = self._services.store
        for watch in store.due_watches(store.last_change(), _now()):
            if watch.channel == payloads.CHANNEL:
                self._checks.carry_out(watch)

    def take(self, line: str) -> None:
        """Do what a line says, and print what the bot answers to it."""
        if line.lower() in ("help", "/"):
            self._say(wording.console_help(to_try(self._services.topics), self._commands()))
        elif line.isdecimal():
            self._press(int(line))
        elif line.startswith("/"):
            self._dispatch(payloads.command(line, self._workspace.response_url()))
        else:
            mention = payloads.mention(_ADDRESS.sub("", line), self._thread)
            self._thread = self._thread or mention["event"]["ts"]
            self._dispatch(mention)

    def _press(self, number: int) -> None:
        if not 0 < number <= len(self._buttons):
            self._say(wording.no_button(number))
            return
        button, block_id, message = self._buttons[number - 1]
        url = self._workspace.response_url(message["ts"])
        self._dispatch(payloads.press(button, block_id, message, url))

    def _dispatch(self, payload: payloads.Payload) -> None:
        self._app.dispatch(BoltRequest(body=payload, mode="socket_mode"))
        self._listener.settle()
        self._draw_all()

    def _draw_all(self) -> None:
        for message in self._workspace.collect():
            self._draw(message)

    def _draw(self, message: payloads.Payload) -> None:
        first = len(self._buttons) + 1
        found = list(buttons_of(message))
        self._buttons += [(button, block_id, message) for button, block_id in found]
        put(self._console, Text(_seen_by(message), style="dim"))
        draw_message(self._console, message, range(first, first + len(found)))
        self._say("")

    def _commands(self) -> list[str]:
        return command_names(self._services.topics, reserved=True)

    def _say(self, text: str) -> None:
        put(self._console, Text(text))


def to_try(topics: tuple[Topic, ...]) -> list[str]:
    """Three things to type: a topic's first word, its last question, and the digest."""
    topic = next((topic for topic in topics if topic.asks), None)
    if topic is None:
        return ["/ask …", "/attended …", "/digest now"]
    return [f"/{topic.name} {next(iter(topic.asks))}", list(topic.asks.values())[-1], "/digest now"]


def _seen_by(message: payloads.Payload) -> str:
    if message["is_ephemeral"]:
        return wording.SEEN_BY_ONE
    return wording.SEEN_IN_THREAD if message.get("thread_ts") else wording.SEEN_BY_ALL


def _prompted() -> Iterator[str]:
    import readline  # noqa: F401 - its import gives the prompt a history

    while True:
        try:
            line = input(PROMPT)
        except (EOFError, KeyboardInterrupt) as end:
            sys.stdout.write("\n")  # whoever prompts next begins a line
            if isinstance(end, KeyboardInterrupt):
                raise
            return
        yield line


def _piped() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")


def _now() -> datetime:
    return datetime.now(UTC)


def _authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None,
        team_id=payloads.TEAM,
        bot_token=TOKEN,
        bot_user_id=payloads.BOT,
        bot_id="B0DATELINE",
    )
