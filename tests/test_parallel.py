"""Work on many items is spread over processes, and nothing is left of them, whatever ends the run."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

from bot.parallel import map_in_order

ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Seconds until a test is given up. Nothing is timed by it."""


def square(number: int) -> int:
    return number * number


def worker_of(_: int) -> int:
    return os.getpid()


def niceness_in(_: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


def fail_at_forty(number: int) -> int:
    if number == 40:
        raise LookupError(number)
    return number


def die_elsewhere(here: int, number: int) -> int:
    if number == 40 and os.getpid() != here:
        os._exit(1)
    return number


def print_something(number: int) -> int:
    print("something", number)
    return number


def dawdle(number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


@pytest.fixture(autouse=True)
def _others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What earlier tests have started, such as multiprocessing's tracker of resources, is none of ours."""
    monkeypatch.setattr(f"{__name__}._started_before", frozenset(children()))


_started_before: frozenset[str] = frozenset()


def children() -> list[str]:
    """The processes that this one has started in this test and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            _, _, after_name = stat.read_text(encoding="ascii", errors="replace").rpartition(") ")
            if int(after_name.split()[1]) == os.getpid() and stat.parent.name not in _started_before:
                found.append(stat.parent.name)
    return found


def test_results_come_in_order() -> None:
    results = list(map_in_order(square, range(500), workers=3, threshold=10))
    assert results == [number * number for number in range(500)]


@pytest.mark.parametrize(("items", "is_spread"), [(99, False), (100, True)])
def test_workers_are_started_for_many_items_alone(items: int, is_spread: bool) -> None:
    workers = set(map_in_order(worker_of, range(items), workers=2, threshold=100))
    assert (os.getpid() not in workers) is is_spread
    assert len(workers) <= 2


def test_workers_give_way_to_this_process() -> None:
    assert min(map_in_order(niceness_in, range(100), workers=2, threshold=10)) > niceness_in(0)


def test_one_worker_is_this_process() -> None:
    assert set(map_in_order(worker_of, range(100), workers=1, threshold=10)) == {os.getpid()}


@pytest.mark.parametrize("threshold", [10, 10_000])
def test_no_item_is_no_result(threshold: int) -> None:
    assert list(map_in_order(square, [], workers=2, threshold=threshold)) == []


def test_items_without_end_are_read_as_results_are_taken() -> None:
    read = count()
    with closing(map_in_order(square, read, workers=2, threshold=10)) as results:
        assert list(islice(results, 1000)) == [number * number for number in range(1000)]
    assert next(read) < 1200


def test_no_worker_is_left_when_all_is_done() -> None:
    list(map_in_order(square, range(100), workers=2, threshold=10))
    assert not children()


def test_no_worker_is_left_of_what_is_not_used_up() -> None:
    with closing(map_in_order(square, count(), workers=2, threshold=10)) as results:
        next(results)
        assert children()
    assert not children()


@pytest.mark.parametrize("threshold", [10, 10_000])
def test_what_the_work_raises_is_raised_here_in_its_place(threshold: int) -> None:
    results = map_in_order(fail_at_forty, range(500), workers=2, threshold=threshold)
    assert list(islice(results, 40)) == list(range(40))
    with pytest.raises(LookupError):
        next(results)
    assert not children()


def test_what_the_items_raise_is_raised_here() -> None:
    def items() -> Iterator[int]:
        yield from range(100)
        raise LookupError

    with pytest.raises(LookupError):
        list(map_in_order(square, items(), workers=2, threshold=10))
    assert not children()


def test_where_workers_die_their_work_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    work = partial(die_elsewhere, os.getpid())
    assert list(map_in_order(work, range(500), workers=2, threshold=10)) == list(range(500))
    assert "going on without it" in caplog.text


def test_what_the_work_prints_does_not_come_between_results(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(map_in_order(print_something, range(100), workers=2, threshold=10)) == list(range(100))
    assert capfd.readouterr().out == ""


def test_what_a_worker_cannot_be_sent_is_raised() -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        list(map_in_order(lambda number: number, range(100), workers=2, threshold=10))
    assert not children()


def test_several_threads_each_have_their_own_run() -> None:
    found: dict[int, list[int]] = {}

    def run(offset: int) -> None:
        found[offset] = list(map_in_order(square, range(offset, offset + 100), workers=2, threshold=10))

    threads = [threading.Thread(target=run, args=(offset,)) for offset in (0, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {offset: [n * n for n in range(offset, offset + 100)] for offset in (0, 1000)}


# In a process of its own, as a bot is: it says which worker did each piece, and goes on until it is stopped.
# Nor does it keep its lines from being run again, as scripts do that start processes.
SCRIPT = """
from itertools import count
from tests.test_parallel import dawdle
from bot.parallel import map_in_order

for worker in map_in_order(dawdle, count(), workers=2, threshold=10):
    print(worker, flush=True)
"""


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process with two workers that never ends, the first of a group."""
    script = tmp_path / "endless.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process
        process.kill()


def workers_of(process: subprocess.Popen[str]) -> set[int]:
    """Both of its workers, when both are at work."""
    assert process.stdout
    workers: set[int] = set()
    while len(workers) < 2:
        workers.add(int(process.stdout.readline()))
    return workers


def are_gone(processes: set[int]) -> bool:
    """Whether they have ended, after a while at most."""
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{process}/cmdline").exists() for process in processes) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(Path(f"/proc/{process}/cmdline").exists() for process in processes)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked up in /proc")
def test_workers_end_with_a_parent_that_is_killed(endless: subprocess.Popen[str]) -> None:
    workers = workers_of(endless)
    assert endless.pid not in workers
    endless.kill()
    endless.wait()
    assert are_gone(workers)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked up in /proc")
def test_an_interrupt_is_the_parents_alone_to_heed_and_workers_say_nothing(
    endless: subprocess.Popen[str],
) -> None:
    workers = workers_of(endless)
    assert all(os.getpgid(worker) != endless.pid for worker in workers)
    os.killpg(endless.pid, signal.SIGINT)
    _, said = endless.communicate(timeout=PATIENCE)
    assert are_gone(workers)
    assert endless.returncode == -signal.SIGINT
    assert said.count("Traceback") == 1
    assert said.rstrip().endswith("KeyboardInterrupt")
