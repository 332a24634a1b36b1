"""Word documents: headings, paragraphs, lists and tables in their order, without what was deleted or hidden.

python-docx opens the package, its styles and its properties. Its own texts leave out what was inserted while changes
were tracked, and what stands in content controls, so the elements are gone through here.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot import wording
from bot.corpus.page import Line, Page, fold
from bot.corpus.readers.properties import stated_author, stated_title
from bot.errors import Damaged, Unsafe
from bot.models import BlockKind

MOST_PARTS = 10_000
MOST_PART_BYTES = 50_000_000
MOST_BYTES = 300_000_000
"""Of all parts unpacked, pictures with them."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = (f"{_W}del", f"{_W}moveFrom", f"{_COMPATIBILITY}Fallback")
_TEXT_BOX = f"{_W}txbxContent"
_MARKS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_COLUMN_OF_TEXT = 400
"""Characters from which on a table's cell is none, but a column that the table holds in place."""
_CELLS = "./w:tc | ./w:sdt/w:sdtContent/w:tc"
_LISTS = ("list bullet", "list number")
_HEADINGS = ("heading", "title", "subtitle")


class _Style(NamedTuple):
    """What paragraphs of a style are. `name` is in English and lower case where it is one of Word's own."""

    name: str
    heading: bool
    item: bool

    def over(self, other: "_Style") -> "_Style":
        """This one, with what the other one sets besides."""
        return self._replace(heading=self.heading or other.heading, item=self.item or other.item)


_Styles = dict[str, _Style]
_PLAIN = _Style("", heading=False, item=False)


class _Document(NamedTuple):
    """The body's and the styles' elements, and what the properties say."""

    body: Any
    styles: Any
    title: str
    author: str


def read(data: bytes) -> Page:
    """Raises Damaged, Unsafe."""
    _check_parts(data)
    document = _open(data)
    styles = _styles(document.styles)
    lines = tuple(_blocks(document.body, styles))
    titles = (fold("".join(_texts(p))) for p in document.body.iter(f"{_W}p") if _style(p, styles).name == "title")
    title = next(filter(None, titles), None) or stated_title(document.title)
    return Page(lines=lines, title=title, author=stated_author(document.author))


def _check_parts(data: bytes) -> None:
    """Before the library unpacks them all. No more is unpacked of a part than the size stated here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise Damaged(str(error), why=wording.READING["broken_archive"]) from error
    large = any(part.file_size > MOST_PART_BYTES for part in parts if part.filename.endswith((".xml", ".rels")))
    if large or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unsafe(why=wording.READING["too_long"])


def _open(data: bytes) -> _Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    broken = (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
    incomplete = (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
    )  # a part is not there, or is not what it should be
    try:
        opened = docx.Document(io.BytesIO(data))
        stated = opened.core_properties
        return _Document(opened.element.body, opened.styles.element, stated.title, stated.author)
    except (*broken, *incomplete) as error:
        raise Damaged(str(error), why=wording.READING["broken_archive"]) from error


def _blocks(element: Any, styles: _Styles) -> Iterator[Line]:
    for child in element:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            for row in child.iterchildren(f"{_W}tr"):
                yield from _row(row, styles)
        elif child.tag not in _GONE:
            yield from _blocks(child, styles)


def _paragraph(element: Any, styles: _Styles) -> Iterator[Line]:
    style, text = _style(element, styles), "".join(_texts(element))
    if style.heading:
        text = fold(text)
    kind = BlockKind.HEADING if style.heading else BlockKind.ITEM if style.item else None
    yield from (Line(line, kind) for line in map(fold, text.split("\n")) if line)
    for box in _text_boxes(element):
        yield from _blocks(box, styles)


def _row(row: Any, styles: _Styles) -> Iterator[Line]:
    """A row of cells; or, where a table only holds columns of text in place, their blocks."""
    cells = [list(_blocks(cell, styles)) for cell in row.xpath(_CELLS)]
    texts = [fold(" ".join(line.text for line in cell)) for cell in cells]
    if len(cells) == 1 or any(len(text) > _COLUMN_OF_TEXT for text in texts):
        yield from (line for cell in cells for line in cell)
    elif any(texts):
        yield Line(" | ".join(filter(None, texts)), BlockKind.ROW)


def _style(paragraph: Any, styles: _Styles) -> _Style:
    """Its style, with what it sets of its own."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return _PLAIN
    style = styles.get(_value(properties.find(f"{_W}pStyle")), _PLAIN)
    return style.over(_Style("", _has_level(properties), _is_listed(properties)))


def _styles(element: Any) -> _Styles:
    """Each style by its id, with what it has from those that it is based on."""
    own: dict[str, _Style] = {}
    based: dict[str, str] = {}
    for style in element.iterchildren(f"{_W}style"):
        style_id, name = style.get(f"{_W}styleId", ""), _value(style.find(f"{_W}name")).lower()
        properties = style.find(f"{_W}pPr")
        heading = name.startswith(_HEADINGS) or _has_level(properties)
        own[style_id] = _Style(name, heading, name.startswith(_LISTS) or _is_listed(properties))
        based[style_id] = _value(style.find(f"{_W}basedOn"))
    return {style_id: _inherited(style_id, own, based) for style_id in own}


def _inherited(style_id: str, own: _Styles, based: dict[str, str]) -> _Style:
    style, seen = own[style_id], {style_id}
    while (style_id := based[style_id]) in own and style_id not in seen:
        seen.add(style_id)
        style = style.over(own[style_id])
    return style


def _has_level(properties: Any) -> bool:
    """Whether it is part of the outline; level 9 is that of plain text."""
    level = properties.find(f"{_W}outlineLvl") if properties is not None else None
    return level is not None and _value(level) != "9"


def _is_listed(properties: Any) -> bool:
    """Whether it is in a list; list 0 takes it out of one."""
    number = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
    return number is not None and _value(number) != "0"


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _texts(element: Any) -> Iterator[str]:
    """The words of a paragraph; those of text boxes are their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in (*_GONE, _TEXT_BOX, f"{_W}pPr") and not _is_hidden(child):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and _value(hidden) not in ("0", "false", "off")


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Those in it, each once: a copy for older programs stands beside it."""
    for child in paragraph:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag not in _GONE:
            yield from _text_boxes(child)
