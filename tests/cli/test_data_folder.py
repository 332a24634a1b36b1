"""A data folder that cannot be used: one line that names the setting and what to do, for each way it may be broken."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Bot


def told(bot: Bot, *arguments: str) -> str:
    """The one line that a refused command is answered with."""
    outcome = bot(*(arguments or ("ask", "how many ferries?")))
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1, outcome.err
    return outcome.err


def test_a_file_where_the_folder_should_be(
    bot: Bot, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        monkeypatch.setenv("DATELINE_DATA", str(folder))
        line = told(bot)
        assert "a file is where its folder should be" in line
        assert "set DATELINE_DATA" in line
        assert any(line.startswith("mend disk: ") for line in bot("doctor").out.splitlines())


def test_a_database_file_that_is_none(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/dateline.db").write_text("No database at all, but some other words of a person." * 50)
    assert "put a copy of it back" in told(bot)


def test_a_database_that_another_program_holds(
    bot: Bot, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bot("show", "ferries").status == 0
    (corpus / "new.txt").write_text("Another paper.")
    monkeypatch.setattr("bot.store.database.WAIT", 0.05)
    with sqlite3.connect(tmp_path / "data/dateline.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        line = told(bot)
    other.close()
    assert "another program is at work in it" in line


def test_a_disk_that_is_full_of_the_database(
    bot: Bot, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bot("show", "ferries").status == 0
    (corpus / "new.txt").write_text("Another paper has many words. " * 20_000)
    connect = sqlite3.connect

    def cramped(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr("sqlite3.dbapi2.connect", cramped)
    assert "make room on its disk, or set DATELINE_DATA" in told(bot)


def test_an_index_that_cannot_be_made(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/index").write_text("")
    manifest = bot("manifest")
    assert (manifest.status, manifest.err.count("\n")) == (0, 1)
    line = told(bot)
    assert line.startswith(f"Nothing can be written to {tmp_path / 'data'} (")
    assert "set DATELINE_DATA" in line


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
    ],
)
def test_a_disk_that_is_full_of_the_index(
    bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("bot.search.index.Index._commit", fail)
    assert "(No space left on device)" in told(bot)


def test_a_log_of_the_console_that_cannot_be_written(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "data/console.log").mkdir(parents=True)
    assert "set DATELINE_DATA" in told(bot, "run")
