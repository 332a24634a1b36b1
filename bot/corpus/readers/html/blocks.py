"""All blocks of a tree in their order, where everything in it is the article's."""

from collections.abc import Iterator
from typing import Any

from bot.corpus.page import Line, fold
from bot.corpus.readers.html.lines import split_lines, unbroken
from bot.models import BlockKind

_KINDS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING), "li": BlockKind.ITEM}
_BLOCKS = (
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "body", "figure", "figcaption", "address"),
    *("ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "thead", "tbody", "tfoot", "caption", "hr", "center"),
    *_KINDS,
)


def blocks_of(root: Any) -> Iterator[Line]:
    """Headings, paragraphs, items and rows; line breaks part them, those of the source do not."""
    from lxml.etree import iterwalk

    text, kind, cells = "", None, list[str]()
    in_row = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in ("td", "th", "tr") or (in_row and tag in _BLOCKS):
            if event == "end" and tag in ("td", "th"):
                cells.append(fold(text))
                text = ""
            elif tag == "tr":
                in_row += 1 if event == "start" else -1
                if event == "end" and any(cells):
                    yield Line(" | ".join(filter(None, cells)), BlockKind.ROW)
                cells = []
            else:
                text += " "
        elif tag in _BLOCKS:
            begins_item = kind is BlockKind.ITEM and tag in ("p", "div") and event == "start" and not text.strip()
            if not begins_item:
                yield from split_lines(text, kind)
                text, kind = "", _KINDS.get(tag) if event == "start" else None
        elif tag == "br" and event == "start":
            text += " " if in_row else "\n"
        text += unbroken(element.text if event == "start" else element.tail)
    yield from split_lines(text, kind)
