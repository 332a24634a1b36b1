"""ZIP archives: the articles in their files, and those in the exports among them."""

import posixpath
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from bot import wording
from bot.corpus.containers.contained import HEAD_BYTES, Contained
from bot.corpus.containers.directory import count_members
from bot.corpus.containers.kinds import ENDINGS, Kind, tell
from bot.corpus.containers.rows import rows
from bot.corpus.page import fold
from bot.corpus.readers import is_readable, most_bytes
from bot.corpus.readers.kinds import ending_of
from bot.errors import Damaged, InvalidRecord, Locked, ReadError, TooLarge, Unsafe

MOST_MEMBERS = 1_000_000
MOST_BYTES = 20_000_000_000
"""Of all that is read of one archive, unpacked."""
MOST_GROWTH = 250
"""How many times its packed size a file may have: of text, a tenth is left at best, of a table rarely a hundredth."""
_SMALL = 1_000_000  # no file of that size is a bomb
_GIGABYTE = 1_000_000_000
_NO_ARTICLES = ("readme", "license", "changelog")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def members(file: BinaryIO) -> Iterator[Contained]:
    """The articles in an archive. What is no article's file is passed over in silence, as in a folder.

    Raises Damaged, Unsafe, InvalidRecord where there is none.
    """
    count = count_members(file)
    if count > MOST_MEMBERS:
        raise Unsafe(why=wording.READING["too_many"].format(count=count, most=MOST_MEMBERS))
    with _refusing(), zipfile.ZipFile(file) as archive:
        wanted = {name: info for info in archive.filelist if _is_wanted(name := _name(info))}
        _check_sum(wanted.values())
        if not wanted:
            raise InvalidRecord(why=wording.READING["no_readable"])
        for name, info in wanted.items():
            yield from _open(archive, name, info)


def _open(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> Iterator[Contained]:
    """A file's article, or those of an export; names within an export begin with the file's."""
    try:
        _check(name, info)
        with _refusing(), archive.open(info) as file:
            head = file.read(HEAD_BYTES)
        kind = tell(name, head)
        if kind is Kind.ZIP:
            raise Unsafe(why=wording.READING["nested"])
        if kind is None:
            yield Contained(name, _stem(name), None, _read(archive, name, info), size=info.compress_size)
            return
        with _refusing(), archive.open(info) as file:
            for row in rows(cast(BinaryIO, file), head, kind, _stem(name)):
                yield row._replace(name=f"{name}/{row.name}", size=0)
    except ReadError as error:
        yield Contained(name, _stem(name), None, b"", error)


def _read(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> bytes:
    """No more than the size that the archive states, whatever is packed."""
    most = most_bytes(name)
    if info.file_size > most:
        raise TooLarge(size=-(-info.file_size // 1_000_000), most=most // 1_000_000)
    with _refusing():
        return archive.read(info)


@contextmanager
def _refusing() -> Iterator[None]:
    """What zipfile raises of a broken archive, as our own."""
    try:
        yield
    except NotImplementedError as error:
        raise Damaged(str(error), why=wording.READING["compression"]) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise Damaged(str(error), why=wording.READING["broken_archive"]) from error


def _check(name: str, info: zipfile.ZipInfo) -> None:
    """Raise Unsafe, Locked."""
    if posixpath.isabs(name) or name[1:2] == ":" or ".." in name.split("/"):
        raise Unsafe(why=wording.READING["path_out"])
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unsafe(why=wording.READING["is_link"])
    if info.flag_bits & _ENCRYPTED:
        raise Locked
    growth = info.file_size // max(info.compress_size, 1)
    if info.file_size > _SMALL and growth > MOST_GROWTH:
        raise Unsafe(why=wording.READING["bomb"].format(times=growth))


def _check_sum(infos: Iterable[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in infos)
    if size > MOST_BYTES:
        raise Unsafe(why=wording.READING["too_much"].format(size=size // _GIGABYTE, most=MOST_BYTES // _GIGABYTE))


def _is_wanted(name: str) -> bool:
    """Whether a folder would be searched for such a file."""
    parts = name.split("/")
    hidden = any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
    return not hidden and _is_read(parts[-1]) and parts[-1].split(".")[0].lower() not in _NO_ARTICLES


def _is_read(name: str) -> bool:
    return is_readable(name) or ending_of(name) in ENDINGS


def _name(info: zipfile.ZipInfo) -> str:
    """The path with slashes. Many programs write UTF-8 and do not say so; it is then read as what PCs once had."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return fold(name.replace("\\", "/"))


def _stem(name: str) -> str:
    """As a file's article is named in a folder."""
    return unicodedata.normalize("NFC", posixpath.splitext(posixpath.basename(name))[0])
