"""A file's bytes tell what it is; its ending only where they do not."""

import pytest

from bot import wording
from bot.corpus.readers import FORMATS, is_readable, most_bytes, read
from bot.errors import InvalidRecord, Locked, NotText, OtherFormat, ReadError
from tests.drafting import make_draft

STORY = "The harbour pilots voted on Tuesday to end their strike."
PAGE = f"<!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>"
MAIL = f"From: Ana <ana@a.example>\nSubject: Pilots\nDate: Tue, 4 Mar 2025 10:00:00 +0100\n\n{STORY}\n"
SAVED = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/pilots\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n'
    f"--x\nContent-Type: text/html\n\n{PAGE}\n--x--\n"
)
RECORD = f'{{"title": "Pilots", "text": "{STORY}"}}'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize("content", [PAGE, MAIL, SAVED, RECORD])
@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.json", "a", "export.jsonl!7"]
)
def test_the_bytes_tell_whatever_the_ending(name: str, content: str) -> None:
    assert make_draft(name, content.encode()).text == STORY


@pytest.mark.parametrize("before", ["\ufeff", "\n\n  ", '<?xml version="1.0" encoding="utf-8"?>\n', "<!-- saved -->\n"])
def test_a_page_may_begin_otherwise(before: str) -> None:
    assert make_draft("a.txt", (before + PAGE).encode()).text == STORY


def test_the_ending_tells_markdown_from_text() -> None:
    assert make_draft("a.md", b"# Pilots\n\nThey **voted**.").text == "Pilots\n\nThey voted."
    assert make_draft("a.txt", b"They voted 2*3*4 times.").text == "They voted 2*3*4 times."


def test_text_that_looks_a_little_like_mail_is_text() -> None:
    assert make_draft("a.txt", b"Note: they voted.\nFrom: here on, nothing.\n").text.startswith("Note: they voted.")
    assert make_draft("a.md", b"---\ntitle: Pilots\n---\nFrom: the sea.\nThey voted.").title == "Pilots"


def test_what_the_server_says_of_the_encoding_counts_where_the_bytes_allow_it() -> None:
    page = "<html><body><p>Čaj stojí čtyři koruny padesát.</p></body></html>"
    assert "Čaj stojí" in make_text(page.encode("iso-8859-2"), "iso-8859-2")
    assert "Čaj stojí" in make_text(page.encode(), "iso-8859-2")


def make_text(data: bytes, charset: str) -> str:
    return " ".join(line.text for line in read("page.html", data, charset).lines)


def test_xhtml_states_its_encoding() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>Čaj stojí čtyři koruny.</p></body></html>'
    assert make_draft("a.xhtml", page.encode("iso-8859-2")).text == "Čaj stojí čtyři koruny."


@pytest.mark.parametrize(
    ("data", "instead"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), ".docx"),
        (OLE + "__substg1.0_".encode("utf-16-le"), ".eml"),
        (b"{\\rtf1\\ansi They voted.}", ".docx"),
        (b"PK\x03\x04...xl/workbook.xml...", ".csv"),
        (b"PK\x03\x04...ppt/presentation.xml...", ".pdf"),
        (b"PK\x03\x04...mimetypeapplication/vnd.oasis.opendocument.text", ".docx"),
        (b"PK\x03\x04...mimetypeapplication/epub+zip", ".html"),
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_other_formats_are_refused_with_what_to_do(name: str, data: bytes, instead: str) -> None:
    with pytest.raises(OtherFormat) as refused:
        read(name, data)
    assert wording.of_error(refused.value).endswith(f"save it as {instead}")


def test_a_document_with_a_password_is_locked() -> None:
    with pytest.raises(Locked):
        read("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.pdf", b"404 Not Found", NotText),
        ("a.docx", b"They voted.", NotText),
        ("a.eml", b"They voted.", NotText),
        ("a.mhtml", b"They voted.", NotText),
        ("a.xyz", b"They voted.", NotText),
        ("a.txt", b"\x89PNG\r\n\x1a\n", NotText),
        ("a.docx", b"PK\x03\x04 a zip of something", NotText),
        ("a.xls", OLE, NotText),
        ("a.json", b'{"title": "Pilots"}', InvalidRecord),
        ("a.json", b"[1, 2]", NotText),
    ],
)
def test_what_is_not_read_is_refused_in_one_line(name: str, data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as refused:
        read(name, data)
    assert "\n" not in wording.of_error(refused.value)


def test_what_a_folder_is_searched_for() -> None:
    assert all(is_readable(f"name{ending.upper()}") for ending in FORMATS)
    assert not is_readable("name.doc")
    assert not is_readable("pdf")
    assert most_bytes("a.txt") == most_bytes("a.html") == 10_000_000
    assert most_bytes("a.pdf") == most_bytes("a.DOCX") == most_bytes("a.eml") == most_bytes("a.mht") == 50_000_000
