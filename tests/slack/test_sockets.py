"""The stand-in's side of Socket Mode, against a plain client."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.slack.sockets import MOST_CONNECTIONS
from tests.slack.workspace import APP_TOKEN, Workspace


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened


@pytest.fixture
def clients(slack: Workspace) -> Iterator[Any]:
    """Opens so many connections, and has read what each is greeted with."""
    with ExitStack() as stack:

        def open_some(number: int) -> list[tuple[ClientConnection, dict[str, Any]]]:
            _, answer = slack.answer_api("apps.connections.open", {}, APP_TOKEN)
            made = []
            for at in range(number):
                one = stack.enter_context(connect(answer["url"]))
                made.append((one, json.loads(one.recv(10))))
                assert slack.sockets.wait_for(lambda at=at: len(slack.sockets.links) > at)
            return made

        yield open_some


def acknowledge(client: ClientConnection) -> None:
    """Take one envelope."""
    told = json.loads(client.recv(10))
    client.send(json.dumps({"envelope_id": told["envelope_id"], "payload": {"took": told["payload"]}}))


def test_a_connection_hears_how_many_there_are_and_one_too_many_is_sent_away(slack: Workspace, clients: Any) -> None:
    greeted = [hello for _, hello in clients(MOST_CONNECTIONS)]
    assert [hello["num_connections"] for hello in greeted] == list(range(1, MOST_CONNECTIONS + 1))
    _, answer = slack.answer_api("apps.connections.open", {}, APP_TOKEN)
    with connect(answer["url"]) as refused:
        assert json.loads(refused.recv(10))["reason"] == "too_many_websockets"


def test_payloads_go_to_every_connection_in_turn(slack: Workspace, clients: Any) -> None:
    for client, _ in clients(2):
        Thread(target=acknowledge, args=(client,)).start()
    assert [slack.push("interactive", {"n": n})["took"] for n in range(2)] == [{"n": 0}, {"n": 1}]


def test_a_connection_that_was_sent_away_gets_no_more(slack: Workspace, clients: Any) -> None:
    (first, _), (second, _) = clients(2)
    slack.sockets.send_away("warning", slack.sockets.links[0])
    assert json.loads(first.recv(10))["reason"] == "warning"
    for number in range(2):
        thread = Thread(target=acknowledge, args=(second,))
        thread.start()
        assert slack.push("events_api", {"n": number})["took"] == {"n": number}
        thread.join()


def test_an_envelope_that_is_not_acknowledged_is_said_so(
    slack: Workspace, clients: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients(1)
    monkeypatch.setattr(slack.sockets, "wait_for", lambda true, seconds=0.0: true())
    with pytest.raises(TimeoutError):
        slack.push("events_api", {})


@pytest.mark.parametrize("aborted", [False, True])
def test_a_connection_that_is_lost_says_nothing(slack: Workspace, clients: Any, aborted: bool) -> None:
    ((client, _),) = clients(1)
    slack.sockets.links[0].lose(aborted=aborted)
    with pytest.raises(ConnectionClosed) as ended:
        client.recv(10)
    assert ended.value.rcvd is None
    assert slack.sockets.wait_for(lambda: not slack.sockets.open)
