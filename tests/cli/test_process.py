"""What only a process of its own can show."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import wording

HEAVY = (
    "slack_bolt",
    "slack_sdk",
    "trafilatura",
    "apscheduler",
    "uvicorn",
    "starlette",
    "watchfiles",
    "rich",
    "structlog",
)


@pytest.fixture
def environment(corpus: Path, tmp_path: Path) -> dict[str, str]:
    """No language and no UTF-8: the poorest place a script may run in."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "DATELINE_CORPUS": str(corpus),
        "DATELINE_DATA": str(tmp_path / "data"),
    }


def run(environment: dict[str, str], *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *command], env=environment, input=stdin, capture_output=True, timeout=60)


def test_a_warm_question_imports_nothing_that_it_does_not_use(environment: dict[str, str]) -> None:
    run(environment, "-m", "bot", "ask", "--json", "how many ferries?")
    script = (
        "import sys; from bot.__main__ import main; status = main(['ask', '--json', 'how many ferries?'])\n"
        f"print(status, *(name for name in {(*HEAVY, 'alembic')} if name in sys.modules))"
    )
    done = run(environment, "-c", script)
    assert done.stdout.splitlines()[-1] == b"0", done.stderr


def test_output_is_utf8_wherever_it_runs(environment: dict[str, str], corpus: Path) -> None:
    (corpus / "accents.md").write_text("# Accents\n\nGéraldine Ødegård sold 7 “kites”.\n", encoding="utf-8")
    done = run(environment, "-m", "bot", "show", "--json", "accents")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Géraldine Ødegård sold 7 “kites”." in done.stdout.decode("utf-8")


def test_lines_are_answered_while_the_input_is_still_open(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"how many ferries?\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["question"] == "how many ferries?"
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_reader_that_goes_away_is_no_error(environment: dict[str, str]) -> None:
    questions = environment["DATELINE_DATA"] + ".txt"
    Path(questions).write_text("how many ferries?\n" * 3000)
    command = f"{sys.executable} -m bot ask --json - < {questions} | head -n 1"
    done = subprocess.run(command, shell=True, env=environment, capture_output=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize(
    "command", ["ask", "show", "verify", "ingest", "digest", "serve", "run", "migrate", "manifest", "doctor"]
)
def test_every_command_says_how_it_is_used(environment: dict[str, str], command: str) -> None:
    done = run(environment, "-m", "bot", command, "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(f"Usage: python -m bot {command}".encode())


@pytest.mark.parametrize(
    ("mode", "missing"),
    [
        ((), "SLACK_BOT_TOKEN"),
        (("--http",), "SLACK_SIGNING_SECRET"),
        (("--socket",), "SLACK_APP_TOKEN"),
    ],
)
def test_serving_without_tokens_names_what_is_missing(
    environment: dict[str, str], mode: tuple[str, ...], missing: str
) -> None:
    done = run(environment, "-m", "bot", "serve", *mode)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert missing.encode() in done.stderr


def test_an_interrupt_while_the_program_is_loaded_ends_quietly(environment: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'bot.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from bot.__main__ import main\n"
        "sys.exit(main(['ask', 'how many ferries?']))"
    )
    done = run(environment, "-c", script)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("ask - <&-", 1),
        ("run <&-", 0),
        ("ask 'how many ferries?' >&-", 0),
        ("nosuch 2>&-", 2),
        ("feedback 2>&- >&-", 1),
    ],
)
def test_streams_that_are_closed_are_done_without(environment: dict[str, str], command: str, status: int) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -m bot {command}"], env=environment, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("arguments", ["doctor", "ask 'how many ferries?'", "--help"])
def test_output_to_a_full_disk_is_one_line(environment: dict[str, str], arguments: str) -> None:
    command = f"exec '{sys.executable}' -m bot {arguments} >/dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr.decode()) == (2, f"{wording.NO_ROOM}\n")
