"""The last boundary: what nobody foresaw."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Bot


class Unforeseen(Exception):
    """Nothing of ours."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that fails in a way that nobody foresaw."""

    def fail(*_: object, **__: object) -> None:
        raise Unforeseen("the roof\nfell in")

    monkeypatch.setattr("bot.store.Store.article", fail)


def test_a_person_sees_a_reference_and_the_log_has_the_traceback(
    bot: Bot, broken: None, corpus: Path, tmp_path: Path
) -> None:
    outcome = bot("show", "ferries")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "roof" not in outcome.err
    reference = re.search(r"reference (\w+)", outcome.err)
    assert reference
    log = (tmp_path / "data/errors.log").read_text()
    assert reference[1] in log
    assert "Unforeseen: the roof" in log
    assert str(tmp_path / "data/errors.log") in outcome.err


def test_at_debug_level_the_traceback_is_there_to_see(
    bot: Bot, broken: None, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    outcome = bot("show", "ferries")
    assert outcome.status == 2
    assert "Unforeseen: the roof" in outcome.err


def test_where_no_log_can_be_written_the_line_says_so(bot: Bot, broken: None, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/errors.log").mkdir()
    outcome = bot("show", "ferries")
    assert outcome.status == 2
    assert "LOG_LEVEL=DEBUG" in outcome.err
    assert outcome.err.count("\n") == 1


def test_an_interrupt_ends_quietly(bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.store.Store.article", interrupt)
    assert bot("show", "ferries") == (130, "", "")
