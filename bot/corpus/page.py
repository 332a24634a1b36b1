"""What a reader hands on: the lines of a page, and what the page says of itself."""

import html
import re
from datetime import date
from typing import NamedTuple

from bot.links import web_host
from bot.models import BlockKind, Value

# Control characters, soft hyphens, what turns the direction of writing around, and what has no width: with these a text
# can say something else than it shows. Joiners stay where scripts need them, beside letters that are not Latin.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f]|$)"
)
_ESCAPED_AT_MOST = 3
"""Times. Without a bound, a text of nothing else takes the square of its length."""
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
    if text.isprintable():  # then a space is its only white space, and nothing in it is invisible
        return " ".join(text.split()) if "  " in text else text.strip()
    return " ".join(_INVISIBLE.sub("", text).split())


def web_address(value: object) -> str | None:
    """The address of a page on the web, as a link to it may go; None for anything else."""
    address = fold(value) if isinstance(value, str) else None
    return address if web_host(address) else None


def unescape(text: str) -> str:
    """The text with “&” for “&amp;”, also where a scrape escaped it twice, or once more."""
    for _ in range(_ESCAPED_AT_MOST):
        if "&" not in text or (plain := _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)) == text:
            break
        text = plain
    return text
