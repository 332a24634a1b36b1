"""The index is a cache: whatever happens to its files, it is made anew from the store, and never answers from ruins."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bot.search import Index
from bot.store import Store

Save = Callable[..., None]
ARTICLES = 30


@pytest.fixture
def read(index: Index, save: Save, folder: Path) -> Iterator[Path]:
    """The folder of an index that has read its store, and is closed."""
    for number in range(ARTICLES):
        save(f"a{number}", f"Ferry number {number} sank near the mole.")
    assert index.catch_up() == ARTICLES
    return folder


def articles(index: Index) -> list[str]:
    hits = index.search({"ferri": 1.0}, 2 * ARTICLES)
    assert all(hit.sentences[0].text.startswith("Ferry number") for hit in hits)
    return sorted(hit.article for hit in hits)


def is_remade(folder: Path, store: Store, *late: str) -> bool:
    """Whether the index starts from nothing; either way it holds every article in the end, those that came late too."""
    index = Index.open(folder, store)
    remade = index.catch_up() == ARTICLES + len(late)
    assert articles(index) == sorted([*late, *(f"a{number}" for number in range(ARTICLES))])
    assert articles(Index.open(folder, store)) == articles(index)
    return remade


def state_of(folder: Path) -> Path:
    return folder.with_name(folder.name + ".json")


def test_an_index_that_is_as_it_was_written_is_kept(read: Path, store: Store) -> None:
    assert not is_remade(read, store)


def test_nothing_is_left_of_it(read: Path, store: Store) -> None:
    shutil.rmtree(read)
    assert is_remade(read, store)


def data_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix != ".lock" and path.name != ".managed.json"]


def garble(content: bytes) -> bytes:
    return random.Random(1).randbytes(len(content))


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


RUINS: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "garbled": garble,
    "zeroed": lambda content: bytes(len(content)),
    "one byte wrong": flip,
    "longer": lambda content: content + b"\0" * 9,
}


@pytest.mark.parametrize("ruin", RUINS)
def test_any_damaged_file(read: Path, store: Store, tmp_path: Path, ruin: str) -> None:
    shutil.copytree(read, tmp_path / "kept")
    shutil.copy(state_of(read), tmp_path / "state")
    names = [path.name for path in data_files(read) if path.suffix != ".json"]
    assert len(names) >= 5
    for name in names:
        shutil.rmtree(read)
        shutil.copytree(tmp_path / "kept", read)
        shutil.copy(tmp_path / "state", state_of(read))
        (read / name).write_bytes(RUINS[ruin]((read / name).read_bytes()))
        assert is_remade(read, store), name


def test_any_missing_file(read: Path, store: Store, tmp_path: Path) -> None:
    shutil.copytree(read, tmp_path / "kept")
    shutil.copy(state_of(read), tmp_path / "state")
    for name in [path.name for path in data_files(read)]:
        shutil.rmtree(read)
        shutil.copytree(tmp_path / "kept", read)
        shutil.copy(tmp_path / "state", state_of(read))
        (read / name).unlink()
        assert is_remade(read, store), name


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"segments": [7]}', b"\xff\xfe"])
def test_tantivys_own_list_of_files_is_garbled(read: Path, store: Store, content: bytes) -> None:
    (read / "meta.json").write_bytes(content)
    assert is_remade(read, store)


def test_the_state_is_missing(read: Path, store: Store) -> None:
    state_of(read).unlink()
    assert is_remade(read, store)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"seq": 30}', b'{"seq": "many"}'])
def test_the_state_is_garbled(read: Path, store: Store, content: bytes) -> None:
    state_of(read).write_bytes(content)
    assert is_remade(read, store)


@pytest.mark.parametrize("change", [{"schema_version": 0}, {"identity": "another"}, {"seq": 10_000}], ids=str)
def test_the_state_tells_of_something_else(read: Path, store: Store, change: dict[str, object]) -> None:
    state = json.loads(state_of(read).read_text(encoding="utf-8"))
    state_of(read).write_text(json.dumps(state | change), encoding="utf-8")
    assert is_remade(read, store)


@pytest.mark.parametrize("change", [{"schema_version": 99}, {"analysis": "another"}], ids=str)
def test_an_index_that_another_version_has_made_its_own_is_not_written_to(
    index: Index, read: Path, store: Store, save: Save, change: dict[str, object]
) -> None:
    state = json.loads(state_of(read).read_text(encoding="utf-8")) | change
    state_of(read).write_text(json.dumps(state), encoding="utf-8")
    save("late", "Ferry number 31 sank.")
    assert index.catch_up() == 0
    assert len(articles(index)) == ARTICLES
    assert json.loads(state_of(read).read_text(encoding="utf-8")) == state
    assert is_remade(read, store, "late")


def test_another_store_is_followed_from_its_beginning(
    read: Path, open_store: Callable[[str], Store], store: Store
) -> None:
    elsewhere = Index.open(read, open_store("another.db"))
    elsewhere.catch_up()
    assert articles(elsewhere) == []
    assert is_remade(read, store)


def test_files_deleted_under_a_running_bot_are_made_again_with_the_next_change(
    index: Index, read: Path, store: Store, save: Save
) -> None:
    shutil.rmtree(read)
    assert len(articles(index)) == ARTICLES
    save("late", "Ferry number 31 sank.")
    index.catch_up()
    assert len(articles(index)) == ARTICLES + 1
    assert len(articles(Index.open(read, store))) == ARTICLES + 1


def test_a_stop_between_commit_and_note_only_repeats_work(read: Path, store: Store) -> None:
    state = json.loads(state_of(read).read_text(encoding="utf-8"))
    state_of(read).write_text(json.dumps(state | {"seq": 10}), encoding="utf-8")
    index = Index.open(read, store)
    assert index.catch_up() == ARTICLES - 10
    assert articles(index) == sorted(f"a{number}" for number in range(ARTICLES))


def test_several_that_open_a_missing_index_at_once_share_one(read: Path, store: Store) -> None:
    shutil.rmtree(read)
    together = Barrier(8)

    def open_and_read(_: int) -> list[str]:
        together.wait()
        index = Index.open(read, store)
        index.catch_up()
        return articles(index)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(open_and_read, range(8)))
    assert answers == [sorted(f"a{number}" for number in range(ARTICLES))] * 8
