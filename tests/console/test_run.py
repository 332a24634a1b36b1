"""`make run` without tokens, as a process."""

import os
import pty
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.console.conftest import FERRIES, TOPICS

COMMAND = [sys.executable, "-m", "bot", "run"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A proxy stands in it that leads nowhere: the console talks to nobody outside."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferries.md").write_text(FERRIES, encoding="utf-8")
    (corpus / "topics.toml").write_text(TOPICS, encoding="utf-8")
    return {
        "PATH": os.environ.get("PATH", ""),
        "TERM": "xterm",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "DATELINE_CORPUS": str(corpus),
        "DATELINE_DATA": str(tmp_path / "data"),
    }


def test_piped_lines_are_answered_in_order_and_the_console_leaves(environment: dict[str, str]) -> None:
    lines = "how many ferries?\n\n/harbour size\n1\nquit\nnever asked\n"
    done = subprocess.run(COMMAND, env=environment, input=lines.encode(), capture_output=True, timeout=60, check=False)
    out = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    asked = [line for line in out.splitlines() if line.startswith("Asked:")]
    assert asked[:2] == ["Asked: how many ferries?", "Asked: /harbour size"]
    assert "never asked" not in out
    assert "\x1b" not in out


def test_input_that_ends_and_bytes_that_are_no_text_are_no_error(environment: dict[str, str]) -> None:
    done = subprocess.run(COMMAND, env=environment, input=b"\xff\xed\xa0\x80 ferries?", capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"in the thread" in done.stdout


def test_what_changed_in_the_corpus_is_answered_from(environment: dict[str, str]) -> None:
    with subprocess.Popen(COMMAND, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"/harbour size\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"only you see this\n"
        late = Path(environment["DATELINE_CORPUS"], "goats.md")
        late.write_text("# Goats\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
        out, _ = process.communicate(b"how many goats does the lighthouse keeper own?\n", timeout=60)
    assert "The lighthouse keeper owns 31 goats." in out.decode()


def test_a_terminal_gets_a_welcome_and_a_prompt_and_ctrl_d_leaves(environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(COMMAND, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while b"> " not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, b"\x04")
        assert process.wait(timeout=60) == 0
    os.close(ours)
    text = shown.decode()
    assert "1 article is in." in text
    assert all(line in text for line in ("/harbour size", "Who chairs the harbour council?", "/digest now"))


def interrupt(process: subprocess.Popen[bytes], terminal: int) -> None:
    """Send SIGINT until something is written. One that comes between the prompt and the wait for a key is not heard
    before the next."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        if select.select([terminal], [], [], 5)[0]:
            return
    process.kill()
    pytest.fail("SIGINT was not heard")


@pytest.mark.parametrize(("end", "status"), [("Ctrl-D", 0), ("Ctrl-C", 130)])
def test_the_next_prompt_begins_a_line(environment: dict[str, str], end: str, status: int) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(COMMAND, env=environment, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        shown = b""
        while b"> " not in shown:
            shown += os.read(ours, 4096)
        if end == "Ctrl-D":
            os.write(ours, b"\x04")
        else:
            interrupt(process, ours)
        with suppress(OSError):  # that is how its end is told
            while more := os.read(ours, 4096):
                shown += more
        assert process.wait(timeout=60) == status
        assert process.stderr
        assert process.stderr.read() == b""
    os.close(ours)
    assert shown.endswith(b"\n")


def test_a_missing_corpus_is_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND,
        env=environment | {"DATELINE_CORPUS": str(tmp_path / "nowhere")},
        input=b"",
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
