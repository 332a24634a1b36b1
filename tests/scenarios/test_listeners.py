"""The threads of the listeners, and their end."""

import threading

from bot.listeners import THREADS, Listeners


def test_what_runs_is_waited_for() -> None:
    listeners = Listeners()
    go = threading.Event()
    done: list[int] = []
    for number in range(5):
        listeners.submit(lambda number=number: (go.wait(30), done.append(number)))
    threading.Timer(0.05, go.set).start()
    assert listeners.finish(30)
    assert sorted(done) == [0, 1, 2, 3, 4]


def test_what_does_not_end_is_not_waited_for_without_end() -> None:
    listeners = Listeners()
    go = threading.Event()
    listeners.submit(go.wait, 30)
    assert not listeners.finish(0.01)
    go.set()


def test_many_slow_listeners_leave_room_for_the_next() -> None:
    listeners = Listeners()
    go, reached = threading.Event(), threading.Event()
    for _ in range(THREADS - 1):
        listeners.submit(go.wait, 30)
    listeners.submit(reached.set)
    assert reached.wait(30)
    go.set()
    assert listeners.finish(30)
