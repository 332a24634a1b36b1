"""A real folder, watched."""

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from bot.corpus import watch
from bot.errors import CorpusMissing

PATIENCE = 10.0
"""Seconds. How long a test waits at most for what comes in under one."""


@pytest.fixture
def changes(folder: Path) -> Iterator["SimpleQueue[None]"]:
    """One entry for each call of on_change; the first, at the start, is taken out."""
    calls: SimpleQueue[None] = SimpleQueue()
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(folder, lambda: calls.put(None), stop))
    watcher.start()
    calls.get(timeout=PATIENCE)
    yield calls
    stop.set()
    watcher.join(PATIENCE)
    assert not watcher.is_alive()


def test_files_written_changed_and_removed_are_seen(folder: Path, changes: "SimpleQueue[None]") -> None:
    path = folder / "strike.txt"
    path.write_text("The pilots voted.", encoding="utf-8")
    changes.get(timeout=PATIENCE)
    path.write_text("The pilots voted again.", encoding="utf-8")
    changes.get(timeout=PATIENCE)
    path.unlink()
    changes.get(timeout=PATIENCE)


def test_a_folder_below_is_watched_too(folder: Path, changes: "SimpleQueue[None]") -> None:
    below = folder / "2025"
    below.mkdir()
    changes.get(timeout=PATIENCE)
    (below / "tides.txt").write_text("The tide turned.", encoding="utf-8")
    changes.get(timeout=PATIENCE)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        watch(tmp_path / "nowhere", lambda: None, threading.Event())
