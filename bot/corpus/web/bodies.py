"""What comes over the wire, put together and decompressed, with a cap on both sizes."""

import zlib
from collections.abc import Iterable

from bot import wording
from bot.errors import Damaged, NotText, TooLong

_MEGABYTE = 1_000_000
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_PLAIN = ("", "identity")
_GZIPPED = ("gzip", "x-gzip")
_GZIP_MARK = b"\x1f\x8b"
_MOST_MEMBERS = 1000


def read_body(chunks: Iterable[bytes], coding: str, most_bytes: int, *, cut: bool = False) -> bytes:
    """The body, at most `most_bytes` both compressed and not; `coding` as Content-Encoding says it.

    Never more than that is held, and one chunk: a bomb is let go as soon as it shows. A body that is longer is
    refused, or with `cut` its beginning is taken.
    Raises TooLong; NotText for a compression that is not read; Damaged.
    """
    inflater = _inflater(coding)
    body = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        room = most_bytes + 1 - len(body)
        body += inflater.expand(chunk, room) if inflater else chunk[:room]
        if max(received, len(body)) > most_bytes:
            if cut:
                return bytes(body[:most_bytes])
            raise TooLong(most=f"{most_bytes / _MEGABYTE:g}")
    if inflater and received and not inflater.is_whole:
        raise Damaged(why=wording.WEB["cut"])
    return bytes(body)


def _inflater(coding: str) -> "_Inflater | None":
    """What decompresses such a body; None where it is not compressed."""
    coding = coding.strip().lower()
    if coding in _PLAIN:
        return None
    if coding not in (*_GZIPPED, "deflate"):
        raise NotText(coding, why=wording.READING["compression"])
    return _Inflater(_GZIP if coding in _GZIPPED else None)


class _Inflater:
    """Decompresses gzip, also of several members, and deflate in both of its forms."""

    def __init__(self, windows: int | None) -> None:
        """`windows` as zlib has it; None where the first bytes have to tell."""
        self._windows = windows
        self._stream = zlib.decompressobj(windows) if windows else None
        self._members = 1

    @property
    def is_whole(self) -> bool:
        return self._stream is not None and self._stream.eof

    def expand(self, chunk: bytes, most: int) -> bytes:
        """The next at most `most` bytes. Raises Damaged."""
        try:
            return self._expand(chunk, most)
        except zlib.error as error:
            raise Damaged(str(error), why=str(error)) from error

    def _expand(self, chunk: bytes, most: int) -> bytes:
        made = bytearray()
        while chunk and len(made) < most and (stream := self._stream_for(chunk)):
            made += stream.decompress(chunk, most - len(made))
            chunk = stream.unused_data if stream.eof else stream.unconsumed_tail
        return bytes(made)

    def _stream_for(self, chunk: bytes) -> "zlib._Decompress | None":
        """What goes on with these bytes; None where they belong to nothing."""
        if self._stream is None:
            # zlib's own head is of method 8 and a multiple of 31; some servers send deflate without it.
            has_head = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2]) % 31 == 0
            self._stream = zlib.decompressobj(_ZLIB if has_head else _RAW)
        elif self._stream.eof:
            if self._windows != _GZIP or not chunk.startswith(_GZIP_MARK):
                return None
            if self._members == _MOST_MEMBERS:
                raise Damaged(why=wording.WEB["members"])
            self._members += 1
            self._stream = zlib.decompressobj(_GZIP)
        return self._stream
