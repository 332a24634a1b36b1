"""A process that starts, answers one question and ends, next to one that only imports two libraries."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.timing import Timing, questions

ASK, IMPORTS = "python -m bot ask, from start to end", "python -c 'import sqlalchemy, pydantic'"


def measure(data: Path, rounds: int) -> list[Timing]:
    """Turn by turn, so that a busy moment of the machine weighs on both."""
    environment = {"PATH": os.environ.get("PATH", ""), "DATELINE_DATA": str(data)}
    asks, imports = [], []
    for _ in range(rounds):
        asks.append(_run([sys.executable, "-m", "bot", "ask", "--json", questions()[0]], environment))
        imports.append(_run([sys.executable, "-c", "import sqlalchemy, pydantic"], environment))
    return [Timing(ASK, asks, "< 1000"), Timing(IMPORTS, imports, "")]


def ratio(timings: Sequence[Timing]) -> str:
    medians = {timing.name: timing.percentile(50) for timing in timings}
    return f"A start takes {medians[ASK] / medians[IMPORTS]:.2f} times as long as those two imports."


def _run(command: Sequence[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    status = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode
    took = time.perf_counter() - start
    if status not in (0, 1):  # an answer that found nothing is an answer
        raise RuntimeError(f"{command}: status {status}")
    return took
