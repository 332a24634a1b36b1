"""Processes that share an index folder make it and write to it one at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Waits until no other process, and no other index of this one, is at work in the folder.

    Without waiting: whether none is; if False, nothing is to be done there. The lock lies beside the folder, which may
    be made anew meanwhile; a killed process gives it back.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
