import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.manifest import SCOPES
from tests.cli.conftest import Bot

SECRET = "0123456789abcdef0123456789abcdef"


@contextmanager
def slack(said: dict[str, Any], scopes: str = ",".join(SCOPES)) -> Iterator[str]:
    """A Slack that says the same to every call; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("x-oauth-scopes", scopes)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/api/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hidden")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-hidden")


def lines(out: str, name: str) -> list[str]:
    return [line for line in out.splitlines() if line[5:].startswith(f"{name}:")]


def test_without_tokens_all_is_well_and_the_console_works(bot: Bot, corpus: Path) -> None:
    outcome = bot("doctor")
    assert (outcome.status, outcome.err) == (0, "")
    assert all(line.startswith("ok   ") for line in outcome.out.splitlines())
    assert "make run" in lines(outcome.out, "tokens")[0]
    assert lines(outcome.out, "corpus")[0].endswith("2 articles.")
    assert all(lines(outcome.out, name) for name in ("database", "topics", "index", "digest"))


def test_tokens_that_slack_accepts_are_well(
    bot: Bot, corpus: Path, tokens: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with slack({"ok": True, "url": "wss://x"}) as url:
        monkeypatch.setenv("SLACK_API_URL", url)
        outcome = bot("doctor")
    assert outcome.status == 0, outcome.out
    assert all(lines(outcome.out, name) for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "scopes"))


def test_a_refused_token_is_to_be_mended(bot: Bot, corpus: Path, tokens: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with slack({"ok": False, "error": "invalid_auth"}) as url:
        monkeypatch.setenv("SLACK_API_URL", url)
        outcome = bot("doctor")
    assert outcome.status == 2
    [line] = lines(outcome.out, "SLACK_BOT_TOKEN")
    assert line.startswith("mend ")
    assert "invalid_auth" in line
    assert "hidden" not in outcome.out + outcome.err


def test_missing_scopes_are_named(bot: Bot, corpus: Path, tokens: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with slack({"ok": True}, scopes="commands, im:read") as url:
        monkeypatch.setenv("SLACK_API_URL", url)
        outcome = bot("doctor")
    assert outcome.status == 2
    assert "app_mentions:read, chat:write missing" in lines(outcome.out, "scopes")[0]


def test_a_slack_that_cannot_be_reached_is_said(
    bot: Bot, corpus: Path, tokens: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    outcome = bot("doctor")
    assert outcome.status == 2
    assert "SLACK_API_URL" in lines(outcome.out, "SLACK_BOT_TOKEN")[0]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"SLACK_BOT_TOKEN": "xapp-swapped", "SLACK_APP_TOKEN": "xoxb-swapped"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "short"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": "xoxp-user"}, "tokens"),
        ({"DATELINE_DIGEST_CHANNEL": "C1"}, "digest"),
        ({"DATABASE_URL": "postgres://127.0.0.1:9/x"}, "database"),
        ({"DATELINE_CORPUS": "nowhere"}, "corpus"),
    ],
)
def test_a_wrong_set_up_has_its_line(
    bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], name: str
) -> None:
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    outcome = bot("doctor")
    assert (outcome.status, outcome.err) == (2, "")
    assert any(line.startswith("mend ") for line in lines(outcome.out, name)), outcome.out


def test_refused_files_are_listed_with_their_reasons(bot: Bot, corpus: Path) -> None:
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    outcome = bot("doctor")
    assert outcome.status == 2
    assert [line for line in lines(outcome.out, "corpus") if "binary.txt" in line and line.startswith("mend ")]


def test_a_topic_that_slack_would_refuse_is_named(bot: Bot, corpus: Path) -> None:
    (corpus / "topics.toml").write_text("[status]\nnow = 'What is new?'\n")
    outcome = bot("doctor")
    assert outcome.status == 2
    assert "/status" in lines(outcome.out, "topics")[0]


def test_a_port_in_use_is_to_be_mended(bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
        outcome = bot("doctor")
    assert lines(outcome.out, "port")[0].startswith("mend ")
