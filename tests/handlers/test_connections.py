"""Connections to Slack are kept for the next request, each for one at a time, and never once they have ended."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest

from handlers.blocks.notice import notice
from handlers.connections import Client, Connections
from handlers.sending import post_once
from tests.slack.workspace import BOT_TOKEN, CHANNEL, DROP, Workspace


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened


@pytest.fixture
def connections() -> Iterator[Connections]:
    with closing(Connections()) as made:
        yield made


@pytest.fixture
def moments() -> list[float]:
    """What a clock shows: the last of them."""
    return [0.0]


@pytest.fixture
def timed(moments: list[float]) -> Iterator[Connections]:
    """Connections that are kept for 30 seconds of that clock."""
    with closing(Connections(kept_for=30, clock=lambda: moments[-1])) as made:
        yield made


def post(slack: Workspace, text: str) -> Request:
    body = json.dumps({"channel": CHANNEL, "text": text}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {BOT_TOKEN}"}
    return Request(f"{slack.api_url}chat.postMessage", body, headers, method="POST")


def send_together(slack: Workspace, connections: Connections, texts: Sequence[str]) -> None:
    """Slack answers none of them before it has all."""
    answer, all_there = slack.answer_api, threading.Barrier(len(texts), timeout=10)

    def answer_together(method: str, arguments: dict[str, Any], token: str) -> Any:
        all_there.wait()
        return answer(method, arguments, token)

    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(len(texts)) as threads:
        patched.setattr(slack, "answer_api", answer_together)
        replies = list(threads.map(lambda text: connections.send(post(slack, text), timeout=10), texts))
    assert all(json.loads(reply.body)["ok"] for reply in replies)


def said(slack: Workspace) -> list[str]:
    return [message.text for message in slack.sent]


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_requests_one_after_another_share_a_connection(slack: Workspace, connections: Connections) -> None:
    replies = [connections.send(post(slack, text), timeout=10) for text in ("one", "two", "three")]
    assert [json.loads(reply.body)["ok"] for reply in replies] == [True] * 3
    assert said(slack) == ["one", "two", "three"]
    assert slack.http.connections == 1


def test_requests_at_the_same_time_never_do(slack: Workspace, connections: Connections) -> None:
    for texts in ("abcd", "efgh"):
        send_together(slack, connections, texts)
    assert sorted(said(slack)) == list("abcdefgh")
    assert slack.http.connections == 4


def test_a_connection_that_slack_has_ended_is_not_used(slack: Workspace, connections: Connections) -> None:
    connections.send(post(slack, "one"), timeout=10)
    slack.http.hang_up()
    connections.send(post(slack, "two"), timeout=10)
    assert said(slack) == ["one", "two"]
    assert slack.http.connections == 2


def test_nor_is_one_that_was_not_used_for_long(slack: Workspace, timed: Connections, moments: list[float]) -> None:
    for now, made in ((0.0, 1), (29.0, 1), (58.0, 1), (88.0, 2)):
        moments.append(now)
        timed.send(post(slack, "hello"), timeout=10)
        assert slack.http.connections == made


def test_what_was_not_used_for_long_is_closed_when_another_comes_back(
    slack: Workspace, timed: Connections, moments: list[float]
) -> None:
    send_together(slack, timed, "ab")
    for now in (20.0, 40.0):
        moments.append(now)
        timed.send(post(slack, "hello"), timeout=10)
    wait_until(lambda: slack.http.open_connections == 1)


def test_so_is_what_leads_to_another_place(slack: Workspace, timed: Connections, moments: list[float]) -> None:
    with Workspace() as other:
        timed.send(post(other, "hello"), timeout=10)
        moments.append(40.0)
        timed.send(post(slack, "hello"), timeout=10)
        wait_until(lambda: other.http.open_connections == 0)


def test_all_that_are_kept_can_be_closed(slack: Workspace, connections: Connections) -> None:
    send_together(slack, connections, "ab")
    connections.close()
    wait_until(lambda: slack.http.open_connections == 0)


def test_a_refusal_is_raised_with_what_slack_says(slack: Workspace, connections: Connections) -> None:
    slack.fail("chat.postMessage", 503)
    with pytest.raises(HTTPError) as refused:
        connections.send(post(slack, "hello"), timeout=10)
    assert refused.value.code == 503
    assert json.loads(refused.value.read()) == {"ok": False, "error": "unwell"}
    refused.value.close()


def test_a_lost_reply_is_no_request_that_was_not_sent(slack: Workspace, connections: Connections) -> None:
    """Whoever must say nothing twice tells the two apart by the error."""
    slack.fail("chat.postMessage", DROP)
    with pytest.raises(RemoteDisconnected):
        connections.send(post(slack, "one"), timeout=10)
    connections.send(post(slack, "two"), timeout=10)
    assert said(slack) == ["two"]


def test_what_cannot_be_sent_says_why(connections: Connections) -> None:
    with pytest.raises(URLError) as unsent:
        connections.send(Request("http://127.0.0.1:9/api/auth.test", b"", method="POST"), timeout=10)
    assert isinstance(unsent.value.reason, ConnectionRefusedError)


def test_a_reply_that_breaks_off_leaves_nothing_open(connections: Connections) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:
        request = Request(f"http://127.0.0.1:{server.getsockname()[1]}/api/auth.test", b"", method="POST")
        lost = threads.submit(connections.send, request, timeout=0.5)
        other_end, _ = server.accept()
        with other_end:
            other_end.settimeout(10)
            other_end.recv(10_000)
            other_end.sendall(head + b"{")
            assert isinstance(lost.exception(), TimeoutError)
            assert other_end.recv(1) == b""


def test_a_reply_that_does_not_come_is_waited_for_no_longer_than_was_said(
    slack: Workspace, connections: Connections
) -> None:
    connections.send(post(slack, "one"), timeout=10)
    slack.hold.clear()
    url = slack.response_url()
    with pytest.raises(TimeoutError):
        connections.send(Request(url, b'{"text": "two"}', method="POST"), timeout=0.1)


def test_what_must_not_be_said_twice_has_a_connection_of_its_own(slack: Workspace) -> None:
    client = Client(BOT_TOKEN, base_url=slack.api_url)
    client.auth_test()
    post_once(client, CHANNEL, notice("Once."))
    client.auth_test()
    assert slack.http.connections == 2
