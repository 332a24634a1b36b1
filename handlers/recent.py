"""What was looked up a short while ago, so that nothing is looked up twice in a minute."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Values by key, each good for some seconds. For any number of threads; two may look the same thing up at once."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: dict[Hashable, tuple[float, Value]] = {}

    def get(self, key: Hashable, look_up: Callable[[], Value]) -> Value:
        """The value that is kept under the key, else the one that is looked up now. What that raises is not kept."""
        now = self._clock()
        kept = self._kept.get(key)
        if kept is not None and now < kept[0]:
            return kept[1]
        value = look_up()
        if len(self._kept) >= self._most:
            self._kept = {}
        self._kept[key] = (now + self._seconds, value)
        return value
