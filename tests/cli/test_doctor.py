import json
import re
import shlex
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.manifest import SCOPES
from bot.store import DigestChannel, Feed, Store
from tests.cli.conftest import Bot
from tests.slack.conversations import Room
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, CHANNEL, Workspace

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


def test_tokens_that_slack_accepts_are_well(bot: Bot, corpus: Path, workspace: Workspace) -> None:
    outcome = bot("doctor")
    assert outcome.status == 0, outcome.out
    assert all(lines(outcome.out, name) for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "scopes", "socket", "clock"))
    assert lines(outcome.out, "workspace") == ["ok   workspace: Newsroom, where the bot is @dateline."]


@pytest.mark.parametrize(("ahead", "says"), [(90.0, "seconds behind Slack's"), (-400.0, "seconds ahead of Slack's")])
def test_a_clock_that_goes_wrong_is_to_be_mended(
    bot: Bot, corpus: Path, workspace: Workspace, ahead: float, says: str
) -> None:
    workspace.ahead = ahead
    outcome = bot("doctor")
    assert outcome.status == 2
    [line] = lines(outcome.out, "clock")
    assert line.startswith("mend ")
    assert says in line


def test_a_socket_that_cannot_be_reached_is_to_be_mended(
    bot: Bot, corpus: Path, tokens: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with slack({"ok": True, "url": "ws://127.0.0.1:9/link/?ticket=secret"}) as url:
        monkeypatch.setenv("SLACK_API_URL", url)
        outcome = bot("doctor")
    [line] = lines(outcome.out, "socket")
    assert line.startswith("mend ")
    assert "firewall" in line
    assert "secret" not in outcome.out


def test_scopes_beyond_what_is_used_are_named_and_do_no_harm(bot: Bot, corpus: Path, workspace: Workspace) -> None:
    workspace.conversations.granted.add("files:write")
    outcome = bot("doctor")
    assert outcome.status == 0
    assert "files:write, which the app's manifest can do without" in lines(outcome.out, "scopes")[0]


def test_a_full_disk_is_to_be_mended(bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=12_000_000))
    outcome = bot("doctor")
    assert outcome.status == 2
    assert lines(outcome.out, "disk")[0].startswith("mend disk: 12 MB free")


def test_every_feed_has_its_line(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    told = lines(bot("doctor").out, "feeds")
    assert len(told) == 1
    assert told[0].startswith("ok ")
    with closing(Store.open(f"sqlite:///{tmp_path / 'data' / 'dateline.db'}")) as store:
        store.add_feed(feed("https://one.example/feed"))
        store.add_feed(feed("https://two.example/feed", paused="it is gone for good (410)"))
    outcome = bot("doctor")
    well, paused = lines(outcome.out, "feeds")
    assert outcome.status == 2
    assert well.startswith("ok   feeds: https://one.example/feed")
    assert paused.startswith("mend feeds: https://two.example/feed")
    assert "feeds check https://two.example/feed" in paused


def feed(url: str, paused: str | None = None) -> Feed:
    now = datetime.now(UTC)
    return Feed(url, url, "A feed", None, None, 900, now, None, now, 0, None, paused, None)


def test_a_topic_with_the_name_of_an_own_command_is_named(bot: Bot, corpus: Path) -> None:
    (corpus / "topics.toml").write_text("[ask]\nnow = 'What is new?'\n[harbour]\nsize = 'How many?'\n")
    outcome = bot("doctor")
    assert outcome.status == 2
    [line] = lines(outcome.out, "topics")
    assert line.startswith("mend topics: ")
    assert "[ask] is a command of every corpus" in line


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
    missing = ", ".join(scope for scope in SCOPES if scope != "commands")
    assert f"{missing} missing" in lines(outcome.out, "scopes")[0]


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


def test_another_folder_with_a_store_of_its_own_is_looked_at(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "another folder"
    other.mkdir()
    (other / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (other / "one.txt").write_text("The harbour holds 40 boats.")
    told = bot("ask", "--corpus", str(other), "how many boats?").err
    command = re.search(r"`python -m bot (.+)`", told)
    assert command
    outcome = bot(*shlex.split(command[1]))
    assert outcome.status == 2
    assert any("binary.txt" in line and line.startswith("mend ") for line in lines(outcome.out, "corpus"))
    assert bot("doctor").status == 0


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


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    with Workspace() as opened:
        monkeypatch.setenv("SLACK_API_URL", opened.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
        monkeypatch.setenv("DATELINE_DIGEST_CHANNEL", CHANNEL)
        yield opened


def keep(tmp_path: Path, one: DigestChannel) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path / 'data' / 'dateline.db'}")) as store:
        store.save_digest_channel(one)


def test_every_channel_that_gets_a_digest_has_its_line(
    bot: Bot, corpus: Path, workspace: Workspace, tmp_path: Path
) -> None:
    keep(tmp_path, DigestChannel("C0OTHER", time(7), ZoneInfo("Europe/Kyiv"), (0, 1, 2, 3, 4)))
    keep(tmp_path, DigestChannel("C0THIRD", time(7), ZoneInfo("UTC"), paused=True))

    told = lines(bot("doctor").out, "digest")

    assert [line[5:] for line in told] == [
        "digest: goes to C0OTHER Monday to Friday at 07:00 (Europe/Kyiv).",
        "digest: is paused in C0THIRD.",
        f"digest: goes to {CHANNEL} every day at 08:30 (UTC).",
    ]
    assert all(line.startswith("ok ") for line in told)


@pytest.mark.parametrize("is_private", [True, False])
def test_a_channel_that_the_bot_is_not_in_is_to_be_mended(
    bot: Bot, corpus: Path, workspace: Workspace, is_private: bool
) -> None:
    workspace.conversations.rooms[CHANNEL] = Room({"U1"}, is_private)
    [line] = lines(bot("doctor").out, "digest")
    assert line.startswith("mend ")
    assert "/invite" in line


@pytest.mark.parametrize("scope", ["channels:read", "channels:history"])
def test_a_channel_that_the_bot_may_not_look_into_is_to_be_mended(
    bot: Bot, corpus: Path, workspace: Workspace, scope: str
) -> None:
    workspace.conversations.granted.discard(scope)
    [line] = lines(bot("doctor").out, "digest")
    assert line.startswith("mend ")
    assert "python -m bot manifest" in line


def test_a_digest_without_a_token_is_to_be_mended(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    keep(tmp_path, DigestChannel("C0OTHER", time(7), ZoneInfo("UTC")))
    [line] = lines(bot("doctor").out, "digest")
    assert line.startswith("mend ")
    assert "SLACK_BOT_TOKEN" in line
