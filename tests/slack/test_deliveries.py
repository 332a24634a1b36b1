"""How often the stand-in delivers an event, and when."""

import json
import socket
import threading
from contextlib import closing
from functools import partial

import pytest

from tests.scenarios.conftest import Http, event_failure
from tests.slack.deliveries import PAUSES, Attempt, deliver

EVENT = {"type": "event_callback"}


def test_what_is_acknowledged_is_delivered_once() -> None:
    assert deliver(lambda retry, reason: None) == [Attempt(0, None, None)]


def test_what_is_not_acknowledged_is_given_up_after_three_more() -> None:
    attempts = deliver(lambda retry, reason: "http_error")
    assert attempts == [
        Attempt(0, None, None),
        Attempt(0, 1, "http_error"),
        Attempt(60, 2, "http_error"),
        Attempt(360, 3, "http_error"),
    ]


@pytest.mark.parametrize("lost", range(1, len(PAUSES)))
def test_a_lost_acknowledgement_is_none(lost: int) -> None:
    seen = list[int | None]()
    deliver(lambda retry, reason: seen.append(retry), lost)
    assert seen == [None, 1, 2, 3][: lost + 1]


def test_a_bot_that_does_not_answer_in_time_has_not_acknowledged() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        port = deaf.getsockname()[1]
        assert event_failure(Http(port, patience=0.05), EVENT, None, None) == "http_timeout"
    assert event_failure(Http(port), EVENT, None, None) == "connection_failed"


def test_an_attempt_says_that_it_is_one_and_why_and_a_failure_is_no_acknowledgement() -> None:
    heard = list[bytes]()

    def answer(server: socket.socket) -> None:
        taken, _ = server.accept()
        with taken:
            while not heard or not heard[-1].endswith(json.dumps(EVENT).encode()):
                heard.append((heard[-1] if heard else b"") + taken.recv(4096))
            taken.sendall(b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n")

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=answer, args=(server,))
        thread.start()
        send = partial(event_failure, Http(server.getsockname()[1]), EVENT)
        assert send(2, "http_timeout") == "http_error"
        thread.join()
    assert b"X-Slack-Retry-Num: 2" in heard[-1]
    assert b"X-Slack-Retry-Reason: http_timeout" in heard[-1]
    assert b"X-Slack-Signature: v0=" in heard[-1]
