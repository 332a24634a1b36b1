"""From trafilatura's tree of an article to its lines."""

from collections.abc import Iterator
from typing import Any

from bot.corpus.page import Line, fold
from bot.models import BlockKind

_LEAVES = {"head": BlockKind.HEADING, "p": None, "item": BlockKind.ITEM, "row": BlockKind.ROW}


def lines_of(node: Any) -> Iterator[Line]:
    """The leaves of the tree in order; text that stands between them counts as paragraphs."""
    for child in node:
        if child.tag == "row":
            cells = (fold(" ".join(cell.itertext())) for cell in child)
            yield Line(" | ".join(filter(None, cells)), BlockKind.ROW)
        elif child.tag in _LEAVES:
            yield from _leaf(child)
        else:
            yield from split_lines(child.text, None)
            yield from lines_of(child)
        yield from split_lines(child.tail, None)


def _leaf(node: Any) -> Iterator[Line]:
    """A leaf's own text, cut where it has line breaks; then the lists that stand inside it."""
    text = unbroken(node.text)
    for child in node:
        if child.tag in ("list", "table", "quote", "p"):
            yield from split_lines(text, _LEAVES[node.tag])
            yield from _leaf(child) if child.tag == "p" else lines_of(child)
            text = unbroken(child.tail)
        else:
            text += "\n" if child.tag == "lb" else unbroken("".join(child.itertext()))
            text += unbroken(child.tail)
    yield from split_lines(text, _LEAVES[node.tag])


def unbroken(text: str | None) -> str:
    """A line break in the page's source is a space."""
    return (text or "").replace("\n", " ")


def split_lines(text: str | None, kind: BlockKind | None) -> Iterator[Line]:
    """A line each, folded, without empty ones."""
    yield from (Line(line, kind) for line in map(fold, (text or "").split("\n")) if line)
