"""What an operator meets when another folder is named, or most of one is gone."""

import io
from pathlib import Path

import pytest

from bot.corpus.absence import MANY
from tests.cli.conftest import Bot

COUNT = MANY + 5


class Terminal(io.StringIO):
    """Somebody sits at it, who types this."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bot: Bot) -> Path:
    """Another folder, named after the articles of the first one came in."""
    for name in ("first", "other"):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(COUNT):
            (folder / f"{name}{number}.txt").write_text(f"The {name} harbour has {number} boats.", encoding="utf-8")
    monkeypatch.setenv("DATELINE_CORPUS", str(tmp_path / "first"))
    assert bot("show", "first1").status == 0
    monkeypatch.setenv("DATELINE_CORPUS", str(tmp_path / "other"))
    return tmp_path / "other"


def test_another_folder_is_refused_with_what_to_do(bot: Bot, other: Path) -> None:
    outcome = bot("show", "first1")
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert f"{COUNT} of the {COUNT} files" in outcome.err
    for part in (str(other), "DATELINE_CORPUS", "DATELINE_DATA", "ingest --withdraw"):
        assert part in outcome.err
    assert any(line.startswith("mend corpus: Nothing was changed") for line in bot("doctor").out.splitlines())


def test_with_the_flag_the_first_articles_go(bot: Bot, other: Path) -> None:
    outcome = bot("ingest", "--withdraw")
    assert (outcome.status, outcome.out) == (0, f"{COUNT} new, 0 changed, 0 same, {COUNT} withdrawn, 0 refused.\n")
    assert bot("show", "other1").status == 0


@pytest.mark.parametrize(("typed", "status"), [("y\n", 0), ("n\n", 2), ("", 2)])
def test_at_a_terminal_the_person_is_asked(
    bot: Bot, other: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    asked = Terminal()
    monkeypatch.setattr("bot.console.bringing_in.sys", type("Streams", (), {"stdin": Terminal(typed), "stderr": asked}))
    assert bot("show", "other1").status == status
    assert asked.getvalue().endswith("Withdraw their articles? [y/N] ")


def test_a_folder_with_a_store_of_its_own_is_followed(bot: Bot, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"a{number}.txt").write_text(f"The harbour has {number} boats.", encoding="utf-8")
    assert bot("show", "--corpus", str(folder), "a1").status == 0
    for path in folder.iterdir():
        path.rename(path.with_name(f"b{path.name}"))
    assert bot("show", "--corpus", str(folder), "ba1").status == 0


def test_flags_of_an_ingest_exclude_each_other(bot: Bot) -> None:
    for arguments in ((), ("--withdraw", "--refused"), ("--withdraw", "x")):
        outcome = bot("ingest", *arguments)
        assert outcome.status == 2
        assert "`python -m bot ingest --help`" in outcome.err
