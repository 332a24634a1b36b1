"""A bar on the terminal while files are read."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

OnFile = Callable[[Path, int, int], None]


@contextmanager
def progress() -> Iterator[OnFile | None]:
    """What to call for each file: it draws a bar on standard error from the first file on.

    None where standard error is no terminal. Nothing is imported or drawn where no file comes.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        drawn: list[OnFile] = []

        def on_file(path: Path, number: int, count: int) -> None:
            if not drawn:
                drawn.append(_bar(stack))
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
