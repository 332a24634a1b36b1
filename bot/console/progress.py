"""A bar on the terminal while articles are taken in."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from bot import wording
from bot.corpus import OnProgress, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 0.5
"""Seconds that pass unseen: a bar that flashes up says nothing."""
_PAUSE = 0.1
"""Seconds between two drawings."""


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """What to call for each article: it draws a bar on standard error, once they have taken PATIENCE.

    None where standard error is no terminal. What is done sooner imports and draws nothing.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        yield _Drawing(stack)


class _Drawing:
    """Draws now and then. A bar with time left where it is known how much there is to do."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._start = time.monotonic()
        self._next = self._start + PATIENCE
        self._bar: tuple[Bar, TaskID] | None = None

    def __call__(self, so_far: Progress) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        from bot.console.page import printable  # with it comes rich

        bar, task = self._bar = self._bar or self._open()
        articles = so_far.new + so_far.changed + so_far.same + so_far.refused
        said = wording.taking_in(
            so_far.new, so_far.changed, so_far.same, so_far.refused, articles / (now - self._start)
        )
        bar.update(task, completed=so_far.done, total=so_far.total or None, said=said, at=printable(so_far.at)[-40:])

    def _open(self) -> "tuple[Bar, TaskID]":
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[said]}", markup=False),
            TextColumn("{task.fields[at]}", style="dim", markup=False),
        )
        bar = self._stack.enter_context(Bar(*columns, console=Console(stderr=True), transient=True))
        return bar, bar.add_task("", said="", at="")
