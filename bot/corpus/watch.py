"""The corpus folder, watched for changes."""

import threading
from collections.abc import Callable
from pathlib import Path

from bot import wording
from bot.errors import CorpusMissing

_GATHERED_MS = 400
"""Changes within this time count as one."""
_PAUSE_MS = 500
"""How long at most until a wish to stop is seen."""


def watch(folder: Path, on_change: Callable[[], None], stop: threading.Event) -> None:
    """Call `on_change` soon after files below the folder changed, until `stop` is set. Blocks.

    It is also called once when watching has begun: a change just before that would go unseen.
    Raises CorpusMissing where there is no such folder, OSError where the system watches no more, or not all of it.
    """
    from watchfiles import watch as watch_files

    unseen = True
    try:
        for changes in watch_files(
            folder,
            debounce=_GATHERED_MS,
            stop_event=stop,
            rust_timeout=_PAUSE_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if changes or unseen:
                unseen = False
                on_change()
    except FileNotFoundError as error:
        raise CorpusMissing(str(error), folder=folder, why=wording.FOLDER["missing"]) from error
