"""A folder that lost most of its files is taken for one that is not there, and nothing is withdrawn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpus import sync
from bot.corpus.absence import MANY
from bot.errors import MostFilesGone
from bot.store import Store
from tests.corpus.conftest import NOW

Write = Callable[[str, str | bytes], Path]


def fill(write: Write, count: int) -> list[Path]:
    return [write(f"2025/boat{number}.txt", f"Boat {number} left the harbour.") for number in range(count)]


def remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink()


def test_where_most_files_are_gone_nothing_comes_in_and_nothing_goes(folder: Path, store: Store, write: Write) -> None:
    paths = fill(write, 2 * MANY + 2)
    sync(folder, store, now=NOW)
    remove(paths[1:])
    write("new.txt", "Another paper.")
    before = store.last_change()

    with pytest.raises(MostFilesGone) as refused:
        sync(folder, store, now=NOW)

    assert refused.value.facts == {"folder": folder, "gone": len(paths) - 1, "known": len(paths)}
    assert store.last_change() == before
    assert sync(folder, store, now=NOW, may_lose_most=True).withdrawn == len(paths) - 1
    assert sync(folder, store, now=NOW).withdrawn == 0


@pytest.mark.parametrize(("count", "removed"), [(MANY + 1, MANY), (2 * MANY + 2, MANY + 1)])
def test_a_few_or_half_of_them_may_go(folder: Path, store: Store, write: Write, count: int, removed: int) -> None:
    paths = fill(write, count)
    sync(folder, store, now=NOW)
    remove(paths[:removed])
    assert sync(folder, store, now=NOW).withdrawn == removed


def test_files_that_were_moved_are_not_gone(folder: Path, store: Store, write: Write) -> None:
    fill(write, 2 * MANY)
    sync(folder, store, now=NOW)
    (folder / "2025").rename(folder / "archive")
    assert sync(folder, store, now=NOW).withdrawn == 0


def test_an_export_may_hold_fewer_rows(folder: Path, store: Store, write: Write) -> None:
    rows = [
        f'{{"url": "https://paper.example/{row}", "text": "Boat {row} left the harbour."}}\n' for row in range(2 * MANY)
    ]
    write("boats.jsonl", "".join(rows))
    sync(folder, store, now=NOW)
    write("boats.jsonl", rows[0])
    assert sync(folder, store, now=NOW).withdrawn == 2 * MANY - 1
