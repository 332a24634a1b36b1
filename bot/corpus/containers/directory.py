"""How many files an archive holds, counted before a library reads its directory into memory."""

import os
from typing import BinaryIO

_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_FAR_END = b"PK\x06\x07"  # of archives over 4 GB, right before the end: where the record of their sizes is
_FAR_END_LENGTH = 20
_FAR_RECORD_LENGTH = 56
_LONGEST_END = 65_557 + _FAR_END_LENGTH
_CHUNK = 1_000_000


def count_members(file: BinaryIO) -> int:
    """By the marks of the directory's entries: what an archive says of their number may be untrue."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _LONGEST_END, 0))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        return 0
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    far = tail[max(at - _FAR_END_LENGTH, 0) : at]
    if far.startswith(_FAR_END):
        file.seek(min(int.from_bytes(far[8:16], "little"), size))
        length = int.from_bytes(file.read(_FAR_RECORD_LENGTH)[40:48], "little") + _FAR_RECORD_LENGTH + _FAR_END_LENGTH
    end = size - len(tail) + at
    return _count(file, max(end - length, 0), end)


def _count(file: BinaryIO, start: int, end: int) -> int:
    file.seek(start)
    found, kept = 0, b""
    while start < end and (chunk := file.read(min(_CHUNK, end - start))):
        start += len(chunk)
        found += (kept + chunk).count(_ENTRY)
        kept = chunk[-3:]
    return found
