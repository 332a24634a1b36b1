"""Slow work that people wait for, such as fetching a page: done a few at a time, so that answers keep their threads.

Work of another kind waits elsewhere: a digest does not stand behind pages whose sites are slow.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from bot.errors import Busy

WORKERS = 4
WAITING = 16
"""With those at work far fewer than there are listeners, each of which waits for its own."""

Result = TypeVar("Result")


class SlowWork:
    """A queue with an end: what would have to wait too long is refused at once. Safe to use from several threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="slow")
        self._places = BoundedSemaphore(WORKERS + WAITING)

    def run(self, work: Callable[[], Result]) -> Result:
        """Do it in its turn, and return what came of it, or raise that. Raises Busy where all places are taken."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            return self._threads.submit(work).result()
        finally:
            self._places.release()

    def close(self) -> None:
        """Take no more; what is under way goes on."""
        self._threads.shutdown(wait=False)
