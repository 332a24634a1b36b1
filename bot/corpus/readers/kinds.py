"""What kind of article a file is: its bytes tell, its ending only where they do not."""

import os
import re
from enum import Enum, auto

from bot import wording
from bot.errors import Locked, NotText, OtherFormat, ReadError


class Kind(Enum):
    """One reader each."""

    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()
    RECORD = auto()
    MAIL = auto()
    MHTML = auto()
    PDF = auto()
    DOCX = auto()


FORMATS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".json": Kind.RECORD,
    ".eml": Kind.MAIL,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
}
"""By ending, what a folder is searched for."""
_BY_ENDING = (Kind.TEXT, Kind.MARKDOWN, Kind.HTML)  # text is one of these if its bytes say nothing else
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"
# What stands in a package that makes it one of its kind, and names the format in wording.OTHER_FORMATS.
_PACKAGES = (
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "odt"),
    (b"mimetypeapplication/epub", "epub"),
)
_PAGE_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_RECORD = re.compile(r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_HEADER_LINE = rb"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?(?:" + _HEADER_LINE + rb")+")
_MAIL = re.compile(rb"^from:", re.MULTILINE)
_MAIL_TOO = re.compile(rb"^(?:date|subject|received|message-id|mime-version):", re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from: ?<saved by )", re.MULTILINE)
_SENT = re.compile(rb"^(?:from|to|received|message-id):", re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.MULTILINE)


def ending_of(name: str) -> str:
    """In lower case, with its dot."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a PurePath takes ten times as long, for every file


def tell_bytes(name: str, data: bytes) -> Kind | None:
    """The kind of what is no text, or text with headers; None for other text, whose kind `tell_text` says.

    Raises Locked, OtherFormat.
    """
    head = data[:_PDF_WITHIN]
    if head.startswith(_PDF) or (ending_of(name) == ".pdf" and _PDF in head):
        return Kind.PDF
    if head.startswith((_ZIP, _OLE, _RTF)):
        return _tell_document(data)
    found = _HEADERS.match(data)
    if found is None:
        return None
    headers = found[0].lower()
    if _SAVED.search(headers) or (_RELATED.search(headers) and not _SENT.search(headers)):
        return Kind.MHTML
    sent = _MAIL.search(headers) and _MAIL_TOO.search(headers)
    return Kind.MAIL if sent or ending_of(name) == ".eml" else None


def tell_text(name: str, text: str) -> Kind:
    """Raises NotText for text under the ending of something else, or of nothing that is read."""
    if _PAGE_HEAD.match(text):
        return Kind.HTML
    if _RECORD.match(text) and text.rstrip().endswith("}"):
        return Kind.RECORD
    ending = ending_of(name)
    kind = FORMATS.get(ending)
    if kind not in _BY_ENDING:
        key = "ending" if kind is None else "not_as_named"
        raise NotText(why=wording.READING[key].format(ending=ending or name))
    return kind


def _tell_document(data: bytes) -> Kind:
    """What an office, or a mail program, has written."""
    if data.startswith(_OLE):
        if _in_directory("EncryptedPackage", data):
            raise Locked
        for stream, key in (("WordDocument", "doc"), ("__substg1.0_", "msg")):
            if _in_directory(stream, data):
                raise _other(key)
    elif data.startswith(_RTF):
        raise _other("rtf")
    elif b"word/document.xml" in data:
        return Kind.DOCX
    else:
        for mark, key in _PACKAGES:
            if mark in data:
                raise _other(key)
    raise NotText(why=wording.READING["binary"])


def _in_directory(stream: str, data: bytes) -> bool:
    return stream.encode("utf-16-le") in data


def _other(key: str) -> ReadError:
    kind, instead = wording.OTHER_FORMATS[key]
    return OtherFormat(kind=kind, instead=instead)
