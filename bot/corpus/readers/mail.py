"""Mail: a newsletter or a message, without what is attached to it, quoted in it or signs it."""

import re
from datetime import date
from email.message import Message
from email.utils import parseaddr, parsedate_tz
from typing import NamedTuple

from bot.corpus.page import Line, Page, fold
from bot.corpus.readers import html, plain
from bot.corpus.readers.mime import header, own_parts, parse, text_of

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+", re.IGNORECASE)
_OF_A_LIST = ("List-Unsubscribe", "List-Id", "List-Post", "List-Archive")
_PERSON_AT = re.compile(r"(?P<person>(?!The\b)[^\W\d_]\S*(?: \S+){1,3}?) (?:from|at|\||·|@) (?P<place>.+)")
_SIGNATURE = re.compile(r"^-- ?\r?\n", re.MULTILINE)
_QUOTED = re.compile(
    r"(?:^(?!>)[^\n]{0,200}(?:wrote|writes|schrieb|a écrit|escribió) ?:\s*\n)?(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE
)
_ADDRESSES = re.compile(
    r"[ \t]*(?:<https?://[^>\s]*>|[(\[] ?https?://[^)\]\s]* ?[)\]]|\[image:[^\]]*\])", re.IGNORECASE
)
_FLOWED = re.compile(r"(?<=\S) \r?\n(?=[^\s>])")


def read(data: bytes) -> Page:
    """Its HTML, as newsletters are made for it; its plain text where there is none. All of it is the message's: what
    looks for the article on a web page would drop the headings of a letter in columns.

    Raises NotText, Damaged, Unsafe.
    """
    message = parse(data)
    sender = _sender(message)
    return Page(
        lines=tuple(_lines(message)),
        title=_REPLY.sub("", header(message, "Subject")).strip() or None,
        publisher=sender.publisher,
        author=sender.author,
        published=_day(header(message, "Date")),
    )


class _Sender(NamedTuple):
    publisher: str | None
    author: str | None


def _lines(message: Message) -> list[Line]:
    parts = [part for part in own_parts(message) if part.get_content_disposition() != "attachment"]
    pages = [text_of(part) for part in parts if part.get_content_type() == "text/html"]
    texts = [_plain_text(part) for part in parts if part.get_content_type() == "text/plain"]
    lines = html.read_fragment("\n".join(pages)) if pages else []
    return lines or list(plain.read_lines("\n\n".join(texts)))


def _plain_text(part: Message) -> str:
    text = text_of(part).replace("\r\n", "\n")
    text = _QUOTED.sub("", _SIGNATURE.split(text, maxsplit=1)[0])
    if part.get_param("format") == "flowed":
        text = _FLOWED.sub(" ", text)
    return _ADDRESSES.sub("", text)


def _sender(message: Message) -> _Sender:
    """Who sends to a list is a publisher, perhaps with a name before it; anybody else writes for themselves."""
    name, address = parseaddr(header(message, "From"))
    name = fold(name.strip("'\" "))
    if not any(header(message, listed) for listed in _OF_A_LIST):
        return _Sender(None, name or None)
    if split := _PERSON_AT.fullmatch(name):
        return _Sender(split["place"], split["person"])
    return _Sender(name or address.rpartition("@")[2] or None, None)


def _day(stated: str) -> date | None:
    """The day as the sender's clock had it."""
    parsed = parsedate_tz(stated)
    try:
        return date(*parsed[:3]) if parsed else None
    except ValueError:
        return None
