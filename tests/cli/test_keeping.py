"""Answers are kept as they are shown, and an answer is given even where it cannot be."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import wording
from bot.cli.keeping import MOST_WAITING, Keeper
from bot.errors import DatabaseDown
from bot.models import Answer, Kind
from bot.store import Store
from tests.cli.conftest import Bot

DOWN = DatabaseDown(url="sqlite:///x", why="attempt to write a readonly database")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'store.db'}")) as opened:
        yield opened


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A database that refuses answers; how many it was asked to keep each time."""
    asked: list[int] = []

    def refuse(_: Store, answers: list[Answer], now: datetime) -> None:
        asked.append(len(answers))
        raise DOWN

    monkeypatch.setattr(Store, "keep_answers", refuse)
    return asked


def answer(question: str) -> Answer:
    return Answer(question=question, status="not_found", kind=Kind.OPEN, headline="Nothing.")


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_what_is_shown_is_kept(bot: Bot, corpus: Path, tmp_path: Path, option: tuple[str, ...]) -> None:
    before = datetime.now(UTC)
    bot("ask", *option, "-", stdin=b"how many ferries?\n/nosuch topic\nwho won at chess?\n")
    said = bot("ask", "--json", "-", stdin=b"how many ferries?\n/nosuch topic\nwho won at chess?\n").values
    with closing(Store.open(f"sqlite:///{tmp_path / 'data/dateline.db'}")) as store:
        kept = [store.answer(answer["id"]) for answer in said]
    assert [one and one.answer.model_dump(mode="json") for one in kept] == said
    assert all(one and before <= one.kept <= datetime.now(UTC) for one in kept)


def test_a_database_that_refuses_an_answer_is_one_line_beside_it(bot: Bot, corpus: Path, refusing: list[int]) -> None:
    outcome = bot("ask", "--json", "-", stdin=b"how many ferries?\nwho won at chess?\n" * 40)
    assert outcome.status == 0
    assert len(outcome.values) == 80
    assert outcome.err == wording.not_kept(wording.of_error(DOWN)) + "\n"
    assert len(refusing) == 1


def test_a_fast_run_is_kept_several_answers_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr("bot.cli.keeping.time.monotonic", lambda: moment)
    first, second, third, *others = [answer(str(number)) for number in range(MOST_WAITING + 4)]
    with Keeper(store) as keeper:
        keeper.keep(first)
        assert store.answer(first.id)
        keeper.keep(second)
        assert not store.answer(second.id)
        moment += 1
        keeper.keep(third)
        assert store.answer(second.id)
        for other in others[:MOST_WAITING]:
            keeper.keep(other)
        assert store.answer(others[MOST_WAITING - 1].id)
        keeper.keep(others[-1])
        assert not store.answer(others[-1].id)
    assert store.answer(others[-1].id)
