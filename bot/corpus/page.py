"""What a reader hands on: the lines of a page, and what the page says of itself."""

import html
import re
from datetime import date
from typing import NamedTuple

from bot.models import BlockKind, Value

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


class Line(NamedTuple):
    """One heading, paragraph, item or row. `kind` is None where its place among the others has to tell."""

    text: str
    kind: BlockKind | None = None


class Page(Value):
    """A file as it was read, not yet cleaned. What it does not state is None."""

    lines: tuple[Line, ...]
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None


def fold(text: str) -> str:
    """The text with every run of white space as one space, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def unescape(text: str) -> str:
    """The text with “&” for “&amp;”, also where a scrape escaped it twice."""
    while (plain := _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)) != text:
        text = plain
    return text
