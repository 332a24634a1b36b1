"""A bar on the terminal while files are read."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

OnFile = Callable[[Path, int, int], None]
PATIENCE = 0.5
"""Seconds that pass unseen: a bar that flashes up says nothing."""


@contextmanager
def progress() -> Iterator[OnFile | None]:
    """What to call for each file: it draws a bar on standard error, once the files have taken PATIENCE.

    None where standard error is no terminal. What is done sooner imports and draws nothing.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        drawn: list[OnFile] = []
        start = time.monotonic()

        def on_file(path: Path, number: int, count: int) -> None:
            if not drawn and time.monotonic() - start > PATIENCE:
                drawn.append(_bar(stack))
            if drawn:
                drawn[0](path, number, count)

        yield on_file


def _bar(stack: ExitStack) -> OnFile:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task("")

    def on_file(path: Path, number: int, count: int) -> None:
        bar.update(task, description=escape(path.name), completed=number, total=count)

    return on_file
