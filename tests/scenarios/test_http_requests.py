"""What reaches the bot's port beside well-formed requests of Slack's."""

import json
import time
from urllib.parse import urlencode

import pytest

from bot.errors import DatabaseDown
from bot.server import MOST_BYTES
from bot.store import Store
from tests.scenarios.conftest import Chat

pytestmark = pytest.mark.parametrize("running", ["http"], indirect=True)

FORM = "application/x-www-form-urlencoded"


def test_a_wrong_signature_is_refused(chat: Chat) -> None:
    body = urlencode(chat.command_payload("/harbour", "size"))
    assert chat.doing(lambda: chat.way.post(body, secret="another"), 401) == []


def test_no_signature_is_refused(chat: Chat) -> None:
    body = urlencode(chat.command_payload("/harbour", "size"))
    assert chat.way.request("POST", "/slack/events", body, {"Content-Type": FORM})[0] == 401


def test_an_old_signature_is_refused(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    body = urlencode(chat.command_payload("/harbour", "size"))
    now = time.time()
    stale = {"X-Slack-Request-Timestamp": str(int(now) - 600)}
    assert chat.doing(lambda: chat.way.post(body, headers=stale), 401) == []


def test_a_check_of_the_certificate_is_answered(chat: Chat) -> None:
    assert chat.way.post("ssl_check=1&token=x") == 200


def test_the_address_can_be_verified(chat: Chat) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "c0ffee", "token": "x"})
    assert chat.way.post(challenge, kind="application/json") == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{", "application/json"),
        ("[1, 2]", "application/json"),
        ('"text"', "application/json"),
        ("payload=%7B", FORM),
        ("payload=[]", FORM),
        ('{"a":' * 50_000, "application/json"),
    ],
)
def test_a_signed_body_that_is_no_payload_is_refused(chat: Chat, body: str | bytes, kind: str) -> None:
    assert chat.way.post(body, kind=kind) == 400


def test_bytes_that_are_no_text_are_refused(chat: Chat) -> None:
    assert chat.way.request("POST", "/slack/events", b"\xff\xfe\x00", {"Content-Type": FORM})[0] == 400


@pytest.mark.parametrize("body", ["", "a=b", json.dumps({"type": "event_callback", "event": {"type": "pin_added"}})])
def test_a_request_for_nothing_of_ours_is_let_be(chat: Chat, body: str) -> None:
    assert chat.doing(lambda: chat.way.post(body), 404) == []


def test_a_body_that_is_too_large_is_refused(chat: Chat) -> None:
    assert chat.way.post("x" * (MOST_BYTES + 1)) == 413


def test_the_process_is_alive_and_ready(chat: Chat) -> None:
    assert chat.way.request("GET", "/healthz") == (200, "alive")
    assert chat.way.request("GET", "/readyz") == (200, '{"ready":true}')


def test_without_its_database_the_process_is_alive_but_not_ready(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_: object) -> None:
        raise DatabaseDown(url="u", why="w")

    monkeypatch.setattr(Store, "ping", down)
    assert chat.way.request("GET", "/healthz")[0] == 200
    status, body = chat.way.request("GET", "/readyz")
    assert (status, json.loads(body)["ready"]) == (503, False)


def test_other_addresses_are_not_there(chat: Chat) -> None:
    assert chat.way.request("GET", "/slack/events")[0] == 405
    assert chat.way.request("GET", "/")[0] == 404
