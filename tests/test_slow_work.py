"""Slow work: in its turn, with an end to the queue."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.errors import Busy
from bot.slow_work import WAITING, WORKERS, SlowWork


@pytest.fixture
def slow_work() -> Iterator[SlowWork]:
    with closing(SlowWork()) as opened:
        yield opened


def test_what_came_of_it_comes_back(slow_work: SlowWork) -> None:
    assert slow_work.run(lambda: 4 + 3) == 7
    with pytest.raises(ZeroDivisionError):
        slow_work.run(lambda: 1 // 0)


def test_a_few_are_at_work_the_next_wait_and_one_too_many_is_refused(slow_work: SlowWork) -> None:
    go, at_work, most = threading.Event(), threading.Semaphore(0), WORKERS + WAITING

    def work() -> str:
        at_work.release()
        go.wait(30)
        return threading.current_thread().name

    with ThreadPoolExecutor(most) as callers:
        done = [callers.submit(slow_work.run, work) for _ in range(most)]
        for _ in range(WORKERS):
            assert at_work.acquire(timeout=30)
        while slow_work._places._value:  # until all of them have their place
            time.sleep(0.01)
        with pytest.raises(Busy):
            slow_work.run(work)
        go.set()
        assert len({one.result(30) for one in done}) == WORKERS
    assert slow_work.run(lambda: "again") == "again"
