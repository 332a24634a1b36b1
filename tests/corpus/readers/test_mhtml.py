"""Saved web pages."""

import quopri

import pytest

from bot.errors import NoArticle
from tests.drafting import make_draft

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Quay walls – Orrinby Courier</title>{head}</head>
<body><nav>Home</nav><article><h1>Quay walls</h1>
<p>The harbour board of Orrinby decided on Tuesday to raise the quay walls by one metre.</p>
<p>“Late, but not too late,” said its chair.</p></article></body></html>"""
FRAME = "<html><body><p>An advertisement in a frame is no part of the article, however long it is.</p></body></html>"
TEXT = (
    "Quay walls\n\nThe harbour board of Orrinby decided on Tuesday to raise the quay walls by one metre."
    "\n\n“Late, but not too late,” said its chair."
)


def part(html: str, location: str, content_id: str) -> bytes:
    head = f"--x--y\nContent-Type: text/html; charset=utf-8\nContent-ID: {content_id}\n"
    body = quopri.encodestring(html.encode())
    return (
        f"{head}Content-Transfer-Encoding: quoted-printable\nContent-Location: {location}\n\n".encode() + body + b"\n"
    )


def saved(*, head: str = "", start: str = "", first: str = "page") -> bytes:
    """As browsers save a page; `first`: which part stands before the other."""
    parts = {
        "page": part(PAGE.format(head=head), "https://orrinby.example/quay", "<1@x>"),
        "frame": part(FRAME, "https://ads.example/", "<2@x>"),
    }
    picture = (
        b"--x--y\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: cid:a\n\niVBORw0KGgo=\n"
    )
    headers = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://orrinby.example/quay#top\n"
        "Subject: =?utf-8?Q?Quay_walls_=E2=80=93_Orrinby_Courier?=\n"
        "Date: Tue, 12 Mar 2030 10:00:00 -0000\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";{start}\n\tboundary="x--y"\n\n\n'
    )
    ordered = b"".join(sorted(parts.values(), key=lambda one: one != parts[first]))
    return headers.encode() + ordered + picture + b"--x--y--\n"


@pytest.mark.parametrize("name", ["quay.mhtml", "quay.mht", "quay.txt"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_page_among_frames_and_pictures(name: str, line_end: bytes) -> None:
    draft = make_draft(name, saved().replace(b"\n", line_end))
    assert draft.text == TEXT
    assert draft.url == "https://orrinby.example/quay"
    assert draft.published is None  # when it was saved is no date of the article's


def test_the_page_that_is_named_counts_wherever_it_stands() -> None:
    assert make_draft("quay.mhtml", saved(start='\n\tstart="<1@x>";', first="frame")).text == TEXT


def test_what_the_page_says_itself_counts_first() -> None:
    head = (
        '<link rel="canonical" href="https://orrinby.example/news/quay-walls">'
        '<meta property="article:published_time" content="2025-03-12">'
    )
    draft = make_draft("quay.mhtml", saved(head=head))
    assert draft.url == "https://orrinby.example/news/quay-walls"
    assert str(draft.published) == "2025-03-12"


def test_without_a_page_it_is_refused() -> None:
    data = saved().replace(b"text/html", b"text/css")
    with pytest.raises(NoArticle):
        make_draft("quay.mhtml", data)
