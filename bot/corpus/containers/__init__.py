"""Files that hold many articles: ZIP archives, exports as JSON and as tables. They stream, whatever their size."""

from collections.abc import Iterator
from pathlib import Path

from bot.corpus.containers.contained import HEAD_BYTES, Contained
from bot.corpus.containers.kinds import ENDINGS, Kind, tell
from bot.errors import Unreadable

__all__ = ["ENDINGS", "HEAD_BYTES", "Contained", "is_container", "pieces"]


def is_container(name: str, head: bytes) -> bool:
    """Whether a file holds many articles. `head`: its first HEAD_BYTES."""
    return tell(name, head) is not None


def pieces(path: Path) -> Iterator[Contained]:
    """The articles of a container, one after the other; what cannot be taken in comes with its error.

    Raises ReadError where the container as a whole cannot be read; where it turns out on the way, what came before
    stands.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            kind = tell(path.name, head)
            file.seek(0)
            if kind is Kind.ZIP:
                from bot.corpus.containers.archive import members

                yield from members(file)
            elif kind is not None:
                from bot.corpus.containers.rows import rows

                yield from rows(file, head, kind, path.stem)
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error
