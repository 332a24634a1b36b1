"""An article in pieces to be read a page at a time, and where on them a quote stands. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.models import Article, Block, BlockKind, Span

LONGEST = 1500
"""Characters of one piece: a block that is longer, such as a table without lines, is several."""
PAGE = 10
"""Pieces of one page."""
_BEFORE = 2


class Piece(NamedTuple):
    """A block of an article, or a part of a long one."""

    kind: BlockKind
    start: int
    end: int


def pieces(article: Article) -> list[Piece]:
    """The article's text in order, without what stands between blocks."""
    return [piece for block in article.blocks for piece in _cut(article.text, block)]


def page_of(text: Sequence[Piece], quote: Span) -> int:
    """The first piece of the page on which the quote is read: some that lead up to it come before."""
    at = next((number for number, piece in enumerate(text) if piece.end > quote[0]), 0)
    return max(0, at - _BEFORE)


def pages_beside(text: Sequence[Piece], first: int) -> tuple[int | None, int | None]:
    """The first pieces of the page before the one that begins there, and of the one after; None where there is none."""
    earlier = max(0, first - PAGE) if first > 0 else None
    return earlier, first + PAGE if first + PAGE < len(text) else None


def apart(piece: Piece, quote: Span) -> tuple[Span, Span, Span]:
    """What of the piece stands before the quote, in it, and after it; each may be empty."""
    start, end = (min(max(at, piece.start), piece.end) for at in quote)
    return (piece.start, start), (start, end), (end, piece.end)


def _cut(text: str, block: Block) -> Iterator[Piece]:
    """The block in pieces that end with a word, where one ends near enough."""
    start = block.start
    while block.end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = start + LONGEST if space < 0 else space + 1
        yield Piece(block.kind, start, stop)
        start = stop
    yield Piece(block.kind, start, block.end)
