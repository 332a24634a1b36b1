"""The bot as a process: how it starts, refuses to start, and stops."""

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.app import run
from bot.errors import PortInUse, SetupError
from bot.settings import Settings
from tests.scenarios.conftest import ARTICLES, Chat, Http, Settled, Socket, write_articles
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, DROP, SECRET, Workspace

PATIENCE = 30


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened


@pytest.fixture
def own(tmp_path: Path, slack: Workspace) -> Settings:
    """The settings of a bot of its own, with tokens that Slack takes."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    write_articles(corpus)
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=slack.api_url,
        dateline_corpus=corpus,
        dateline_data=tmp_path / "data",
        port=0,
    )


def environment(settings: Settings, port: int, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": settings.slack_api_url,
        "DATELINE_CORPUS": str(settings.dateline_corpus),
        "DATELINE_DATA": str(settings.dateline_data),
        "PORT": str(port),
        **more,
    }


@contextmanager
def process(variables: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bot", "serve"]
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def line_with(started: subprocess.Popen[str], words: str) -> str:
    assert started.stderr is not None
    said = []
    for line in started.stderr:
        said.append(line)
        if words in line:
            return re.sub(r"\x1b\[\d*m", "", line)
    raise AssertionError(f"ended without {words!r}: {said}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_a_listener_under_way_finish(own: Settings, slack: Workspace, number: signal.Signals) -> None:
    with process(environment(own, 0)) as started:
        way = Http(int(line_with(started, "listening").split("port=")[1]))
        chat = Chat(slack, way, Settled())
        slack.hold.clear()
        assert way.command(chat.command_payload("/harbour", "size")) == 200
        started.send_signal(number)
        closed(way.port)
        assert started.poll() is None
        slack.hold.set()
        slack.wait_for(lambda: bool(slack.sent))
        assert started.wait(PATIENCE) == 0
    assert len(slack.sent) == 1
    assert slack.invalid == []


def closed(port: int) -> None:
    """Return when nothing listens there any more."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return
        time.sleep(0.02)
    raise AssertionError("still listening")


def test_over_a_socket_too_a_stop_lets_a_listener_finish(own: Settings, slack: Workspace) -> None:
    with process(environment(own, 0, SLACK_APP_TOKEN=APP_TOKEN)) as started:
        line_with(started, "connected")
        chat = Chat(slack, Socket(slack), Settled())
        slack.hold.clear()
        assert chat.way.command(chat.command_payload("/harbour", "size")) == 200
        started.send_signal(signal.SIGTERM)
        slack.hold.set()
        slack.wait_for(lambda: bool(slack.sent))
        assert started.wait(PATIENCE) == 0
    assert len(slack.sent) == 1


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": ""}, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN"),
        ({"DATELINE_CORPUS": "/nowhere"}, "/nowhere"),
    ],
)
def test_a_set_up_that_is_not_right_is_said_in_one_line(own: Settings, variables: dict[str, str], says: str) -> None:
    with process(environment(own, 0, **variables)) as started:
        _, said = started.communicate(timeout=PATIENCE)
    assert started.returncode == 2
    assert "Traceback" not in said
    assert says in said.strip().splitlines()[-1]
    assert "wrong" not in said


