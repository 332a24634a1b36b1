"""Mojibake: text that was encoded in one way, decoded in another and saved like that.

ftfy mends most of it, but not UTF-8 that was read as windows-874 (Thai), where “’” became “โ€™”. That is
mended first: ftfy would take the quotation marks in it for real ones.
"""

import re
import unicodedata

_SEQUENCE = re.compile("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_LOST_QUOTE = re.compile("\u0e42€[\ufffd\x9d]?")  # “”” ends in a byte that neither encoding has
_THAI = re.compile("[\u0e01-\u0e5b]")
_LETTER = re.compile(r"[A-Za-z0-9]")
_LATIN = re.compile("[\u00a0-\u024f]+")
# What no text in UTF-8 has by itself, or what ftfy mends besides: control characters, lost bytes.
_SUSPECT = re.compile(
    "[^\x00-\x7f‘’“”–—…][^\x00-\x7f]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeffÂÃâ\ud800-\udfff]"
)

_PLAIN = frozenset([*map(chr, range(0x20, 0x7F)), *"\t\n\r‘’“”–—…"])


def _thai_bytes() -> dict[int, str]:
    """Each character that a byte can have become, to that byte (as the character of that number)."""
    table = {}
    for codec in ("latin-1", "cp1252", "cp874"):  # the last one counts
        for byte in range(0x80, 0x100):
            char = bytes([byte]).decode(codec, "ignore")
            if char and not (codec == "latin-1" and byte >= 0xA0):
                table[ord(char)] = chr(byte)
    return table


_THAI_BYTES = _thai_bytes()


def mend(text: str) -> str:
    """The text as it was meant: mojibake undone, control characters dropped, accents composed (NFC).

    Quotation marks keep their shape, genuine Thai and entities such as “&amp;” stay.
    """
    if _PLAIN.issuperset(text):
        return text
    text = unicodedata.normalize("NFC", _mend_thai(text))
    if not _SUSPECT.search(text):
        return text
    return "".join(_mend_line(line) if _SUSPECT.search(line) else line for line in text.splitlines(keepends=True))


def _mend_line(line: str) -> str:
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        uncurl_quotes=False,
        fix_character_width=False,
        unescape_html=False,
        explain=False,
    )
    return str(fix_text(line, config))


def _mend_thai(text: str) -> str:
    if not _THAI.search(text):
        return text
    as_bytes = text.translate(_THAI_BYTES)
    parts, end = [], 0
    for match in _SEQUENCE.finditer(as_bytes):
        mended = _undo(text, match.start(), match.end(), match[0])
        if mended is not None:
            parts += [text[end : match.start()], mended]
            end = match.end()
    return _LOST_QUOTE.sub("”", "".join([*parts, text[end:]]))


def _undo(text: str, start: int, end: int, as_bytes: str) -> str | None:
    """What text[start:end] was before it was read as windows-874; None where it is what it says.

    Genuine Thai can look like UTF-8 by chance. A run is mojibake where characters stand in it that Thai does
    not have between its letters (€, ™, quotation marks), or where it makes a letter of a Latin word.
    """
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    if not _THAI.match(text[start]) or _THAI.search(around):
        return None
    mended = as_bytes.encode("latin-1").decode("utf-8", "ignore")
    if any(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in mended):
        return None
    if any("\x80" <= byte < "\xa0" for byte in as_bytes):
        return mended
    return mended if _LATIN.fullmatch(mended) and _LETTER.search(around) else None
