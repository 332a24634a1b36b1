"""The text that a page holds for machines, where readers are shown only its beginning.

It stands in the page, and its publisher says there that it is the article's: so it is taken where it is the longer one
and begins as what is shown does. What a page hides in any other way is not: nothing says what that is.
"""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.corpus.page import Line, fold
from bot.models import BlockKind

_LONGER = 1.1
_CONSISTENT = 0.6
_SHORTEST = 40
_BEGINNING = 0.25
_CUT = re.compile(r"\s*(?:\.{3}|…|\[…\]|\[\.\.\.\])$")
_TAG = re.compile(r"<(/?(?:p|div|br|h[1-6]|li|ul|ol|blockquote)\b)?[^<>]*>", re.IGNORECASE)


class _Text(NamedTuple):
    """A text, its letters alone, and where in the text each of those stands."""

    text: str
    letters: str
    places: list[int]


def take_fuller(shown: Sequence[Line], whole: str) -> list[Line]:
    """The lines shown; or those up to where they end in the whole text, and its rest."""
    paragraphs = [fold(part) for part in _without_markup(whole).split("\n")]
    text = _index("\n".join(filter(None, paragraphs)))
    found = {n: place for n, line in enumerate(shown) if _is_long(line) and (place := _find(line, text)) is not None}
    if not _begins_alike(shown, found, text):
        return list(shown)
    last = max(found)
    start, end = found[last]
    if len(text.text) < _LONGER * end:
        return list(shown)
    line = shown[last]
    if _CUT.search(line.text):
        end = text.text.find("\n", end) % (len(text.text) + 1)
        line = Line(text.text[start:end], line.kind)
    rest = text.text[end:].lstrip(".!?…”’\"')")
    return [*shown[:last], line, *map(Line, filter(None, rest.split("\n")))]


def _begins_alike(shown: Sequence[Line], found: dict[int, tuple[int, int]], text: _Text) -> bool:
    long_lines = [n for n, line in enumerate(shown) if _is_long(line)]
    if not found or min(found.values())[0] > _BEGINNING * len(text.text):
        return False
    return sum(n in found for n in long_lines) >= _CONSISTENT * len([n for n in long_lines if n <= max(found)])


def _is_long(line: Line) -> bool:
    return len(line.text) >= _SHORTEST and line.kind not in (BlockKind.HEADING, BlockKind.ROW)


def _find(line: Line, text: _Text) -> tuple[int, int] | None:
    """Where the line stands in the text, whatever its punctuation."""
    letters = "".join(filter(str.isalnum, _CUT.sub("", line.text))).casefold()
    at = text.letters.find(letters)
    return None if at < 0 or not letters else (text.places[at], text.places[at + len(letters) - 1] + 1)


def _index(text: str) -> _Text:
    kept = [(place, lowered) for place, char in enumerate(text) if char.isalnum() for lowered in char.casefold()]
    return _Text(text, "".join(char for _, char in kept), [place for place, _ in kept])


def _without_markup(text: str) -> str:
    """Some put the article's HTML there, some escape it besides."""
    plain = html.unescape(text)
    return _TAG.sub(lambda tag: "\n" if tag[1] else "", plain)