def test_a_port_in_use_is_found_before_anything_is_opened(own: Settings) -> None:
    with closing(socket.create_server(("0.0.0.0", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse) as refused:
            run(own.model_copy(update={"port": port}), "http", threading.Event())
    assert refused.value.facts == {"port": port}
    assert not own.dateline_data.exists()


def test_tokens_are_asked_for_by_name(own: Settings) -> None:
    with pytest.raises(SetupError, match="SLACK_APP_TOKEN"):
        run(own, "socket", threading.Event())


@contextmanager
def running(settings: Settings, mode: str | None = None) -> Iterator[None]:
    """The bot in this process, until the block ends."""
    stop = threading.Event()
    ended: list[bool] = []
    thread = threading.Thread(target=lambda: ended.append(run(settings, mode, stop)))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert ended == [True]


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def ready(way: Http) -> bool:
    try:
        return way.request("GET", "/readyz")[0] == 200
    except OSError:
        return False


def test_articles_that_come_change_and_go_are_answered_from(own: Settings, slack: Workspace) -> None:
    settings = own.model_copy(update={"port": free_port()})
    way = Http(settings.port)
    chat = Chat(slack, way, Settled())
    late = settings.dateline_corpus / "late.txt"

    def quotes() -> str:
        before = len(slack.sent)
        assert way.command(chat.command_payload("/ask", "who painted the lighthouse?")) == 200
        slack.wait_for(lambda: len(slack.sent) > before)
        return " ".join(slack.sent[-1].quotes)

    with running(settings):
        eventually(lambda: ready(way))
        late.write_text("The lighthouse\n\nThe lighthouse was painted by Ines Falk in June.\n", encoding="utf-8")
        eventually(lambda: "Ines Falk" in quotes())
        late.write_text("The lighthouse\n\nThe lighthouse was painted by Per Holm in July.\n", encoding="utf-8")
        eventually(lambda: "Per Holm" in quotes() and "Ines Falk" not in quotes())
        late.unlink()
        eventually(lambda: "Per Holm" not in quotes())


def test_a_corpus_that_is_gone_for_a_while_loses_nothing(own: Settings, slack: Workspace) -> None:
    settings = own.model_copy(update={"port": free_port()})
    way = Http(settings.port)
    chat = Chat(slack, way, Settled())
    kept = settings.dateline_corpus.parent / "kept"
    kept.mkdir()

    def shown() -> str:
        before = len(slack.sent)
        assert way.command(chat.command_payload("/harbour", "size")) == 200
        slack.wait_for(lambda: len(slack.sent) > before)
        return slack.sent[-1].shown

    with running(settings):
        eventually(lambda: ready(way))
        for path in [settings.dateline_corpus / name for name in ARTICLES]:
            path.rename(kept / path.name)
        assert "12 ports" in shown()
        for path in kept.iterdir():
            path.rename(settings.dateline_corpus / path.name)
        late = settings.dateline_corpus / "late.txt"
        late.write_text("Late\n\nIn the end 99 ports are in the harbour league.\n", encoding="utf-8")
        eventually(lambda: "99 ports" in shown())


def test_a_slack_that_cannot_be_reached_does_not_keep_the_bot_from_starting(own: Settings, slack: Workspace) -> None:
    slack.fail("auth.test", *[DROP] * 3)
    settings = own.model_copy(update={"port": free_port()})
    way = Http(settings.port)
    chat = Chat(slack, way, Settled())
    with running(settings):
        eventually(lambda: ready(way))
        assert way.command(chat.command_payload("/harbour", "size")) == 200
        slack.wait_for(lambda: bool(slack.sent))
    assert slack.sent[0].quotes


def test_a_stop_leaves_no_connection_to_slack_open(own: Settings, slack: Workspace) -> None:
    settings = own.model_copy(update={"port": free_port()})
    way = Http(settings.port)
    chat = Chat(slack, way, Settled())
    with running(settings):
        eventually(lambda: ready(way))
        assert way.command(chat.command_payload("/harbour", "size")) == 200
        slack.wait_for(lambda: bool(slack.sent))
        eventually(lambda: slack.http.open_connections > 0)
    eventually(lambda: slack.http.open_connections == 0)


def test_the_morning_digest_is_posted_where_it_belongs(own: Settings, slack: Workspace) -> None:
    update = {"port": free_port(), "dateline_digest_channel": "C0MORNING", "dateline_digest_at": "00:00"}
    settings = Settings(**{**own.model_dump(), **update})
    with running(settings):
        slack.wait_for(lambda: bool(slack.sent))
    with running(settings):
        eventually(lambda: ready(Http(settings.port)))
    (digest,) = slack.sent
    assert digest.channel == "C0MORNING"
    assert "Doubts about the league" in digest.shown
    assert len(ARTICLES) == 5
    assert "5 new articles" in digest.text


@pytest.fixture
def leaky() -> Iterator[None]:
    """The SDK may forget a socket while it replaces a connection: what it left is collected here, unheard."""
    yield
    gc.collect()


@pytest.mark.usefixtures("leaky")
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_over_a_socket_a_replaced_connection_is_answered_on(own: Settings, slack: Workspace) -> None:
    socketed = Settings(**{**own.model_dump(), "slack_app_token": APP_TOKEN})
    chat = Chat(slack, Socket(slack), Settled())
    with running(socketed):
        for kind in ("refresh_requested", "warning"):
            before = len(slack.sent)
            assert chat.way.command(chat.command_payload("/harbour", "size")) == 200
            slack.wait_for(lambda before=before: len(slack.sent) > before)
            slack.send_away(kind)
    assert slack.invalid == []


@pytest.mark.usefixtures("leaky")
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_over_a_socket_slack_is_waited_for(own: Settings, slack: Workspace) -> None:
    slack.fail("apps.connections.open", *[DROP] * 3)
    socketed = Settings(**{**own.model_dump(), "slack_app_token": APP_TOKEN})
    chat = Chat(slack, Socket(slack), Settled())
    with running(socketed):
        assert chat.way.command(chat.command_payload("/harbour", "size")) == 200
        slack.wait_for(lambda: bool(slack.sent))
