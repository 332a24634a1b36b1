"""Messages and their parts, as mail and saved web pages have them."""

from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser

from bot import wording
from bot.corpus.decode import decode
from bot.corpus.mojibake import mend
from bot.corpus.page import fold
from bot.errors import Damaged, Unsafe

_MOST_PARTS = 1000


def parse(data: bytes) -> Message:
    """Raises Unsafe for parts within parts without end, Damaged."""
    try:
        return BytesParser().parsebytes(data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise Unsafe(str(error), why=wording.READING["too_deep"]) from error
    except (MessageError, ValueError) as error:
        raise Damaged(str(error), why=wording.READING["broken_message"]) from error


def own_parts(message: Message) -> Iterator[Message]:
    """The parts of a message that are no parts of another one within it."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            inner = part.get_payload()
            waiting += [one for one in reversed(inner) if isinstance(one, Message)] if isinstance(inner, list) else []
        else:
            yield part


def text_of(part: Message) -> str:
    """The text of a part, mended. Raises NotText."""
    payload = part.get_payload(decode=True)
    charset = part.get_param("charset")
    return mend(decode(payload if isinstance(payload, bytes) else b"", charset if isinstance(charset, str) else None))


def header(message: Message, name: str) -> str:
    """What a header says, folded; "" where there is none. Bytes that no header may have are read all the same."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    text = _decoded(raw.encode("ascii", "surrogateescape"), None)
    try:
        return fold(mend("".join(_decoded(piece, charset) for piece, charset in decode_header(text))))
    except (HeaderParseError, ValueError):
        return fold(mend(text))


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return piece.decode(encoding)
        except (LookupError, ValueError):
            continue
    return piece.decode("windows-1252", "replace")
