"""The acknowledgement comes first, whatever the work behind it is waiting for."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import wording
from bot.app import build_app
from bot.listeners import THREADS
from bot.models import Topic
from bot.services import Services
from bot.settings import Settings
from bot.slow_work import WAITING, WORKERS, SlowWork
from handlers.acknowledging import KeptAck
from handlers.blocks.presses import SHARE
from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT

QUESTION = "how many ports are in the harbour league?"


class Acknowledged(BaseException):
    """Raised by the acknowledgement itself, so that nothing after it is done. No listener catches it."""


class Untouched:
    """Nothing of it may be used yet."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was used before the acknowledgement")


class Opened(Untouched):
    """Services of which nothing may be used yet but what was read at the start."""

    settings = Settings()
    topics = (Topic(name="harbour"),)


def acknowledge(*_: Any, **__: Any) -> None:
    raise Acknowledged


def listeners() -> Iterator[Any]:
    """Every listener of the bot's, without its services."""
    app: App = build_app(Opened(), client=WebClient("xoxb-none"), signing_secret=None)  # type: ignore[arg-type]
    yield from app._listeners


@pytest.mark.parametrize("listener", list(listeners()), ids=lambda one: one.ack_function.__qualname__)
def test_every_listener_acknowledges_before_it_touches_anything(listener: Any) -> None:
    """With a body that holds nothing: what cannot be read is acknowledged, too."""
    given = {"ack": acknowledge, "body": {}, "command": {}, "event": {}, "context": SimpleNamespace(bot_user_id=BOT)}
    with pytest.raises(Acknowledged):
        listener.ack_function(**{name: given.get(name, Untouched()) for name in listener.arg_names})


@pytest.fixture
def blocked(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every answer and every look at the store waits until it is set."""
    go = threading.Event()

    def waiting(work: Callable[..., Any]) -> Callable[..., Any]:
        def wait(*given: Any, **more: Any) -> Any:
            go.wait(60)
            return work(*given, **more)

        return wait

    for owner, name in ((type(services.answerer), "ask"), (type(services.store), "first_seen")):
        monkeypatch.setattr(owner, name, waiting(getattr(owner, name)))
    yield go
    go.set()


def test_requests_are_acknowledged_while_the_work_is_held_up(chat: Chat, blocked: threading.Event) -> None:
    """More of them than there are threads for listeners: those that find none are acknowledged, and answered once."""
    before, requests = len(chat.workspace.sent), THREADS + 5
    for number in range(requests):
        if number % 2:
            assert chat.way.command(chat.command_payload("/ask", QUESTION)) == 200
        else:
            assert chat.way.event(chat.mention_payload(f"<@{BOT}> {QUESTION}"), None) == 200
    assert len(chat.workspace.sent) == before
    blocked.set()
    chat.listeners.settle()
    assert len(chat.workspace.sent) == before + requests


@contextmanager
def full(queue: SlowWork) -> Iterator[None]:
    """All places of a queue are taken."""
    go, most = threading.Event(), WORKERS + WAITING
    with ThreadPoolExecutor(most) as others:
        under_way = [others.submit(queue.run, lambda: go.wait(60)) for _ in range(most)]
        while queue._places._value:
            time.sleep(0.01)
        try:
            yield
        finally:
            go.set()
    assert all(one.result() for one in under_way)


def test_with_the_queue_full_pages_are_refused_in_one_line_and_all_else_still_comes(
    chat: Chat, services: Services
) -> None:
    with full(services.fetching):
        assert chat.command("/ask", "add https://ledger.example/late").shown == wording.ERRORS["busy"]
        assert chat.command("/digest", "now").shown != wording.ERRORS["busy"]
        assert chat.command("/ask", QUESTION).quotes


def test_with_theirs_full_so_are_digests(chat: Chat, services: Services) -> None:
    with full(services.digesting):
        assert chat.command("/digest", "now").shown == wording.ERRORS["busy"]
        assert chat.command("/digest", "preview").shown == wording.ERRORS["busy"]
        assert chat.command("/ask", QUESTION).quotes


def test_a_listener_that_fails_at_once_does_not_become_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bolt looks for the acknowledgement while the error is being dealt with: the worst moment for it."""
    looked, answered, kept = threading.Event(), threading.Event(), KeptAck.response

    def look(ack: KeptAck) -> Any:
        if sys.exc_info()[0]:
            looked.set()
            answered.wait(10)
        return kept.__get__(ack)

    class Failing(ThreadPoolExecutor):
        def submit(self, *work: Any, **more: Any) -> Any:
            future = super().submit(*work, **more)
            future.add_done_callback(lambda _: looked.set())
            looked.wait(10)
            return future

    monkeypatch.setattr(KeptAck, "response", property(look, kept.__set__))
    here = AuthorizeResult(enterprise_id=None, team_id="T0HARBOUR", bot_token="xoxb-none", bot_user_id=BOT)
    with Failing(1) as executor:
        app = build_app(
            Opened(),  # type: ignore[arg-type]
            client=WebClient("xoxb-none"),
            signing_secret=None,
            authorize=lambda: here,
            executor=executor,
        )
        unreadable = {"type": "block_actions", "actions": [{"action_id": SHARE}]}
        assert app.dispatch(BoltRequest(mode="socket_mode", body=unreadable)).status == 200
        answered.set()
