"""Markdown, and text under a Markdown ending, where each line is a paragraph of its own."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.corpus.frontmatter import take_front_matter
from bot.corpus.page import Line, Page, fold
from bot.corpus.readers import plain
from bot.models import BlockKind

_MARKED = re.compile(r"[*_`\\<]|&[\w#]|\]\s?[(\[:]|\]$")
_MARKS = "*_`\\<&]"  # looked for one by one, which is faster than the pattern that needs one of them
_STRUCTURED = re.compile(r"^ {0,3}(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|```|~~~|\[[^\]]+\]:)", re.MULTILINE)


def read(text: str) -> Page:
    """Raises InvalidFrontMatter."""
    matter, body = take_front_matter(text)
    return Page(lines=tuple(_lines(body)), **matter.model_dump())


@cache
def _parser() -> MarkdownIt:
    """Blocks only. What a scrape holds by accident must not change it: indented lines are no code, a line of
    dashes makes no heading of the paragraph above it, and HTML inside is left out.
    """
    return MarkdownIt("commonmark").enable("table").disable(["lheading", "code", "html_block", "inline"])


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _lines(body: str) -> Iterator[Line]:
    """Text without lists, headings, tables or quotations is read like plain text, which is faster."""
    if "|" not in body and not _STRUCTURED.search(body):
        return plain.read_lines("\n\n".join(map(_words, re.split(r"\n\s*\n", body))))
    return _structured_lines(_parser().parse(body))


def _structured_lines(tokens: list[Token]) -> Iterator[Line]:
    opened = (place for place, token in enumerate(tokens) if token.type == "paragraph_open")
    wrapped = plain.is_wrapped("\n\n".join(tokens[place + 1].content for place in opened))
    items: list[str] = []  # the marker of each list that we are in
    first_in_item = False
    for place, token in enumerate(tokens):
        match token.type:
            case "list_item_open":
                items.append(f"{token.info}{token.markup} " if token.info else "")
                first_in_item = True
            case "list_item_close":
                items.pop()
            case "heading_open":
                yield from _with_kind(tokens[place + 1], BlockKind.HEADING)
            case "tr_open":
                yield _row(tokens, place)
            case "fence" | "code_block":
                yield from plain.read_lines(token.content)
            case "paragraph_open" if items and first_in_item:
                yield from _with_kind(tokens[place + 1], BlockKind.ITEM, items[-1])
                first_in_item = False
            case "paragraph_open":
                yield from plain.read_lines(_words(tokens[place + 1].content), wrapped=wrapped)


def _with_kind(inline: Token, kind: BlockKind, marker: str = "") -> Iterator[Line]:
    text = fold(_words(inline.content))
    if text:
        yield Line(marker + text, kind)


def _row(tokens: list[Token], place: int) -> Line:
    cells = []
    for token in tokens[place:]:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            cells.append(fold(_words(token.content)))
    return Line(" | ".join(filter(None, cells)), BlockKind.ROW)


def _words(source: str) -> str:
    """The text without its markup: emphasis, links' addresses, pictures, tags."""
    if not any(map(source.__contains__, _MARKS)) or not _MARKED.search(source):
        return source
    return "".join(map(_word, _inline_parser().parseInline(source)[0].children or ()))


def _word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
