"""PDF: what stands on its pages, put together to paragraphs again.

PDFium (through pypdfium2, Apache-2.0 and BSD) was chosen over pypdf and pdfminer.six: on 58 files of their own tests it
took a fourteenth and a thirtieth of their time, and it tells where each letter stands, which pypdf does not.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import wording
from bot.corpus.page import Page, web_address
from bot.corpus.readers.pdf import program
from bot.corpus.readers.pdf.pages import TextLine, lay_pages, without_edges
from bot.corpus.readers.pdf.paragraphs import find_title, lay_out
from bot.corpus.readers.pdf.program import Run
from bot.corpus.readers.properties import stated_author, stated_title
from bot.errors import Damaged, Locked, OnlyPictures, Unsafe

_PROGRAM = Path(program.__file__)
_LONGEST_SECONDS = 2 * program.MOST_SECONDS
"""By the clock."""
_TOOK_TOO_MUCH = (program.TOO_LONG, *(-number for number in (signal.SIGABRT, signal.SIGKILL, signal.SIGXCPU)))
_FEW_LETTERS = 100
"""On a page: what a scanner or a library stamps on it is not its text."""
_HEAD_LINES = 30


def read(data: bytes) -> Page:
    """Raises Locked, Damaged, OnlyPictures; Unsafe where it takes more time or memory than any article."""
    found = _run(data)
    pages = [[Run(*run) for run in page["runs"]] for page in found["pages"]]
    letters = sum(len(run.text) for page in pages for run in page)
    if all(page["pictured"] for page in found["pages"]) and letters < _FEW_LETTERS * len(pages):
        raise OnlyPictures
    lines, address = without_edges(lay_pages(pages))
    return Page(
        lines=tuple(lay_out(lines)),
        title=_title(stated_title(found["stated"].get("Title")), lines),
        url=web_address(address),
        author=stated_author(found["stated"].get("Author")),
    )


def _run(data: bytes) -> dict[str, Any]:
    """What the program finds. It gets neither the bot's environment nor its open files."""
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_LONGEST_SECONDS, env={}, check=False)  # noqa: S603 - it is our own program
    except subprocess.TimeoutExpired as error:
        raise Unsafe(str(error), why=wording.READING["too_long"]) from error
    detail = done.stderr.decode("utf-8", "replace")
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    if done.returncode == program.LOCKED:
        raise Locked
    if done.returncode in _TOOK_TOO_MUCH:
        raise Unsafe(detail, why=wording.READING["too_long"])
    raise Damaged(detail, why=wording.READING["broken_pdf"])


def _title(stated: str | None, lines: Sequence[TextLine]) -> str | None:
    """The largest letters of the first page. What the properties say may be an older title, or a template's: it counts
    where the page has it too, or nothing else does.
    """
    largest = find_title(lines)
    if stated is None or largest is None:
        return stated or largest
    head = " ".join(line.text for line in lines[:_HEAD_LINES]).casefold()
    return stated if stated.casefold() in head else largest
