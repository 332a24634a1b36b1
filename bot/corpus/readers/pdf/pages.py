"""From the runs of letters on a PDF's pages to its lines, in the order in which they are read. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from bot.corpus.page import fold
from bot.corpus.readers.pdf.program import Run

_EDGE_LINES = 2
_REPEATED_ON = 0.3  # of the pages
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.?)\s*)?\d{1,4}(?:\s*(?:/|of|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d.*")  # a browser's line above each page that it prints
_ADDRESS = re.compile(r"(https?://\S+)(?: \d+/\d+)?")
_TALLEST = 2000  # what is taller, or has no height, only a damaged file has
_COLUMN_ROWS = 5
_COLUMN_LENGTH = 20


class TextLine(NamedTuple):
    """One line as it stands on its page, in points. `cells`: its parts where wide gaps part it, else it alone."""

    cells: tuple[str, ...]
    page: int
    left: float
    bottom: float
    right: float
    top: float
    bold: bool

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


def lay_pages(pages: Iterable[Sequence[Run]]) -> list[list[TextLine]]:
    """The lines of each page, columns one after the other."""
    return [
        [line for line in _lay_page(runs, n) if line.text and 0 < line.size < _TALLEST] for n, runs in enumerate(pages)
    ]


def without_edges(pages: Sequence[Sequence[TextLine]]) -> tuple[list[TextLine], str | None]:
    """The lines of all pages without running heads, feet and page numbers; and the address in them, where there is one.

    What is printed from a browser has its address at the foot.
    """
    edges = [_edges(page) for page in pages]
    common = Counter(key for page in edges for key in {_key(line) for line in page})
    often = {key for key, count in common.items() if count >= max(2, _REPEATED_ON * len(pages))}
    dropped = {line for page in edges for line in page if _key(line) in often or _is_furniture(line)}
    addresses = (match[1] for line in dropped if (match := _ADDRESS.fullmatch(line.text)))
    return [line for page in pages for line in page if line not in dropped], next(addresses, None)


def _edges(page: Sequence[TextLine]) -> list[TextLine]:
    by_height = sorted(page, key=lambda line: line.bottom)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _key(line: TextLine) -> str:
    """The same for “Tides 12” and “Tides 13”."""
    return re.sub(r"\d+", "#", line.text)


def _is_furniture(line: TextLine) -> bool:
    return any(shape.fullmatch(line.text) for shape in (_PAGE_NUMBER, _PRINTED, _ADDRESS))


def _lay_page(runs: Sequence[Run], page: int) -> Iterator[TextLine]:
    rows = [list(row) for _, row in groupby(runs, key=lambda run: run.line)]
    gutter = _gutter(rows)
    if gutter is None:
        yield from (_line(row, page) for row in rows)
        return
    left: list[TextLine] = []
    right: list[TextLine] = []
    for row in rows:
        if row[0].left < gutter < row[-1].right and not _is_parted(row, gutter):
            yield from (*left, *right)  # a line across both columns ends what stands above it
            yield _line(row, page)
            left, right = [], []
            continue
        left += [_line([run], page) for run in row if run.right <= gutter]
        right += [_line([run], page) for run in row if run.left >= gutter]
    yield from (*left, *right)


def _gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Where between two columns is, if lines go across both of them in the order in which the file has them."""
    pairs = [row for row in rows if len(row) == 2 and min(len(run.text) for run in row) >= _COLUMN_LENGTH]
    if len(pairs) < _COLUMN_ROWS:
        return None
    gutter = median((left.right + right.left) / 2 for left, right in pairs)
    return gutter if sum(_is_parted(row, gutter) for row in pairs) >= 0.8 * len(pairs) else None


def _is_parted(row: Sequence[Run], gutter: float) -> bool:
    return all(run.right <= gutter or run.left >= gutter for run in row)


def _line(row: Sequence[Run], page: int) -> TextLine:
    return TextLine(
        tuple(fold(run.text) for run in row),
        page,
        min(run.left for run in row),
        min(run.bottom for run in row),
        max(run.right for run in row),
        max(run.top for run in row),
        all(run.bold for run in row),
    )
