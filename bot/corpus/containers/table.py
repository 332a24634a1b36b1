"""Tables with a line of names above them: comma-, semicolon- or tab-separated values."""

import csv
import json
from collections.abc import Iterator
from typing import Self, TextIO

from bot import wording
from bot.corpus.containers.dialect import Dialect, options, tell_dialect
from bot.corpus.containers.record import MOST_CHARACTERS, Record, too_large
from bot.corpus.readers.fields import TEXT
from bot.errors import InvalidRecord, NoTextField, ReadError

_CHUNK = 262_144


def records(file: TextIO, head: str) -> Iterator[Record | ReadError]:
    """A table's rows. `head`: its beginning, without a byte order mark; the file stands at its start.

    A cell may hold line breaks. One that is never closed takes what follows with it, up to the cap.
    Raises NoTextField.
    """
    dialect = tell_dialect(head)
    if TEXT not in dialect.known:
        raise NoTextField(found=wording.field_names(dialect.names))
    csv.field_size_limit(MOST_CHARACTERS)  # the module's own is 131,072 characters, which some articles pass
    reader = csv.reader(_Lines(file), **options(dialect, head))
    for _ in range(2 if dialect.start else 1):
        next(reader, None)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield too_large(MOST_CHARACTERS + 1)
        else:
            if cells:
                yield _record(dialect, cells)


class _Lines:
    """A file's lines. Unlike a generator, it goes on after the error for one that is over the cap."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MOST_CHARACTERS + 1)
        if not line:
            raise StopIteration
        if len(line) <= MOST_CHARACTERS or line.endswith("\n"):
            return line
        while len(rest := self._file.readline(_CHUNK)) == _CHUNK and not rest.endswith("\n"):
            continue
        raise csv.Error


def _record(dialect: Dialect, cells: list[str]) -> Record | ReadError:
    """Of columns that are called the same, the first counts. Empty cells after the last column are a spreadsheet's."""
    names = dialect.names
    if len(cells) < len(names) or any(cells[len(names) :]):
        return InvalidRecord(why=wording.READING["cells"].format(cells=len(cells), fields=len(names)))
    values = {name: cell for name, cell in zip(reversed(names), reversed(cells[: len(names)]), strict=True) if name}
    return Record(values, json.dumps(values, ensure_ascii=False).encode())
