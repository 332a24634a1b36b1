"""Bytes to text: the encoding is stated, or told from the bytes."""

import codecs
import re

from bot import wording
from bot.errors import NotText

_MARKS = (  # the longer first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"RIFF",
    b"\x7fELF",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096
_NOT_ON_THE_WEB = (  # nor in what today's programs export
    *("utf_16", "utf_32", "hp_roman8", "kz1048", "ptcp154", "tis_620", "johab"),
    *(f"mac_{kind}" for kind in ("cyrillic", "greek", "iceland", "latin2", "roman", "turkish")),
    *(f"cp{number}" for number in ("037", 273, 424, 437, 500, 720, 737, 775, 850, 852, 855, 856, 857, 858)),
    *(f"cp{number}" for number in (860, 861, 862, 863, 864, 865, 866, 869, 875, 1006, 1026, 1125, 1140)),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_CUT_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,2}\Z")


def decode(data: bytes, stated: str | None = None) -> str:
    """The text of a file. `stated` is the encoding that it names itself; the bytes have the last word.

    Raises NotText for a binary file.
    """
    if data.startswith(_BINARY):
        raise NotText(why=wording.READING["binary"])
    text = _decode_marked(data) or _decode_utf8(data) or _decode_stated(data, stated) or _guess(data)
    if text is None or len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise NotText(why=wording.READING["binary"])
    return text


def tell_encoding(sample: bytes) -> str:
    """The name of the encoding of a long text that begins with `sample`; "stray_bytes" then mends what is not in it.

    A byte order mark counts as part of the encoding, and is left out by it, where UTF-8 has one.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if mark == codecs.BOM_UTF8 else encoding
    if unmarked := _unmarked_utf16(sample):
        return unmarked
    whole = _CUT_UTF8.sub(b"", sample)
    return "utf-8" if _decode_utf8(whole) is not None else _guess_encoding(whole) or "windows-1252"


def _decode_marked(data: bytes) -> str | None:
    """By the byte order mark; or UTF-16 without one, which has a zero in nearly every second byte."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    unmarked = _unmarked_utf16(data[:_SAMPLE])
    return data.decode(unmarked, "replace") if unmarked else None


def _unmarked_utf16(sample: bytes) -> str | None:
    if b"\0" not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > len(sample) * 0.4 and sample[1 - first :: 2].count(0) == 0:
            return encoding
    return None


def _decode_utf8(data: bytes) -> str | None:
    """As UTF-8; a few bytes that are not (a cut, a stray one of another encoding) make it nothing else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        good = len(_UTF8_SEQUENCE.findall(data))
        bad = len(re.findall(rb"[\x80-\xff]+", _UTF8_SEQUENCE.sub(b"", data)))
        return data.decode("utf-8", "stray_bytes") if good > 3 * bad else None


def _decode_stated(data: bytes, stated: str | None) -> str | None:
    try:
        return data.decode(stated) if stated else None
    except (LookupError, UnicodeDecodeError):
        return None


def _guess(data: bytes) -> str | None:
    return None if b"\0" in data else data.decode(_guess_encoding(data) or "windows-1252", "replace")


def _guess_encoding(data: bytes) -> str | None:
    """What charset-normalizer takes it for; where two do equally well, the one of the western web."""
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_exclusion=list(_NOT_ON_THE_WEB))
    best = found.best()
    if best is None:
        return None
    alike = [match.encoding for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    return "cp1252" if "cp1252" in alike else best.encoding


def _read_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """A stray byte is most often one of windows-1252. A sequence that is cut off at the end is dropped."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    cut = error.end == len(error.object) and error.object[error.start] >= 0xC2
    stray = error.object[error.start : error.end]
    return ("" if cut else stray.decode("windows-1252", "replace"), error.end)


codecs.register_error("stray_bytes", _read_stray_bytes)
