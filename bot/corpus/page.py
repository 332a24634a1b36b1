"""What a reader hands on: the lines of a page, and what the page says of itself."""

import re
from datetime import date
from typing import NamedTuple

from bot.models import BlockKind, Value

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


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
