import io

import pytest

from bot.console import progress as module
from bot.console.progress import progress
from bot.corpus import Progress


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, patience: float) -> str:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "PATIENCE", patience)
    monkeypatch.setattr(module, "_PAUSE", -1)
    with progress() as on_progress:
        assert on_progress
        for number in range(1, 4):
            on_progress(Progress(f"[{number}].txt", number, 3, new=number - 1, changed=0, same=1, refused=0))
    return terminal.getvalue()


def test_files_that_take_long_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(monkeypatch, patience=-1)
    assert "[3].txt" in shown
    assert "2 new, 0 changed, 1 same, 0 refused" in shown


def test_files_that_are_soon_done_draw_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, patience=60) == ""


def test_nothing_is_drawn_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress() as on_progress:
        assert on_progress is None
