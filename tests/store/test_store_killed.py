"""A process that is killed at any moment loses nothing that it reported and leaves nothing half done."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store

SAVER = Path(__file__).with_name("endless_saver.py")


@pytest.mark.parametrize("seed", range(3))
def test_what_a_killed_process_reported_is_stored(open_store: Callable[[], Store], url: str, seed: int) -> None:
    moment = random.Random(seed)
    open_store()
    reported = [
        name
        for round_number in range(2)
        for name in _save_and_kill(url, f"r{round_number}", moment.randint(1, 25), moment.uniform(0, 0.02))
    ]

    store = open_store()
    found = store.articles(reported)
    everything = store.changes(0, 10_000)
    assert len(reported) >= 2
    assert [name for name in reported if name not in found or found[name].version != 2] == []
    assert all(found[name].text.startswith(f"{name} second.") for name in reported)
    assert len(everything) == store.counts().articles
    assert all(article.blocks[0].end == len(article.text) for article in everything)
    assert sum(article.version for article in everything) == store.last_change()


def _save_and_kill(url: str, prefix: str, lines: int, delay: float) -> list[str]:
    """The ids that a process reported before it was killed, `delay` seconds after so many of them."""
    command = [sys.executable, str(SAVER), url, prefix]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        reported = [process.stdout.readline() for _ in range(lines)]
        time.sleep(delay)
        process.kill()
        reported += process.stdout.readlines()
    return [line.strip() for line in reported if line.endswith("\n")]
