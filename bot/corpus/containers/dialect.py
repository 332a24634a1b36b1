"""How a table is written: what parts its cells, how they are quoted, and what its first line names."""

import csv
import re
from typing import Any, NamedTuple

from bot.corpus.page import fold
from bot.corpus.readers.fields import TEXT, purpose

_DELIMITERS = ",;\t|"
_STATED = re.compile(r"sep=([^\w\s\"']|\t)\r?\n", re.IGNORECASE)  # a spreadsheet's own line above the first
_LONGEST_NAME = 40
_LONGEST_LINE = 4000


class Dialect(NamedTuple):
    """`names` are the first line's cells, folded; `start` is where in the text that line begins."""

    names: tuple[str, ...]
    delimiter: str
    start: int

    @property
    def known(self) -> list[str]:
        """What the columns are for, of those that are ours."""
        return [wanted for name in self.names if (wanted := purpose(name))]

    @property
    def is_plain(self) -> bool:
        """Whether this is a table for certain, whatever the file is called: short names, most of them known."""
        known = self.known
        short = all(0 < len(name) <= _LONGEST_NAME for name in self.names)
        return short and TEXT in known and len(set(known)) >= 2 and len(known) >= len(self.names) / 2


def tell_dialect(text: str) -> Dialect:
    """From the beginning of a table, without a byte order mark."""
    stated = _STATED.match(text)
    start = stated.end() if stated else 0
    head = text[start : start + _LONGEST_LINE].splitlines(keepends=True)
    told = (Dialect(_names(head, delimiter), delimiter, start) for delimiter in (stated[1] if stated else _DELIMITERS))
    return max(told, key=lambda dialect: (TEXT in dialect.known, len(dialect.known), len(dialect.names)))


def options(dialect: Dialect, sample: str) -> dict[str, Any]:
    """What csv.reader wants to know. `sample`: the beginning of the table."""
    found: dict[str, Any] = {"delimiter": dialect.delimiter}
    if dialect.delimiter == "\t" and not _is_quoted(sample[dialect.start :], len(dialect.names)):
        return found | {"quoting": csv.QUOTE_NONE}
    if sample[dialect.start :].startswith("'"):
        found["quotechar"] = "'"
    if '\\"' in sample and '""' not in sample:
        found |= {"escapechar": "\\", "doublequote": False}
    return found


def _names(head: list[str], delimiter: str) -> tuple[str, ...]:
    quote = "'" if head and head[0].startswith("'") else '"'
    try:
        return tuple(fold(name) for name in next(csv.reader(head, delimiter=delimiter, quotechar=quote), ()))
    except csv.Error:
        return ()


def _is_quoted(sample: str, columns: int) -> bool:
    """Whether quotation marks hold cells together; in many tables with tabs they are the text's own."""
    lines = [line.split("\t") for line in sample.splitlines()[:-1] if line]
    if any(len(line) != columns for line in lines):
        return True
    cells = [cell for line in lines for cell in line if cell.startswith('"')]
    return all(cell.count('"') % 2 or cell.endswith('"') for cell in cells)
