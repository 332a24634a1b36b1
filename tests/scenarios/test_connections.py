"""Connections over Socket Mode come and go: no request is lost, and none answered twice."""

import gc
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot import socket_mode
from bot.app import build_app
from bot.services import Services
from bot.settings import Settings
from bot.socket_mode import CONNECTIONS, SocketDoor
from handlers.sending import web_client
from tests.scenarios.conftest import Chat, Settled, Socket
from tests.slack.sockets import Link, Sockets
from tests.slack.workspace import BOT, SECRET, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

QUESTION = "how many ports are in the harbour league?"


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened
    gc.collect()  # the SDK may forget a socket while it replaces a connection: what it left is collected here, unheard


@pytest.fixture
def connected(
    slack: Workspace, settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Chat]:
    """The bot behind its own connections, which miss a lost one at once."""
    monkeypatch.setattr(socket_mode, "PING", 0.1)
    own = settings.model_copy(update={"slack_api_url": slack.api_url})
    listeners = Settled()
    app = build_app(services, client=web_client(own), signing_secret=SECRET, executor=listeners)
    with closing(SocketDoor(own)) as door:
        door.open(app, services, lambda: None)
        assert slack.sockets.wait_for(lambda: len(slack.sockets.open) == CONNECTIONS)
        yield Chat(slack, Socket(slack), listeners)
    assert listeners.finish(30)


def settled(sockets: Sockets, links: int) -> None:
    """Return when so many connections have been made in all, and as many as ever are open."""
    assert sockets.wait_for(lambda: len(sockets.links) >= links and len(sockets.open) >= CONNECTIONS, 60)


def ask(chat: Chat) -> None:
    """Three ways to ask: each is answered, once."""
    assert chat.command("/harbour", "size").quotes
    assert chat.mention(f"<@{BOT}> {QUESTION}").quotes
    assert chat.press("More", chat.command("/ask", QUESTION))[0].quotes


def test_payloads_go_to_any_connection_and_are_answered_once(connected: Chat) -> None:
    for _ in range(CONNECTIONS + 1):
        ask(connected)
    assert all(link.acknowledged for link in connected.workspace.sockets.links)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_connection_that_slack_sends_away_is_replaced(connected: Chat, reason: str) -> None:
    sockets = connected.workspace.sockets
    for number in range(CONNECTIONS):
        sockets.send_away(reason, sockets.links[number])
        ask(connected)
        settled(sockets, CONNECTIONS + number + 1)
        ask(connected)


@pytest.mark.parametrize("aborted", [False, True])
def test_a_connection_that_is_lost_is_replaced(connected: Chat, aborted: bool) -> None:
    sockets = connected.workspace.sockets
    sockets.open[0].lose(aborted=aborted)
    ask(connected)
    settled(sockets, CONNECTIONS + 1)
    ask(connected)


def test_with_every_connection_lost_at_once_the_bot_comes_back(connected: Chat) -> None:
    sockets = connected.workspace.sockets
    for link in sockets.open:
        link.lose()
    settled(sockets, 2 * CONNECTIONS)
    ask(connected)


def test_an_event_whose_connection_is_lost_before_the_acknowledgement_is_answered_once(connected: Chat) -> None:
    sockets, payload = connected.workspace.sockets, connected.mention_payload(f"<@{BOT}> {QUESTION}")
    first = sockets.open[0]

    def twice() -> int:
        send_and_lose(first, sockets, payload)
        return connected.way.event(payload, 1)

    assert len(connected.doing(twice)) == 1


def send_and_lose(link: Link, sockets: Sockets, payload: dict[str, object]) -> None:
    """The envelope arrives, its acknowledgement does not."""
    sockets.push_over(link, "events_api", payload)
    link.lose()


def test_a_slack_without_new_addresses_keeps_the_old_connections(connected: Chat) -> None:
    sockets = connected.workspace.sockets
    connected.workspace.fail("apps.connections.open", "link_disabled")
    sockets.send_away("warning", sockets.links[0])
    ask(connected)
    assert len(sockets.links) == CONNECTIONS
