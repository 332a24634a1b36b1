"""One format a file: each turns a file's bytes or text into a Page."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bot.corpus.decode import decode
from bot.corpus.mojibake import mend
from bot.corpus.page import Page
from bot.corpus.readers.kinds import FORMATS, Kind, ending_of, tell_bytes, tell_text

__all__ = ["FORMATS", "is_readable", "most_bytes", "read"]

_READERS = {
    Kind.TEXT: "plain",
    Kind.MARKDOWN: "markdown",
    Kind.HTML: "html",
    Kind.RECORD: "record",
    Kind.MAIL: "mail",
    Kind.MHTML: "mhtml",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
}
_MOST_BYTES = 10_000_000
_MOST_DOCUMENT_BYTES = 50_000_000
_DOCUMENTS = (Kind.MAIL, Kind.MHTML, Kind.PDF, Kind.DOCX)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_HEAD_BYTES = 4096


def is_readable(name: str) -> bool:
    """Whether a file of that name is of a kind that is read."""
    return ending_of(name) in FORMATS


def most_bytes(name: str) -> int:
    """The size of the largest file of that name's kind that is read: pictures may be in it, or it is text alone."""
    return _MOST_DOCUMENT_BYTES if FORMATS.get(ending_of(name)) in _DOCUMENTS else _MOST_BYTES


def read(name: str, data: bytes, charset: str | None = None) -> Page:
    """Read an article. The bytes tell its format; the ending of its name does where they do not.

    `charset`: the encoding that is stated beside it, as by a web server. The row of an export is a JSON object.
    Raises ReadError, in words of why.
    """
    kind = tell_bytes(name, data)
    if kind is not None:
        return _reader(kind)(data)
    stated = _CHARSET.search(data[:_HEAD_BYTES])
    text = decode(data, charset or (stated[stated.lastindex or 1].decode("ascii") if stated else None))
    return _reader(tell_text(name, text))(mend(text))


def _reader(kind: Kind) -> Callable[[Any], Page]:
    """Imported when first needed: what reads pages and documents takes long to import."""
    reader: Callable[[Any], Page] = import_module(f"{__name__}.{_READERS[kind]}").read
    return reader
