"""One article of an export: an object in JSON, its fields named as exports name them."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

from bot import wording
from bot.corpus.dates import parse_date
from bot.corpus.mojibake import mend
from bot.corpus.page import Line, Page, fold, unescape, web_address
from bot.corpus.readers import html, plain
from bot.corpus.readers.fields import AUTHOR, ID, PUBLISHED, PUBLISHER, TEXT, TITLE, URL, take_fields
from bot.errors import InvalidRecord

_MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|article|section|figure|span|strong|em|b|i|a)\b[^<>]*>",
    re.IGNORECASE,
)
_FIRST_SECOND = 100_000_000  # 1973: a smaller number is no moment
_MILLISECONDS = 100_000_000_000


def read(text: str) -> Page:
    """HTML in the text is read as such, Markdown is not.

    Raises InvalidRecord for what is no object, has no text, or has a date that cannot be read.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(str(error), why=wording.READING["no_object"]) from error
    if not isinstance(values, dict):
        raise InvalidRecord(why=wording.READING["no_object"])
    fields = take_fields(values)
    if not isinstance(fields.get(TEXT), str):
        raise InvalidRecord(why=wording.READING["no_text_here"])
    return Page(
        lines=tuple(_lines(mend(fields[TEXT]))),
        title=_words(fields.get(TITLE)),
        url=next(filter(None, map(web_address, (fields.get(key) for key in (URL, ID, PUBLISHER)))), None),
        publisher=None if web_address(fields.get(PUBLISHER)) else _words(fields.get(PUBLISHER)),
        author=_words(fields.get(AUTHOR)),
        published=_day(fields.get(PUBLISHED)),
    )


def _lines(text: str) -> list[Line]:
    if _MARKUP.search(text):
        return html.read_fragment(text)
    return list(plain.read_lines(unescape(text)))


def _words(value: Any) -> str | None:
    return fold(unescape(mend(re.sub(r"<[^<>]+>", "", str(value))))) or None if value is not None else None


def _day(value: Any) -> date | None:
    """A number is a moment since 1970, in seconds or milliseconds: its day in UTC.

    Raises InvalidRecord.
    """
    if value is None:
        return None
    if isinstance(value, str) and (day := parse_date(value)):
        return day
    try:
        number = float(value)
        if number >= _FIRST_SECOND:
            return datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, UTC).date()
    except (ValueError, OverflowError, OSError):
        pass
    raise InvalidRecord(why=wording.READING["no_date"].format(value=value))
