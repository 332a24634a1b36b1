"""From a PDF's lines to its headings, paragraphs, items and rows. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import reduce
from itertools import groupby, pairwise
from statistics import median
from typing import TypeVar

from bot.corpus.page import Line
from bot.corpus.readers import plain
from bot.corpus.readers.pdf.hyphens import Joiner
from bot.corpus.readers.pdf.pages import TextLine
from bot.models import BlockKind

_LARGE = 1.15  # of the letters of most of the text
_SMALL = 0.88
_LONGEST_HEADING = 180
_WIDE_GAP = 1.35  # of the usual distance from line to line
_INDENT = 0.7  # of the height of letters
_SHORT = 0.3  # of its column's width is left free by a line that ends where no sentence does
_FULL_LINES = 0.85  # of a column's lines, the longest of which show how wide it is
_TERMINATED = re.compile(r"[.!?…:;][”’\"')\]]*$")
_PARTED = re.compile(r"[^\W\d_][-‐\u00ad]$")
_ITEM = re.compile(r"(?:[•‣◦▪▫●○·■□\uf0b7\uf0a7*–—-]|\(?\d{1,2}[.)]) *(?=\S)")
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪"})


_Value = TypeVar("_Value")


class _Role(Enum):
    BODY = auto()
    HEADING = auto()
    SMALL = auto()
    ROW = auto()


def lay_out(lines: Sequence[TextLine]) -> list[Line]:
    """The blocks of the lines. Small print that stands between the parts of a paragraph comes after it."""
    return list(_Layout(lines).blocks()) if lines else []


def find_title(lines: Sequence[TextLine]) -> str | None:
    """What stands in the largest letters of the first page, if they are larger than most."""
    return _Layout(lines).title() if lines else None


class _Layout:
    """A document's lines, with what most of them are like."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines
        self._size = _commonest((round(line.size, 1), len(line.text)) for line in lines)
        self._bold = _commonest((line.bold, len(line.text)) for line in lines)
        steps = (a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page)
        self._leading = median([step for step in steps if 0 < step < 3 * self._size] or [1.2 * self._size])
        self._joiner = Joiner(line.text for line in lines)
        self._rights = _rights(lines)

    def blocks(self) -> Iterator[Line]:
        paragraph: list[TextLine] = []
        small: list[TextLine] = []
        for role, group in groupby(self._told(), key=lambda told: told[0]):
            run = [line for _, line in group]
            if role is _Role.SMALL:
                small += run
                continue
            if role is not _Role.BODY or not (paragraph and self._goes_on(paragraph[-1], run[0])):
                yield from self._paragraphs(paragraph)
                yield from self._paragraphs(small)
                paragraph, small = [], []
            if role is _Role.BODY:
                paragraph += run
            elif role is _Role.ROW:
                yield from (Line(" | ".join(line.cells), BlockKind.ROW) for line in run)
            else:
                yield from self._headings(run)
        yield from self._paragraphs(paragraph)
        yield from self._paragraphs(small)

    def title(self) -> str | None:
        first = [line for line in self._lines if line.page == self._lines[0].page and len(line.text) > 1]
        largest = max((line.size for line in first), default=0)
        if largest < _LARGE * self._size:
            return None
        runs = _runs([line for line in first if line.size > 0.95 * largest], self._is_one_heading)
        title = self._join(next(runs))
        return title if len(title) <= _LONGEST_HEADING else None

    def _told(self) -> Iterator[tuple[_Role, TextLine]]:
        before: TextLine | None = None
        for place, line in enumerate(self._lines):
            after = self._lines[place + 1] if place + 1 < len(self._lines) else None
            yield self._role(line, before, after), line
            before = line

    def _role(self, line: TextLine, before: TextLine | None, after: TextLine | None) -> _Role:
        if len(line.cells) > 1 and any(other and len(other.cells) > 1 for other in (before, after)):
            return _Role.ROW
        stands_out = line.bold and not self._bold and not (before and self._is_within(before, line))
        if line.size >= _LARGE * self._size or stands_out:
            return _Role.HEADING
        return _Role.SMALL if line.size <= _SMALL * self._size else _Role.BODY

    def _is_within(self, before: TextLine, line: TextLine) -> bool:
        """Whether a bold line goes on with the sentence above it."""
        ended = before.bold or _TERMINATED.search(before.text)
        return not ended and before.page == line.page and before.bottom - line.bottom < _WIDE_GAP * self._leading

    def _headings(self, lines: Sequence[TextLine]) -> Iterator[Line]:
        """Lines of one look that follow closely are one heading; a long one is a paragraph that stands out."""
        for group in _runs(lines, self._is_one_heading):
            text = self._join(group)
            is_heading = len(text) <= _LONGEST_HEADING and any(map(str.isalpha, text))
            yield from [Line(text, BlockKind.HEADING)] if is_heading else self._paragraphs(group)

    def _is_one_heading(self, line: TextLine, below: TextLine) -> bool:
        alike = abs(line.size - below.size) < 0.1 * line.size and line.bold == below.bold
        return alike and line.page == below.page and 0 < line.bottom - below.bottom < 1.6 * line.size

    def _paragraphs(self, lines: Sequence[TextLine]) -> Iterator[Line]:
        for group in _runs(lines, self._goes_on):
            yield from plain.read_lines(self._join(group).translate(_SYMBOLS), wrapped=False)

    def _join(self, lines: Sequence[TextLine]) -> str:
        return reduce(self._joiner.join, (line.text for line in lines))

    def _goes_on(self, line: TextLine, below: TextLine) -> bool:
        """Whether a line goes on in the next one: it does not where it is shorter than it had to be, where there is
        more space between, or where the next is indented.
        """
        if _ITEM.match(below.text):
            return False
        ended = _TERMINATED.search(line.text) is not None
        step = line.bottom - below.bottom
        if line.page != below.page or step <= 0:
            return not ended
        usual = self._leading * line.size / self._size
        if not ended and (below.text[0].islower() or _PARTED.search(line.text)):
            return step <= 2 * _WIDE_GAP * usual
        if step > _WIDE_GAP * usual or (below.left > line.left + _INDENT * line.size and not _ITEM.match(line.text)):
            return False
        right = self._rights[line]
        short = right - line.right > _SHORT * (right - line.left)
        return not (self._had_room(line, below) if ended else short)

    def _had_room(self, line: TextLine, below: TextLine) -> bool:
        """Whether the next line's first word would have fitted."""
        letter = (below.right - below.left) / len(below.text)
        first = len(below.text.split(" ", 1)[0])
        return line.right + (first + 2) * letter < self._rights[line]


def _commonest(weighed: Iterable[tuple[_Value, int]]) -> _Value:
    count: Counter[_Value] = Counter()
    for value, weight in weighed:
        count[value] += weight
    return count.most_common(1)[0][0]


def _rights(lines: Sequence[TextLine]) -> dict[TextLine, float]:
    """Where the column of each line ends: as the longest of the lines that begin below each other do, but for a few."""
    found = {}
    for _, page in groupby(lines, key=lambda line: line.page):
        together = list(page)
        for line in together:
            column = sorted(other.right for other in together if abs(other.left - line.left) < 3 * line.size)
            found[line] = column[int(_FULL_LINES * (len(column) - 1))]
    return found


def _runs(lines: Sequence[TextLine], goes_on: Callable[[TextLine, TextLine], bool]) -> Iterator[list[TextLine]]:
    run: list[TextLine] = []
    for line in lines:
        if run and not goes_on(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
