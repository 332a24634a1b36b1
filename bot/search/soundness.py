"""Whether tantivy's files are as they were written. It checks no checksums by itself and would read garbled text.

A file that bore out its checksum is noted, beside the folder, with its size and the time of its last change: as long
as both are the same it is not read again. tantivy never changes a file that it has finished.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from bot.search.state import write_whole

META = "meta.json"
_FOOTER = struct.Struct("<II")
"""The length of the JSON object before it, and a constant: the last bytes of every file but the two that are JSON."""
_PIECE = 1 << 20
"""Bytes read at once."""

Stamp = tuple[int, int]
"""Size, and time of the last change in nanoseconds."""


def is_sound(folder: Path) -> bool:
    """Whether every file of the last commit bears out its own checksum. Reads those that are new: 1 GB a second.

    Files that another process is writing, or has merged away, are not looked at.
    """
    try:
        stamps = dict(_files_in_force(folder))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return False
    known = _read_known(folder)
    new = [name for name, stamp in stamps.items() if known.get(name) != stamp]
    if not all(_is_whole(folder / name) for name in new):
        return False
    if new:
        _note(folder, stamps)
    return True


def _files_in_force(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """The files of the last commit that are there. Of a segment's "ID.7.del" only the one now in force."""
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    deleted = {_stem(segment): _deleted(segment) for segment in meta["segments"]}
    for path in folder.iterdir():
        stem, _, ending = path.name.partition(".")
        if stem in deleted and (not ending[:1].isdigit() or ending == deleted[stem]):
            with suppress(FileNotFoundError):
                info = path.stat()
                yield path.name, (info.st_size, info.st_mtime_ns)


def _stem(segment: dict[str, Any]) -> str:
    stem: str = segment["segment_id"].replace("-", "")
    return stem


def _deleted(segment: dict[str, Any]) -> str:
    return f"{segment['deletes']['opstamp']}.del" if segment["deletes"] else ""


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _bears_out(file)
    except FileNotFoundError:
        return True
    except (OSError, ValueError, TypeError, LookupError):
        return False


def _bears_out(file: BinaryIO) -> bool:
    """Whether the content has the checksum in its footer. Raises OSError or ValueError for a file without one."""
    at_footer = file.seek(-_FOOTER.size, os.SEEK_END)
    length, _ = _FOOTER.unpack(file.read())
    left = file.seek(at_footer - length)
    footer = json.loads(file.read(length))
    file.seek(0)
    checksum = 0
    while left > 0:
        piece = file.read(min(_PIECE, left))
        if not piece:
            return False
        checksum, left = zlib.crc32(piece, checksum), left - len(piece)
    return bool(footer["crc"] == checksum)


def _noted_in(folder: Path) -> Path:
    return folder.with_name(folder.name + ".sound.json")


def _read_known(folder: Path) -> dict[str, Stamp]:
    """By name; nothing where it cannot be read: all is checked then."""
    try:
        noted = json.loads(_noted_in(folder).read_text(encoding="utf-8"))
        return {name: (size, changed) for name, (size, changed) in noted.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _note(folder: Path, stamps: dict[str, Stamp]) -> None:
    """Where nothing can be written, or two write at once, all is checked again."""
    with suppress(OSError):
        write_whole(_noted_in(folder), json.dumps(stamps))
