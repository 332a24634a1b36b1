"""A pure function over many items on all cores: results in order, few items at a time.

The workers are processes of their own, fed through pipes. Of those that the standard library makes, the ones that are
forked copy this process' threads in the midst of whatever they do, and the others run the script again that this
process was started with. Ours import what they work with and nothing else. They end with the run, and with this process
however it dies, since their pipe closes; Ctrl-C does not reach them.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from queue import SimpleQueue
from typing import IO, TypeVar, cast

log = logging.getLogger(__name__)

A = TypeVar("A")
B = TypeVar("B")

_THRESHOLD = 300
"""Items from which workers pay: they take half a second of the processor's time each to start."""
_CHUNK = 16
"""Items that a worker gets at once. One at a time, handing over would take as long as quick work itself."""
_CHUNKS_AHEAD = 3
"""Chunks a worker that are handed out and not yet given back: it never waits, and memory stays flat."""
_MOST_WORKERS = 8
_NICENESS = 5
"""Workers give way to whatever else is to be done: a bot answers meanwhile."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "import bot.garbage; from bot.parallel import serve; serve()"
)


def map_in_order(
    work: Callable[[A], B], items: Iterable[A], *, workers: int | None = None, threshold: int = _THRESHOLD
) -> Generator[B, None, None]:
    """`work(item)` of each item, in order; from `threshold` items on, in worker processes.

    `work`, items and results are pickled: `work` is a function of a module that can be imported, or a partial of one.
    It may be called in any process, any number of times. `items` is read as results are taken, up to `threshold` or
    some chunks ahead. `workers`: as many as this process may use cores, at most 8, where it is None.

    What `work` raises is raised here, in its place. Where workers cannot be started, or die, the work is done in this
    process. Close the generator, or use it up: the workers end then.
    """
    number = workers or min(_cores(), _MOST_WORKERS)
    coming = iter(items)
    first = list(islice(coming, threshold)) if number > 1 else []
    crew = _hire(number) if number > 1 and len(first) >= threshold else []
    coming = chain(first, coming)
    del first
    if crew:
        yield from _spread(crew, work, coming)
    else:
        yield from map(work, coming)


def serve() -> None:
    """All that a worker process does: chunk after chunk, until its pipe closes."""
    os.nice(_NICENESS)
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed meanwhile must not come between the results
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):
        while True:
            results.write(_done(pickle.load(sys.stdin.buffer)))  # noqa: S301 - the parent wrote it
            results.flush()


def _done(task: bytes) -> bytes:
    """The results of a chunk, pickled; None in their place where anything is raised: the parent finds out."""
    try:
        work, chunk = pickle.loads(task)  # noqa: S301 - the parent wrote it
        return pickle.dumps([work(item) for item in chunk], pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - raised anew where the parent does the same
        return pickle.dumps(None)


class _Worker:
    """A process that works on one chunk after the other."""

    def __init__(self) -> None:
        """Raises OSError where no process can be started."""
        command = [sys.executable, "-P", "-c", _START]
        # In a group of its own: a terminal sends Ctrl-C to the whole group of this process, which is to decide.
        self._process = subprocess.Popen(  # noqa: S603 - this very Python
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        self._tasks, self._results = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        self._is_alive = True
        with suppress(OSError):  # dead already: the first task tells
            self._send(sys.path)

    def do(self, work: Callable[[A], B], chunk: list[A]) -> list[B] | None:
        """The results; None where it cannot do it."""
        task = pickle.dumps((work, chunk), pickle.HIGHEST_PROTOCOL)
        if not self._is_alive:
            return None
        try:
            self._send(task)
            done: list[B] | None = pickle.load(self._results)  # noqa: S301 - our own worker wrote it
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            if self._is_alive:
                log.warning("a worker process died, going on without it: %r", error)
            self._is_alive = False
            return None
        return done

    def kill(self) -> None:
        self._is_alive = False
        self._process.kill()

    def bury(self) -> None:
        """To be called when nobody waits for it any more."""
        self._process.wait()
        for pipe in (self._tasks, self._results):
            with suppress(OSError):  # what was never sent
                pipe.close()

    def _send(self, message: object) -> None:
        pickle.dump(message, self._tasks)
        self._tasks.flush()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _hire(number: int) -> list[_Worker]:
    """As many workers as can be started."""
    crew: list[_Worker] = []
    try:
        while len(crew) < number:
            crew.append(_Worker())
    except OSError as error:
        log.warning("no more than %d worker processes: %s", len(crew), error)
    return crew


def _spread(crew: list[_Worker], work: Callable[[A], B], items: Iterator[A]) -> Iterator[B]:
    """The results of work on chunks, of which a few are handed out at a time."""
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in crew:
        idle.put(worker)
    flying: deque[tuple[list[A], Future[list[B] | None] | None]] = deque()
    threads = ThreadPoolExecutor(len(crew), thread_name_prefix="worker")
    try:
        while (chunk := list(islice(items, _CHUNK))) or flying:
            if chunk:
                flying.append((chunk, _submit(threads, idle, work, chunk)))
            if not chunk or len(flying) >= len(crew) * _CHUNKS_AHEAD:
                first, future = flying.popleft()
                done = future.result() if future else None
                yield from map(work, first) if done is None else done
    finally:
        for worker in crew:
            worker.kill()
        threads.shutdown(cancel_futures=True)
        for worker in crew:
            worker.bury()


def _submit(
    threads: ThreadPoolExecutor, idle: "SimpleQueue[_Worker]", work: Callable[[A], B], chunk: list[A]
) -> "Future[list[B] | None] | None":
    """None where this process is ending, and takes on no threads."""
    try:
        return threads.submit(_hand_over, idle, work, chunk)
    except RuntimeError:
        return None


def _hand_over(idle: "SimpleQueue[_Worker]", work: Callable[[A], B], chunk: list[A]) -> list[B] | None:
    worker = idle.get()
    try:
        return worker.do(work, chunk)
    finally:
        idle.put(worker)
