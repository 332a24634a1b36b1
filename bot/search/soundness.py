"""Whether tantivy's files are as they were written. It checks no checksums by itself and would read garbled text."""

import json
import struct
import zlib
from pathlib import Path
from typing import Any

META = "meta.json"
_FOOTER = struct.Struct("<II")
"""The length of the JSON object before it, and a constant: the last bytes of every file but the two that are JSON."""


def is_sound(folder: Path) -> bool:
    """Whether every file of the last commit bears out its own checksum. Reads them all: 2 GB a second.

    Files that another process is writing, or has merged away, are not looked at.
    """
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        names = [name for segment in meta["segments"] for name in _names(segment)]
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return False
    return all(_is_whole(path) for name in names for path in folder.glob(name))


def _names(segment: dict[str, Any]) -> list[str]:
    """Patterns of a segment's files: "ID.store" and the like, and of the "ID.7.del" only the one now in force."""
    stem = segment["segment_id"].replace("-", "")
    deleted = segment["deletes"]
    return [f"{stem}.[!0-9]*", *([f"{stem}.{deleted['opstamp']}.del"] if deleted else [])]


def _is_whole(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return True
    try:
        length, _ = _FOOTER.unpack(content[-_FOOTER.size :])
        end = len(content) - _FOOTER.size
        footer = json.loads(content[end - length : end])
        return bool(footer["crc"] == zlib.crc32(content[: end - length]))
    except (struct.error, ValueError, TypeError, LookupError):
        return False
