"""Web pages: the article is found among menus, teasers and notices."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import use_config

from bot.corpus.dates import parse_date
from bot.corpus.page import Line, Page, fold
from bot.models import BlockKind

_DATES = {"extensive_search": False, "original_date": True}  # only what the page states
_BODY = re.compile(r"<(?:body|html)\b", re.IGNORECASE)
# What a page says of its encoding no longer holds once it is text, and lxml refuses such text.
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>", re.IGNORECASE)
_LEAVES = {"head": BlockKind.HEADING, "p": None, "item": BlockKind.ITEM, "row": BlockKind.ROW}


@cache
def _config() -> Any:
    """A short article is one too: without this, pages of less than 250 characters come as one lump."""
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config


def read(text: str) -> Page:
    """A page without an article has no lines."""
    text = _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text
    markup = text if _BODY.search(text) else f"<html><body><article>{text}</article></body></html>"
    document: Any = bare_extraction(
        markup, with_metadata=True, include_comments=False, config=_config(), date_extraction_params=_DATES
    )
    if document is None:
        return Page(lines=())
    return Page(
        lines=tuple(_lines(document.body)),
        title=_stated(document.title),
        url=_stated(document.url),
        publisher=_stated(document.sitename),
        author=_stated(document.author),
        published=parse_date(document.date) if document.date else None,
    )


def _stated(value: str | None) -> str | None:
    return fold(value) or None if value else None


def _lines(node: Any) -> Iterator[Line]:
    """The leaves of the tree in order; text that stands between them counts as paragraphs."""
    for child in node:
        if child.tag == "row":
            cells = (fold(" ".join(cell.itertext())) for cell in child)
            yield Line(" | ".join(filter(None, cells)), BlockKind.ROW)
        elif child.tag in _LEAVES:
            yield from _leaf(child)
        else:
            yield from _split(child.text, None)
            yield from _lines(child)
        yield from _split(child.tail, None)


def _leaf(node: Any) -> Iterator[Line]:
    """A leaf's own text, cut where it has line breaks; then the lists that stand inside it."""
    text = _unbroken(node.text)
    for child in node:
        if child.tag in ("list", "table", "quote", "p"):
            yield from _split(text, _LEAVES[node.tag])
            yield from _leaf(child) if child.tag == "p" else _lines(child)
            text = _unbroken(child.tail)
        else:
            text += "\n" if child.tag == "lb" else _unbroken("".join(child.itertext()))
            text += _unbroken(child.tail)
    yield from _split(text, _LEAVES[node.tag])


def _unbroken(text: str | None) -> str:
    """A line break in the page's source is a space."""
    return (text or "").replace("\n", " ")


def _split(text: str | None, kind: BlockKind | None) -> Iterator[Line]:
    yield from (Line(line, kind) for line in map(fold, (text or "").split("\n")) if line)
