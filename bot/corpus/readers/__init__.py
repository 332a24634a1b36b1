"""One format a file: each turns a file's text into a Page."""

import os
import re
from collections.abc import Callable

from bot import wording
from bot.corpus.decode import decode
from bot.corpus.mojibake import mend
from bot.corpus.page import Page
from bot.errors import NotText

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
_PAGE_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096


def is_readable(name: str) -> bool:
    """Whether a file of that name is of a kind that is read."""
    return _ending(name) in FORMATS


def read(name: str, data: bytes) -> Page:
    """Read a file. Its ending names the format, but a web page is one under any ending.

    Raises NotText for a binary file or another kind, InvalidFrontMatter.
    """
    format_name = FORMATS.get(_ending(name))
    if format_name is None:
        raise NotText(why=wording.READING["ending"].format(ending=_ending(name) or name))
    stated = _CHARSET.search(data[:_HEAD_BYTES])
    text = decode(data, stated[1].decode("ascii") if stated else None)
    if _PAGE_HEAD.match(text):
        format_name = "html"
    return _reader(format_name)(mend(text))


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a PurePath takes ten times as long, for every file


def _reader(format_name: str) -> Callable[[str], Page]:
    """Imported when first needed: what reads web pages takes long to import."""
    if format_name == "html":
        from bot.corpus.readers import html

        return html.read
    if format_name == "markdown":
        from bot.corpus.readers import markdown

        return markdown.read
    from bot.corpus.readers import plain

    return plain.read
