"""Watches asked again beside the listeners, whenever articles have changed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import structlog

from bot import wording
from bot.errors import DatelineError
from bot.services import Services
from bot.store import Watch
from bot.watches.checks import Checks, Delivery

log = structlog.get_logger(__name__)

LOOK = timedelta(seconds=20)
"""How often a look is taken whether articles have changed."""
SETTLED = timedelta(minutes=1)
"""How long nothing has to change before watches are asked: many articles make one message, not many."""
LONGEST = timedelta(minutes=15)
"""How long watches wait at most where changes do not end."""
LAST_CHECK = 5
"""Seconds. What is cut off is settled at the next start."""


@contextmanager
def watching(services: Services, delivery: Delivery, stop: threading.Event) -> Iterator[None]:
    """Watches are asked as long as this is open. A check that is under way at the end has LAST_CHECK to finish in."""
    clock = WatchClock(services, delivery, lambda: datetime.now(UTC))
    thread = threading.Thread(target=clock.run, args=(stop,), name="watches", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LAST_CHECK)


class WatchClock:
    """Sees to it that every watch is asked again once changes to articles have settled."""

    def __init__(self, services: Services, delivery: Delivery, clock: Callable[[], datetime]) -> None:
        self._store = services.store
        self._index = services.index
        self._checks = Checks(services.store, services.answerer, delivery, clock)
        self._clock = clock
        self._last = -1
        self._moved = clock()
        self._unasked = clock()

    def run(self, stop: threading.Event) -> None:
        """Look again and again until `stop` is set. What fails now is tried again later."""
        while not stop.wait(LOOK.total_seconds()):
            try:
                self.look(stop.is_set)
            except DatelineError as error:
                log.warning("watches not asked", why=wording.of_error(error))
            except Exception:
                log.exception("watches not asked")

    def look(self, should_stop: Callable[[], bool] = lambda: False) -> int:
        """Ask the watches that are due, if changes have settled; how many channels were told something. `should_stop`
        is asked before each.

        Raises DatabaseDown.
        """
        now = self._clock()
        last = self._store.last_change()
        if last != self._last:
            self._last, self._moved = last, now
        if now - self._moved < SETTLED and now - self._unasked < LONGEST:
            return 0
        self._unasked = now
        due = self._store.due_watches(last, now)
        if due:
            self._index.catch_up()
        return sum([self._carry_out(watch) for watch in due if not should_stop()])

    def _carry_out(self, watch: Watch) -> bool:
        """One that breaks keeps no other from being asked."""
        try:
            return self._checks.carry_out(watch)
        except DatelineError as error:
            log.warning("watch not told", channel=watch.channel, question=watch.question, why=wording.of_error(error))
        except Exception:
            log.exception("watch broke", channel=watch.channel, question=watch.question)
        return False
