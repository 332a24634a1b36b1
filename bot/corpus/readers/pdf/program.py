"""A program of its own: it writes the lines of the PDF on its standard input as JSON to its standard output.

PDFium reads nearly everything, and fast. But it is native code without limits of its own: a file of 2 KB can keep it
busy for hours, one of 1 MB can fill the memory. So it works here, in a process that is ended when it takes too much. It
imports nothing of the bot: that would take longer than the work itself.
"""

import ctypes
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

LOCKED, DAMAGED, TOO_LONG = 3, 4, 5
"""What it exits with."""
MOST_CHARACTERS = 10_000_000
MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 60
"""Of the processor's time: a book of a thousand pages takes five."""
_GAP = 1.6  # wider ones, in heights of the letters, part columns and a table's cells
_FEW = 100  # with no more characters, a page may be a picture of one
_SAMPLED = 50
_BREAKS = (0, 10, 13)
_PARTING = 2  # PDFium's own code for a hyphen at the end of a line; it writes no break after it
_BOLD = re.compile(rb"bold|black|heavy|cmbx", re.IGNORECASE)
_BOLD_WEIGHT = 600

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points, as the text stands upright."""


class Run(NamedTuple):
    """A stretch of a line without a wide gap. `line` counts from 0 on its page; runs of one line have the same."""

    text: str
    line: int
    left: float
    bottom: float
    right: float
    top: float
    bold: bool


class _PageText:
    """A page's characters through PDFium's own functions: pypdfium2 has none for their boxes' fonts and angles."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page.get_textpage()
        self._rect = pdfium.FS_RECTF()
        self.count = self._page.count_chars()
        step = self.count // _SAMPLED + 1
        self._angle = Counter(map(self._angle_at, range(0, self.count, step))).most_common(1)[0][0] if self.count else 0

    def runs(self) -> Iterator[Run]:
        line, text, first = 0, "", 0
        boxes: list[Box] = []
        for place in range(self.count):
            code = self._pdfium.FPDFText_GetUnicode(self._page, place)
            letter = "-" if code == _PARTING else chr(code)
            if code not in _BREAKS:
                if letter.isspace():
                    text += " "
                    continue
                box = self._box(place)
                if boxes and _is_apart(boxes[-1], box):
                    yield self._run(text, line, boxes, first)
                    text, boxes = "", []
                first = first if boxes else place
                text += letter
                boxes.append(box)
            if code in _BREAKS or code == _PARTING:
                if boxes:
                    yield self._run(text, line, boxes, first)
                line, text, boxes = line + 1, "", []
        if boxes:
            yield self._run(text, line, boxes, first)

    def _run(self, text: str, line: int, boxes: list[Box], first: int) -> Run:
        return Run(
            text if self._angle_at(first) == self._angle else "",
            line,
            left=round(min(box[0] for box in boxes), 1),
            bottom=round(_middle([box[1] for box in boxes]), 1),
            right=round(max(box[2] for box in boxes), 1),
            top=round(_middle([box[3] for box in boxes]), 1),
            bold=self._is_bold(first),
        )

    def _box(self, place: int) -> Box:
        rect = self._rect
        self._pdfium.FPDFText_GetLooseCharBox(self._page, place, rect)
        match self._angle:
            case 90:
                return rect.bottom, -rect.right, rect.top, -rect.left
            case 180:
                return -rect.right, -rect.top, -rect.left, -rect.bottom
            case 270:
                return -rect.top, rect.left, -rect.bottom, rect.right
        return rect.left, rect.bottom, rect.right, rect.top

    def _angle_at(self, place: int) -> int:
        """To whole quarters of a turn."""
        angle = math.degrees(self._pdfium.FPDFText_GetCharAngle(self._page, place))
        return round(angle / 90) * 90 % 360

    def _is_bold(self, place: int) -> bool:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._page, place, name, len(name), flags)
        heavy = self._pdfium.FPDFText_GetFontWeight(self._page, place) >= _BOLD_WEIGHT
        return heavy or bool(_BOLD.search(name.value))


def _is_apart(before: Box, box: Box) -> bool:
    return box[0] - before[2] > _GAP * (before[3] - before[1])


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _is_pictured(page: Any) -> bool:
    """Whether one picture covers most of a page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False


def _read(document: Any) -> Iterator[dict[str, Any]]:
    characters = 0
    for page in document:
        text = _PageText(page)
        characters += text.count
        if characters > MOST_CHARACTERS:
            sys.exit(TOO_LONG)
        yield {
            "runs": [run for run in text.runs() if run.text.strip()],
            "pictured": text.count <= _FEW and _is_pictured(page),
        }
        page.close()


def _limit() -> None:
    """Not every system knows limits; the time is also kept from outside."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def main() -> None:
    _limit()
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        found = {"stated": document.get_metadata_dict(skip_empty=True), "pages": list(_read(document))}
    except pypdfium2.PdfiumError as error:
        sys.exit(LOCKED if error.err_code == pdfium.FPDF_ERR_PASSWORD else DAMAGED)
    except MemoryError:
        sys.exit(TOO_LONG)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
