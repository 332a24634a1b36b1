"""While articles pour in, a question waits for nobody, and answers from what is there."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.answers import Answerer
from bot.models import Answer
from bot.search import Index
from bot.search.state import read_state, write_state
from bot.search.turns import alone
from bot.services import open_services
from bot.settings import Settings
from bot.store import Kept, Store
from tests import storing
from tests.search.conftest import NOW, make_draft

ROOT = Path(__file__).parents[2]
MANY = 2100
Save = Callable[..., None]


@pytest.fixture
def ask(store: Store, index: Index) -> Callable[[str], Answer]:
    return Answerer(store, index, (), lambda: date(2025, 5, 2)).ask


def save_many(store: Store, number: int) -> None:
    """Articles on a ferry each."""
    drafts = (make_draft(f"a{at}", f"Ferry number {at} sank near the mole.", "Nobody drowned.") for at in range(number))
    store.save([storing.entry(draft) for draft in drafts], NOW)


def is_answered(answer: Answer) -> bool:
    return answer.status == "answered"


def test_what_was_just_saved_is_found_by_the_next_question(ask: Callable[[str], Answer], save: Save) -> None:
    save("a", "The pilot of the ferry is called Jo Berg.")
    assert is_answered(ask("who is the pilot of the ferry?"))
    save("b", "The harbour master is called Ann Lund.")
    assert is_answered(ask("who is the harbour master?"))


def test_a_question_brings_in_only_some_of_many(index: Index, ask: Callable[[str], Answer], store: Store) -> None:
    save_many(store, 200)
    ask("which ferry sank?")
    assert 0 < index.size() < 200
    assert index.seq < store.last_change()
    for _ in range(4):
        ask("which ferry sank?")
    assert index.size() == 400
    assert index.seq == store.last_change()
    assert index.keep_up() == 0


def test_a_question_does_not_wait_for_another_process_that_reads(
    index: Index, ask: Callable[[str], Answer], folder: Path, save: Save
) -> None:
    save("a", "The pilot of the ferry is called Jo Berg.")
    with alone(folder):
        assert not is_answered(ask("who is the pilot of the ferry?"))
    assert is_answered(ask("who is the pilot of the ferry?"))


def test_a_question_sees_what_another_process_has_brought_in_so_far(
    index: Index, ask: Callable[[str], Answer], folder: Path, store: Store, save: Save
) -> None:
    save("a", "The pilot of the ferry is called Jo Berg.")
    assert Index.open(folder, store).catch_up() == 1
    save("b", "The harbour master is called Ann Lund.")
    with alone(folder):
        assert is_answered(ask("who is the pilot of the ferry?"))
        assert not is_answered(ask("who is the harbour master?"))


def test_an_index_is_opened_while_another_process_fills_it(index: Index, folder: Path, store: Store) -> None:
    save_many(store, 400)
    index.keep_up()
    state = read_state(folder)
    assert state
    stop = Event()

    def commit_again_and_again() -> None:
        for seq in range(state.seq, store.last_change()):
            write_state(folder, state.model_copy(update={"seq": seq}))
            if stop.wait(0.005):
                return

    opened: list[Index] = []
    opening = Thread(target=lambda: opened.append(Index.open(folder, store)))
    filling = Thread(target=commit_again_and_again)
    with alone(folder):
        filling.start()
        opening.start()
        opening.join(60)
        assert opened
    stop.set()
    filling.join()
    assert opened[0].size() == index.size()


class SlowStore(Store):
    """Hands changes out when it is told to."""

    asked: Event
    may: Event

    def kept_changes(self, after: int, limit: int) -> list[Kept]:
        self.asked.set()
        assert self.may.wait(60)
        return super().kept_changes(after, limit)


@pytest.fixture
def slow_store(tmp_path: Path) -> Iterator[SlowStore]:
    store = SlowStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    store.asked, store.may = Event(), Event()
    yield store
    store.close()


def test_a_question_does_not_wait_for_another_thread_that_reads(slow_store: SlowStore, folder: Path) -> None:
    index = Index.open(folder, slow_store)
    ask = Answerer(slow_store, index, (), lambda: date(2025, 5, 2)).ask
    storing.save(slow_store, make_draft("a", "The pilot of the ferry is called Jo Berg."), NOW)
    reading = Thread(target=index.catch_up)
    reading.start()
    assert slow_store.asked.wait(60)
    assert not is_answered(ask("who is the pilot of the ferry?"))
    slow_store.may.set()
    reading.join()
    assert is_answered(ask("who is the pilot of the ferry?"))


def test_what_is_brought_in_together_is_all_there_for_the_first_question(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(120):
        (corpus / f"a{number}.txt").write_text(f"Ferry number {number} sank near the mole.\n", encoding="utf-8")
    with open_services(Settings(dateline_data=tmp_path / "data"), corpus) as services:
        assert services.refresh().new == 120
        assert services.index.seq == services.store.last_change()
        assert services.index.frequency("ferri") == 120


def test_many_changes_are_worked_out_by_several_processes_to_the_same_end(index: Index, store: Store) -> None:
    save_many(store, MANY)
    assert index.catch_up() == MANY
    assert index.size() == 2 * MANY
    assert index.seq == store.last_change()
    for number in (0, 1234, MANY - 1):
        (hit,) = [hit for hit in index.search({str(number): 1.0}, 5) if hit.ordinal == 0]
        assert (hit.article, hit.sentences[0].text) == (f"a{number}", f"Ferry number {number} sank near the mole.")


READER = """
import sys
from pathlib import Path
from bot.search import Index, index
from bot.store import Store

index._STRETCH = 10
store = Store.open(sys.argv[1])
found = Index.open(Path(sys.argv[2]), store)
print("at it", flush=True)
found.catch_up()
"""


@pytest.mark.parametrize("commits", [0, 1, 4])
def test_a_kill_only_repeats_work(store: Store, folder: Path, tmp_path: Path, commits: int) -> None:
    save_many(store, 400)
    command = [sys.executable, "-c", READER, f"sqlite:///{tmp_path / 'store.db'}", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as reader:
        assert reader.stdout
        reader.stdout.readline()
        before = Index.open(folder, store)
        while before.seq < 10 * commits and reader.poll() is None:
            before = Index.open(folder, store)
        reader.kill()
    index = Index.open(folder, store)
    noted = index.seq
    assert noted >= 10 * commits
    assert index.catch_up() == 400 - noted
    assert index.size() == 800
    assert index.frequency("ferri") == 400
