"""Many at once: commands, mentions and buttons, fifty a second for a minute, over HTTP to a bot that is served in a
process of its own, on 10,000 invented articles. Slack is stood in for, in this process.

Requests are sent when they are due, whether those before have been answered or not, and are timed from that moment.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from slack_sdk.signature import SignatureVerifier

from tests.benchmarks.corpora import Corpus, take_in
from tests.benchmarks.large import CACHE
from tests.benchmarks.press.articles import NEWS, SEED, Press, fingerprint, write_corpus
from tests.benchmarks.press.stories import draw_questions
from tests.benchmarks.requests import Clock, Request, make_requests
from tests.slack.workspace import BOT_TOKEN, SECRET, Workspace

ARTICLES = 10_000
RATE, WARM_UP, SECONDS = 50, 3, 60
"""Requests a second, and for how many seconds: first untimed, as a running bot has read its files."""
SENDERS = 100
PATIENCE = 15
"""Seconds to wait for answers after the last request."""
_LATE, _ACKNOWLEDGED, _ANSWERED, _GROWTH = 3.0, 500, 1000, 1.1
"""What it should reach: seconds; milliseconds at p99, twice; and memory at the end by that after 20 seconds."""


class Done(NamedTuple):
    """A request that was sent: seconds from when it was due to its acknowledgement, and to each answer."""

    status: int
    acknowledged: float
    answers: list[float]


class Measured(NamedTuple):
    """`memory`: private bytes of the bot's process at the start, and after each third of the time. `processor`: seconds
    of the processor's time that it took. `refused`: how much Slack would have refused."""

    done: list[Done]
    memory: list[int]
    processor: float
    refused: int


def report(console: Console, cache: Path) -> None:
    """Measures, and prints what came out beside what it should be."""
    corpus = _corpus(cache)
    with console.status(f"{ARTICLES:,} articles: taking them in"):
        take_in(corpus)
    with console.status(f"{RATE} requests a second, for {SECONDS} s"):
        measured = _measure(corpus)
    table = Table("", "measured", "should be", title=f"{RATE} requests a second on {ARTICLES:,} articles")
    for row in _rows(measured):
        table.add_row(*row)
    console.print(table)


def _rows(measured: Measured) -> Iterator[tuple[str, str, str]]:
    done, memory = measured.done, measured.memory
    late = sum(one.status != 200 or one.acknowledged > _LATE for one in done)
    yield "requests", f"{len(done):,}", ""
    yield "processor's time of the bot, ms a request", f"{1000 * measured.processor / len(done):.1f}", ""
    yield f"not acknowledged within {_LATE:.0f} s", str(late), "0"
    yield "acknowledged, p50 and p99 ms", _figures([one.acknowledged for one in done]), f"p99 < {_ACKNOWLEDGED}"
    yield "answered, p50 and p99 ms", _figures([one.answers[0] for one in done if one.answers]), f"p99 < {_ANSWERED}"
    yield f"lost, or not answered {PATIENCE} s after the last request", str(sum(not one.answers for one in done)), "0"
    yield "doubled", str(sum(len(one.answers) > 1 for one in done)), "0"
    yield "refused by Slack", str(measured.refused), "0"
    yield "memory, at the start and by thirds, MB", ", ".join(f"{size / 1e6:,.0f}" for size in memory), ""
    yield "… at the end, by that of the first third", f"{memory[-1] / memory[1]:.2f}", f"≤ {_GROWTH}"


def _figures(seconds: Sequence[float]) -> str:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return f"{1000 * cuts[49]:.0f}, {1000 * cuts[98]:.0f}"


def _corpus(cache: Path) -> Corpus:
    press = Press(length=NEWS)
    folder = cache / f"load-{fingerprint(press)}-{ARTICLES}"
    write_corpus(folder / "corpus", ARTICLES, press)
    questions = tuple(draw_questions(SEED, ARTICLES // 3, 500, press.vocabulary))
    return Corpus("load", folder / "corpus", folder / "data", questions)


def _measure(corpus: Corpus) -> Measured:
    with Clock() as slack, _served(corpus, slack) as (port, pid):
        requests = make_requests(slack, [asked.text for asked in corpus.questions])
        _run(slack, port, requests, pid, WARM_UP)
        before = _processor_of(pid)
        done, memory = _run(slack, port, requests, pid, SECONDS)
        processor = _processor_of(pid) - before
        refused = len(slack.invalid)
        slack.invalid.clear()
    return Measured(done, memory, processor, refused)


def _run(slack: Clock, port: int, requests: Iterator[Request], pid: int, seconds: int) -> tuple[list[Done], list[int]]:
    """RATE requests in each of so many seconds, and their answers; beside that, how much memory was in use."""
    memory, sent, start = list[int](), [], time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as senders:
        for number in range(RATE * seconds):
            if number * 3 % (RATE * seconds) == 0:
                memory.append(_memory_of(pid))
            due = start + number / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            request = next(requests)
            sent.append((request, due, senders.submit(_post, port, request)))
    memory.append(_memory_of(pid))
    with suppress(TimeoutError):
        slack.wait_for(lambda: all(slack.arrived[request.answer] for request, *_ in sent), PATIENCE)
    time.sleep(1)  # for what comes twice
    done = []
    for request, due, posted in sent:
        status, at = posted.result()
        done.append(Done(status, at - due, [came - due for came in slack.arrived[request.answer]]))
    return done, memory


def _post(port: int, request: Request) -> tuple[int, float]:
    """The status of the acknowledgement, and when it came; 0 where none did."""
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=request.body)
    headers = {
        "Content-Type": request.kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
    }
    status = 0
    with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("POST", "/slack/events", request.body.encode(), headers)
        response = connection.getresponse()
        response.read()
        status = response.status
    return status, time.perf_counter()


@contextmanager
def _served(corpus: Corpus, slack: Workspace) -> Iterator[tuple[int, int]]:
    """The bot in a process of its own, ready: its port, and its process' id."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATELINE_CORPUS": str(corpus.folder),
        "DATELINE_DATA": str(corpus.data),
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
    }
    with subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environment) as process:
        try:
            while not _is_ready(port):
                if process.poll() is not None:
                    raise RuntimeError("the bot did not start")
                time.sleep(0.1)
            yield port, process.pid
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    return False


def _memory_of(pid: int) -> int:
    """Private bytes. Linux tells; elsewhere it is 1."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 1
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def _processor_of(pid: int) -> float:
    """Seconds of the processor's time, of all threads. Linux tells; elsewhere it is 0."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    user, system = map(int, fields[11:13])
    return (user + system) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    report(Console(), CACHE)
