"""The threads that listeners run on."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

THREADS = 100
"""With Bolt's own five, a few that wait for Slack would keep the next from answering in three seconds."""
GRACE = 10
"""Seconds that requests and listeners under way have to finish in when the bot is stopped."""


class Listeners(ThreadPoolExecutor):
    """An executor that can be waited for, but not for ever."""

    def __init__(self) -> None:
        super().__init__(THREADS, thread_name_prefix="listener")
        self._running: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def finish(self, seconds: float) -> bool:
        """Start nothing more and wait for what runs; whether all of it was through in time."""
        self.shutdown(wait=False)
        return not wait(self._running.copy(), timeout=seconds).not_done
