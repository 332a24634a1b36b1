import io
from pathlib import Path

import pytest

from bot.console import progress as module
from bot.console.progress import progress


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, patience: float) -> str:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "PATIENCE", patience)
    with progress() as on_file:
        assert on_file
        for number in range(1, 4):
            on_file(Path(f"/corpus/[{number}].txt"), number, 3)
    return terminal.getvalue()


def test_files_that_take_long_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[3].txt" in drawn(monkeypatch, patience=-1)


def test_files_that_are_soon_done_draw_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, patience=60) == ""


def test_nothing_is_drawn_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress() as on_file:
        assert on_file is None
