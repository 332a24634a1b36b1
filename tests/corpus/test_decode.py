"""Files in the encodings that the world has."""

import codecs

import pytest

from bot.corpus.decode import decode, tell_encoding
from bot.errors import NotText

FRENCH = "Le préfet a reçu les élus à la mairie ; où étaient les « habitués » du marché ? Là-bas, sûrement."
RUSSIAN = "Министры встретились в среду, чтобы обсудить поставки. Переговоры продолжались до вечера."


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_western_text(encoding: str, mark: bytes) -> None:
    assert decode(mark + FRENCH.encode(encoding)) == FRENCH


def test_cyrillic_text_in_windows_1251() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_stated_encoding_counts_where_the_bytes_allow_it() -> None:
    assert decode("čaj".encode("iso-8859-2"), "iso-8859-2") == "čaj"
    assert decode("čaj".encode(), "iso-8859-2") == "čaj"
    assert decode(b"plain", "no-such-encoding") == "plain"


def test_a_stray_byte_and_a_cut_do_not_garble_the_rest() -> None:
    text = "Größe, Maß, Öl, Übermut – “alles” da"
    data = text.encode() + b" caf\xe9 " + "…".encode()[:2]
    assert decode(data) == text + " café "


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04 zipped",
        b"text with\0zeros\0in it" * 9,
        bytes(range(1, 32)) * 20,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_nothing_is_text_without_words() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", FRENCH),
        ("utf-8-sig", FRENCH),
        ("utf-16", FRENCH),
        ("utf-16-be", FRENCH),
        ("cp1252", FRENCH),
        ("cp1251", RUSSIAN),
    ],
)
def test_the_beginning_of_a_long_text_tells_its_encoding(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert (data + data).decode(tell_encoding(data)).lstrip("\ufeff").startswith(text)


def test_a_beginning_that_ends_within_a_character() -> None:
    assert tell_encoding("Übermut".encode()[:1]) == "utf-8"
    assert tell_encoding(("a" * 99 + "…").encode()[:-1]) == "utf-8"
