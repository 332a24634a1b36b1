"""The index's files, which the system may refuse to write: a full disk, a folder that is another user's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DataUnwritable

_OF_THE_SYSTEM = re.compile(r"'?([^'\"]+) \(os error \d+\)")
"""How tantivy tells what the system said, in a ValueError."""


@contextmanager
def reported(folder: Path) -> Iterator[None]:
    """Raises DataUnwritable for what the system refuses in the folder of an index, with the system's words for it."""
    try:
        yield
    except OSError as error:
        raise DataUnwritable(str(error), folder=folder.parent, why=error.strerror or str(error)) from error
    except ValueError as error:
        if (said := _OF_THE_SYSTEM.search(str(error))) is None:
            raise
        raise DataUnwritable(str(error), folder=folder.parent, why=said[1]) from error
