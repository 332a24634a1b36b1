"""Plain text, as scrapes leave it: a paragraph a line, or wrapped lines with empty ones between."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile, pairwise

from bot.corpus.boilerplate import is_signature
from bot.corpus.frontmatter import take_front_matter
from bot.corpus.page import Line, Page, fold, unescape
from bot.models import BlockKind

_BULLET = re.compile(r"(?:[-–—*+]\s+|--\s*(?!-)|[-–—](?=[A-Z“‘\"])|[•‣◦▪▫●○·►▶▸■□♦✓✔➤➢]\s*)(?=\S)")
_LONE_BULLET = re.compile(r"[-–—*+•‣◦▪▫●○·►▶▸■□♦]|--|#{1,6}")
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)")
_SEPARATOR = re.compile(r"[\s|:+=-]*(?:-\s*\||\|\s*:?-)[\s|:+=-]*")
_LONGEST_QUESTION = 150
_LEAST_IN_A_LINE = 40
_MOST_IN_A_LINE = 100
_SENTENCE_END = (".", "!", "?", "”", '"', ":", ";")


def read(text: str) -> Page:
    """Raises InvalidFrontMatter."""
    matter, body = take_front_matter(text)
    return Page(lines=tuple(read_lines(unescape(body))), **matter.model_dump())


def read_lines(text: str, *, wrapped: bool | None = None) -> Iterator[Line]:
    """The lines of a text: markers of lists, headings and tables are told from the words and left out.

    `wrapped`: whether its lines were cut at some width; by default, told from the text.
    """
    chunks = list(_chunks(text))
    if wrapped is None:
        wrapped = _are_wrapped(chunks)
    lone_bullet = False
    for chunk in chunks:
        rows = any(_SEPARATOR.fullmatch(line) for line in chunk)
        for text_line in _unwrap(chunk, wrapped=wrapped):
            if _SEPARATOR.fullmatch(text_line):
                continue
            if _LONE_BULLET.fullmatch(text_line):
                lone_bullet = True
                continue
            yield _read_line(text_line, in_table=rows, after_bullet=lone_bullet)
            lone_bullet = False


def _chunks(text: str) -> Iterator[list[str]]:
    """Runs of lines without an empty one between, each line folded."""
    chunk: list[str] = []
    for line in map(fold, text.splitlines()):
        if line:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _read_line(text: str, *, in_table: bool, after_bullet: bool) -> Line:
    if is_signature(text):
        return Line(text)  # whether it signs a piece or a quotation, its surroundings tell
    bare, marker = _strip_markers(text)
    if "|" in bare and (in_table or (bare.count("|") > 1 and _is_framed(bare))):
        cells = filter(None, (_strip_markers(fold(cell))[0] for cell in bare.split("|")))
        return Line(" | ".join(dropwhile(_LONE_BULLET.fullmatch, cells)), BlockKind.ROW)
    if marker:
        return Line(bare, BlockKind.HEADING if marker.startswith("#") else BlockKind.ITEM)
    if after_bullet and bare.endswith("?") and len(bare) <= _LONGEST_QUESTION:
        return Line(bare, BlockKind.HEADING)
    return Line(bare, BlockKind.ITEM if _NUMBER.match(bare) else None)


def _strip_markers(text: str) -> tuple[str, str]:
    """The text without bullets and hashes before it, and the first of those."""
    first = ""
    if text[:1].isalpha():
        return text, first
    while match := _BULLET.match(text) or _HASHES.match(text):
        first = first or match[0]
        text = text[match.end() :]
    return text, first


def _is_framed(text: str) -> bool:
    return text.startswith("|") or text.endswith("|")


def is_wrapped(text: str) -> bool:
    """Whether lines end where the next word would not have fitted any more, and not where a sentence does."""
    return _are_wrapped(_chunks(text))


def _are_wrapped(chunks: Iterable[list[str]]) -> bool:
    pairs = [(a, b) for chunk in chunks for a, b in pairwise(chunk) if not _starts_line(b)]
    width = max((len(line) for pair in pairs for line in pair), default=0)
    if len(pairs) < 2 or not _LEAST_IN_A_LINE <= width <= _MOST_IN_A_LINE:
        return False
    full = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > width for a, b in pairs)
    closed = sum(a.endswith(_SENTENCE_END) for a, _ in pairs)
    return full >= 0.9 * len(pairs) and closed <= 0.5 * len(pairs)


def _unwrap(chunk: list[str], *, wrapped: bool) -> list[str]:
    joined = chunk[:1]
    for before, line in pairwise(chunk):
        if not _starts_line(line) and (wrapped or _goes_on(before, line)):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is plainly the rest of a sentence, whatever the other lines are like."""
    return line[0].islower() and len(before) >= _LEAST_IN_A_LINE and not before.endswith((*_SENTENCE_END, "|"))


def _starts_line(text: str) -> bool:
    if text[0].isalpha():  # most lines: no marker begins with a letter
        return _is_framed(text)
    return bool(
        _BULLET.match(text)
        or _HASHES.match(text)
        or _NUMBER.match(text)
        or _LONE_BULLET.fullmatch(text)
        or _is_framed(text)
        or _SEPARATOR.fullmatch(text)
    )
