"""Files of the index are checked once, piece by piece, and again when they have changed."""

import json
import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.search.soundness import is_sound

SIZE = 3_500_000
SEGMENT = "0123456789abcdef"


def write_file(path: Path, content: bytes) -> None:
    """As tantivy ends its files: with the checksum of what is before, and how long that note is."""
    footer = json.dumps({"version": {}, "crc": zlib.crc32(content)}).encode()
    path.write_bytes(content + footer + struct.pack("<II", len(footer), 1337))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files of one commit, of which one is large, and one of a commit before."""
    folder = tmp_path / "index"
    folder.mkdir()
    segments = [{"segment_id": SEGMENT, "max_doc": 1, "deletes": {"num_deleted_docs": 1, "opstamp": 7}}]
    (folder / "meta.json").write_text(json.dumps({"segments": segments}), encoding="utf-8")
    write_file(folder / f"{SEGMENT}.store", random.Random(1).randbytes(SIZE))
    write_file(folder / f"{SEGMENT}.7.del", b"deleted")
    (folder / f"{SEGMENT}.3.del").write_bytes(b"of no use any more")
    return folder


def change(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def test_files_as_they_were_written_are_sound(folder: Path) -> None:
    assert is_sound(folder)
    assert is_sound(folder)


@pytest.mark.parametrize("at", [0, 1_048_575, 1_048_576, 2_000_000, SIZE - 1, SIZE + 30])
@pytest.mark.parametrize("is_known", [False, True])
def test_one_changed_byte_anywhere_is_found(folder: Path, at: int, is_known: bool) -> None:
    assert not is_known or is_sound(folder)
    change(folder / f"{SEGMENT}.store", at)
    assert not is_sound(folder)
    assert not is_sound(folder)


@pytest.mark.parametrize("size", [0, 5, 8, 1_048_576, SIZE])
@pytest.mark.parametrize("is_known", [False, True])
def test_a_file_that_was_cut_off_is_found(folder: Path, size: int, is_known: bool) -> None:
    assert not is_known or is_sound(folder)
    os.truncate(folder / f"{SEGMENT}.store", size)
    assert not is_sound(folder)


def test_the_deletions_in_force_are_checked(folder: Path) -> None:
    assert is_sound(folder)
    (folder / f"{SEGMENT}.7.del").write_bytes(b"something")
    assert not is_sound(folder)


def test_a_file_that_was_found_whole_is_not_read_again_until_it_changes(folder: Path) -> None:
    """Told by damage that leaves its size and time as they were, and is therefore not seen."""
    large = folder / f"{SEGMENT}.store"
    assert is_sound(folder)
    before = large.stat()
    change(large, 5)
    os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert is_sound(folder)
    os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert not is_sound(folder)


NOTES: dict[str, Callable[[Path], object]] = {
    "missing": lambda note: note.unlink(),
    "garbled": lambda note: note.write_bytes(b"\xff{"),
    "something else": lambda note: note.write_text("[1]", encoding="utf-8"),
    "of another form": lambda note: note.write_text('{"a": 1}', encoding="utf-8"),
}


@pytest.mark.parametrize("spoil", NOTES.values(), ids=NOTES)
def test_without_a_note_that_can_be_read_all_is_checked(folder: Path, spoil: Callable[[Path], object]) -> None:
    large = folder / f"{SEGMENT}.store"
    assert is_sound(folder)
    (note,) = folder.parent.glob("*.json")
    before = large.stat()
    change(large, 5)
    os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns))
    spoil(note)
    assert not is_sound(folder)
    change(large, 5)
    assert is_sound(folder)
