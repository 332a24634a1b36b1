"""One address, fetched from a real server that behaves, misbehaves or attacks."""

import gzip
import socket
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest

from bot import wording
from bot.corpus.web.fetch import Fetcher, user_agent
from bot.corpus.web.statuses import read_retry_after
from bot.errors import (
    AccessDenied,
    AskedToWait,
    Damaged,
    NotAnAddress,
    NotText,
    OddStatus,
    PageGone,
    PageMissing,
    ServerFailed,
    TimedOut,
    TooLong,
    TooManyRedirects,
    Unreachable,
    UnsafeAddress,
    WebError,
)
from tests.corpus.web.conftest import Names
from tests.corpus.web.site import Answer, Site

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)


def test_a_page_comes_with_what_its_head_says(fetcher: Fetcher, site: Site) -> None:
    site.answers["/story?page=2"] = Answer(
        "<p>The harbour opens.",
        headers={
            "Content-Type": 'text/html; charset="ISO-8859-1"',
            "ETag": 'W/"7"',
            "Last-Modified": "Sat, 15 Mar 2025 08:00:00 GMT",
            "Cache-Control": "public, max-age=600",
        },
    )
    fetched = fetcher.fetch(site.url("/story?page=2#top"))
    assert fetched.url == site.url("/story?page=2")
    assert (fetched.status, fetched.body) == (200, b"<p>The harbour opens.")
    assert (fetched.media_type, fetched.charset) == ("text/html", "iso-8859-1")
    assert (fetched.etag, fetched.modified) == ('W/"7"', "Sat, 15 Mar 2025 08:00:00 GMT")
    assert (fetched.moved, fetched.max_age) == (None, 600)


def test_a_page_whose_head_says_nothing_comes_too(fetcher: Fetcher, site: Site) -> None:
    def bare(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\nto the end")

    site.answers["/"] = bare
    fetched = fetcher.fetch(site.url())
    assert (fetched.body, fetched.media_type, fetched.charset) == (b"to the end", "", None)
    assert (fetched.etag, fetched.modified, fetched.max_age) == (None, None, 0)


@pytest.mark.parametrize(
    "stated",
    ["text/html; charset=klingon", "text/html; charset=", "text/html; charset=zlib", "text/html; charset*=''x"],
)
def test_an_encoding_that_is_none_is_not_passed_on(fetcher: Fetcher, site: Site, stated: str) -> None:
    site.answers["/"] = Answer("x", headers={"Content-Type": f"text/html; {stated}"})
    assert fetcher.fetch(site.url()).charset is None


def test_the_bot_says_who_it_is_and_keeps_no_cookies(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer("x", headers={"Set-Cookie": "who=ann"})
    fetcher.fetch(site.url())
    fetcher.fetch(site.url())
    headers = site.asked[1].headers
    assert headers["User-Agent"] == user_agent()
    assert user_agent().startswith("Dateline/0.")
    assert headers["Host"] == f"news.example:{site.port}"
    assert "Cookie" not in headers
    assert "Referer" not in headers


# Conditional requests


def test_what_did_not_change_is_not_sent_again(fetcher: Fetcher, site: Site) -> None:
    site.answers["/feed"] = Answer(status=304, headers={"ETag": '"7"', "Cache-Control": "max-age=60"})
    fetched = fetcher.fetch(site.url("/feed"), etag='"7"', modified="Sat, 15 Mar 2025 08:00:00 GMT")
    assert (fetched.status, fetched.body, fetched.etag, fetched.max_age) == (304, b"", '"7"', 60)
    headers = site.asked[0].headers
    assert headers["If-None-Match"] == '"7"'
    assert headers["If-Modified-Since"] == "Sat, 15 Mar 2025 08:00:00 GMT"


def test_an_unasked_for_304_is_no_page(fetcher: Fetcher, site: Site) -> None:
    site.answers["/feed"] = Answer(status=304)
    with pytest.raises(OddStatus, match="304"):
        fetcher.fetch(site.url("/feed"))


def test_a_validator_in_latin_1_is_given_back_as_it_came(fetcher: Fetcher, site: Site) -> None:
    site.answers["/feed"] = Answer("x", headers={"ETag": '"é"'})
    etag = fetcher.fetch(site.url("/feed")).etag
    fetcher.fetch(site.url("/feed"), etag=etag)
    assert site.asked[1].headers["If-None-Match"] == '"é"'


# Redirects


@pytest.mark.parametrize(
    ("statuses", "for_good"), [((301, 308), True), ((301, 302), False), ((307,), False), ((303,), False)]
)
def test_redirects_are_followed(fetcher: Fetcher, site: Site, statuses: tuple[int, ...], for_good: bool) -> None:
    for step, status in enumerate(statuses):
        site.redirect(f"/{step}", f"/{step + 1}", status)
    site.answers[f"/{len(statuses)}"] = Answer("here")
    fetched = fetcher.fetch(site.url("/0"))
    assert (fetched.url, fetched.body) == (site.url(f"/{len(statuses)}"), b"here")
    assert fetched.moved == (fetched.url if for_good else None)


def test_a_redirect_may_lead_to_another_host_and_port(fetcher: Fetcher, site: Site) -> None:
    with Site() as other:
        site.redirect("/", other.url("/story", "other.example"))
        other.answers["/story"] = Answer("there")
        assert fetcher.fetch(site.url()).url == other.url("/story", "other.example")
    assert other.asked[0].headers["Host"] == f"other.example:{other.port}"


def test_a_redirect_in_utf_8_is_understood(fetcher: Fetcher, site: Site) -> None:
    def accented(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write("HTTP/1.1 302 Found\r\nLocation: /été\r\nContent-Length: 0\r\n\r\n".encode())

    site.answers["/"] = accented
    site.answers["/%C3%A9t%C3%A9"] = Answer("summer")
    assert fetcher.fetch(site.url()).body == b"summer"


def test_five_redirects_are_followed_and_no_more(fetcher: Fetcher, site: Site) -> None:
    for step in range(6):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.answers["/6"] = Answer("far away")
    assert fetcher.fetch(site.url("/1")).body == b"far away"
    with pytest.raises(TooManyRedirects):
        fetcher.fetch(site.url("/0"))


@pytest.mark.parametrize("status", [301, 302])
def test_a_circle_ends(fetcher: Fetcher, site: Site, status: int) -> None:
    site.redirect("/a", "/b", status)
    site.redirect("/b", "/a", status)
    with pytest.raises(TooManyRedirects) as refused:
        fetcher.fetch(site.url("/a"))
    assert wording.of_error(refused.value) == "leads on to other addresses without end"
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("file:///etc/passwd", NotAnAddress),
        ("gopher://news.example/", NotAnAddress),
        ("http://ann:secret@news.example/", NotAnAddress),
        ("http://[/", NotAnAddress),
        ("http://10.0.0.1/", UnsafeAddress),
        ("http://169.254.169.254/latest/meta-data/", UnsafeAddress),
        ("http://[::ffff:10.0.0.1]/", UnsafeAddress),
        ("http://news.example:22/", UnsafeAddress),
    ],
)
def test_a_redirect_leads_to_nothing_that_could_not_be_asked_for(
    fetcher: Fetcher, site: Site, to: str, error: type[WebError]
) -> None:
    site.redirect("/", to)
    with pytest.raises(error):
        fetcher.fetch(site.url())


def test_of_two_headers_the_first_counts(fetcher: Fetcher, site: Site) -> None:
    def twice(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /one\r\nLocation: /two\r\nContent-Length: 0\r\n\r\n")

    site.answers["/"] = twice
    site.answers["/one"] = Answer("first")
    assert fetcher.fetch(site.url()).body == b"first"


def test_a_redirect_without_an_address_brings_no_page(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer(status=302)
    with pytest.raises(OddStatus, match="302"):
        fetcher.fetch(site.url())


# Statuses


@pytest.mark.parametrize(
    ("status", "error", "temporary", "line"),
    [
        (404, PageMissing, False, "is not there (404)"),
        (410, PageGone, False, "is gone for good (410)"),
        (401, AccessDenied, False, "is not given out by its site (401); a page saved as HTML can be brought in"),
        (403, AccessDenied, False, "is not given out by its site (403); a page saved as HTML can be brought in"),
        (500, ServerFailed, True, "cannot be had now, its site has a failure (500): try again later"),
        (503, ServerFailed, True, "cannot be had now, its site has a failure (503): try again later"),
        (418, OddStatus, False, "brings no page (418)"),
        (204, OddStatus, False, "brings no page (204)"),
    ],
)  # fmt: skip
def test_a_status_says_what_is_wrong(
    fetcher: Fetcher, site: Site, status: int, error: type[WebError], temporary: bool, line: str
) -> None:
    site.answers["/"] = Answer(status=status)
    with pytest.raises(error) as refused:
        fetcher.fetch(site.url())
    assert refused.value.temporary is temporary
    assert refused.value.retry_after is None
    assert wording.of_error(refused.value) == line


@pytest.mark.parametrize(("status", "header", "seconds"), [(429, "120", 120), (503, "3600", 3600), (429, None, None)])
def test_a_site_that_asks_to_wait_says_how_long(
    fetcher: Fetcher, site: Site, status: int, header: str | None, seconds: float | None
) -> None:
    site.answers["/"] = Answer(status=status, headers={"Retry-After": header} if header else {})
    with pytest.raises(AskedToWait) as refused:
        fetcher.fetch(site.url())
    assert (refused.value.temporary, refused.value.retry_after) == (True, seconds)
    assert wording.of_error(refused.value).endswith("later" if seconds is None else f"in {seconds // 60} min")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("86401", 86400),
        ("9" * 50, 86400),
        (format_datetime(NOON + timedelta(minutes=5)), 300),
        (format_datetime(NOON - timedelta(minutes=5)), 0),
        ("Sat, 15 Mar 2025 12:01:00", 60),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_read_in_seconds_or_as_a_moment(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOON) == seconds


# Sizes


def test_a_page_over_the_cap_is_refused_before_all_of_it_came(fetcher: Fetcher, site: Site) -> None:
    sent = []

    def sixty_megabytes(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "60000000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"x" * 1_000_000)
            sent.append(1)

    site.answers["/"] = sixty_megabytes
    with pytest.raises(TooLong) as refused:
        fetcher.fetch(site.url())
    assert wording.of_error(refused.value) == "is over 10 MB, which is the most that is read"
    assert len(sent) < 30


def test_the_cap_is_the_callers(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer("x" * 1000)
    assert len(fetcher.fetch(site.url(), most_bytes=1000).body) == 1000
    with pytest.raises(TooLong):
        fetcher.fetch(site.url(), most_bytes=999)
    assert len(fetcher.fetch(site.url(), most_bytes=999, cut=True).body) == 999


def _chunked(content: Callable[[Site], bytes], site: Site) -> Callable[[BaseHTTPRequestHandler], None]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while not site.closing.is_set():
            piece = content(site)
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    return act


def test_a_body_without_end_is_let_go_at_the_cap(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = _chunked(lambda site: b"x" * 50_000, site)
    with pytest.raises(TooLong):
        fetcher.fetch(site.url(), most_bytes=1_000_000)


# Time


def test_a_body_that_trickles_is_let_go_at_the_deadline(names: Names, site: Site) -> None:
    def trickle(site: Site) -> bytes:
        site.closing.wait(0.02)
        return b"x"

    site.answers["/"] = _chunked(trickle, site)
    with pytest.raises(TimedOut) as refused:
        Fetcher(seconds=0.2, resolve=names, allow_loopback=True).fetch(site.url())
    assert wording.of_error(refused.value) == "did not arrive in time: try again later"
    assert refused.value.temporary


@pytest.mark.parametrize("line", [b"HTTP/1.1 100 Continue\r\n\r\n", b"X-More: x\r\n", b""])
def test_a_head_that_does_not_end_is_let_go_too(names: Names, site: Site, line: bytes) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"" if b"100" in line else b"HTTP/1.1 200 OK\r\n")
        while not site.closing.wait(0.01):
            handler.wfile.write(line)

    site.answers["/"] = endless
    with pytest.raises(TimedOut):
        Fetcher(seconds=0.2, resolve=names, allow_loopback=True).fetch(site.url())


def test_a_flood_of_answers_that_are_none_is_let_go(names: Names, site: Site) -> None:
    """There is always something to read: no read waits, and yet the time is up."""

    def flood(handler: BaseHTTPRequestHandler) -> None:
        while not site.closing.is_set():
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    site.answers["/"] = flood
    with pytest.raises(TimedOut):
        Fetcher(seconds=0.2, resolve=names, allow_loopback=True).fetch(site.url())


def test_a_connection_that_is_torn_down_is_said(fetcher: Fetcher, site: Site) -> None:
    def tear_down(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    site.answers["/"] = tear_down
    with pytest.raises(Unreachable) as refused:
        fetcher.fetch(site.url())
    assert wording.of_error(refused.value) == "cannot be reached (the connection broke): try again later"


def test_a_site_that_hears_but_never_answers_is_let_go(names: Names, site: Site) -> None:
    site.answers["/"] = lambda handler: site.closing.wait(5) and None
    with pytest.raises(TimedOut):
        Fetcher(seconds=0.1, resolve=names, allow_loopback=True).fetch(site.url())


def test_one_deadline_holds_for_all_redirects(names: Names, site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        site.closing.wait(0.08)
        handler.send_response(302)
        handler.send_header("Location", f"{handler.path}x")
        handler.end_headers()

    for step in range(6):
        site.answers["/" + "x" * step] = slow
    with pytest.raises(TimedOut):
        Fetcher(seconds=0.2, resolve=names, allow_loopback=True).fetch(site.url())
    assert len(site.asked) < 5


# What HTTP allows, and what it does not


def test_a_bomb_of_headers_is_let_go(fetcher: Fetcher, site: Site) -> None:
    def bomb(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.is_set():
            handler.wfile.write(b"X-More: " + b"x" * 10_000 + b"\r\n")

    site.answers["/"] = bomb
    with pytest.raises(Unreachable, match=r"too big|too long"):
        fetcher.fetch(site.url())


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf of it",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nBad header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: a\0b\r\n\r\nx",
    ],
)
def test_an_answer_that_breaks_off_or_is_no_http_is_tried_again_later(
    fetcher: Fetcher, site: Site, sent: bytes
) -> None:
    site.answers["/"] = lambda handler: handler.wfile.write(sent) and None
    with pytest.raises(Unreachable) as refused:
        fetcher.fetch(site.url())
    assert refused.value.temporary
    assert "\n" not in wording.of_error(refused.value)


def test_what_follows_the_stated_length_is_not_of_the_page(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer("the page and more", headers={"Content-Length": "8"})
    assert fetcher.fetch(site.url()).body == b"the page"


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_pictures_and_sound_are_no_text(fetcher: Fetcher, site: Site, kind: str) -> None:
    site.answers["/"] = Answer(b"\x89PNG", headers={"Content-Type": kind})
    with pytest.raises(NotText) as refused:
        fetcher.fetch(site.url())
    assert f"it is {kind}" in wording.of_error(refused.value)


# Compression

_TEXT = b"The harbour opens in spring. " * 200
_GZIPPED = gzip.compress(_TEXT, mtime=0)
"""Without the time, which would name tests otherwise in each process that collects them."""


def _raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", _GZIPPED),
        ("x-gzip", _GZIPPED),
        ("GZIP", gzip.compress(_TEXT[:500], mtime=0) + gzip.compress(_TEXT[500:], mtime=0)),
        ("gzip", _GZIPPED + b"\0" * 20),
        ("deflate", zlib.compress(_TEXT)),
        ("deflate", _raw_deflate(_TEXT)),
        ("identity", _TEXT),
    ],
)
def test_what_is_compressed_is_unpacked(fetcher: Fetcher, site: Site, coding: str, body: bytes) -> None:
    site.answers["/"] = Answer(body, headers={"Content-Encoding": coding})
    assert fetcher.fetch(site.url()).body == _TEXT


def test_an_empty_body_is_one_under_any_compression(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer(b"", headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(site.url()).body == b""


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_a_compression_that_was_not_asked_for_is_refused(fetcher: Fetcher, site: Site, coding: str) -> None:
    site.answers["/"] = Answer(b"x", headers={"Content-Encoding": coding})
    with pytest.raises(NotText, match=coding):
        fetcher.fetch(site.url())


@pytest.mark.parametrize("body", [b"not gzip at all", _GZIPPED[:-20], _GZIPPED[:5]])
def test_damaged_compression_is_refused(fetcher: Fetcher, site: Site, body: bytes) -> None:
    site.answers["/"] = Answer(body, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Damaged):
        fetcher.fetch(site.url())


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """200 MB of nothing."""
    return gzip.compress(b"\0" * 200_000_000, 1)


def test_a_bomb_is_refused_without_unpacking_it(fetcher: Fetcher, site: Site, bomb: bytes) -> None:
    site.answers["/"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        with pytest.raises(TooLong):
            fetcher.fetch(site.url())
        assert tracemalloc.get_traced_memory()[1] < 45_000_000
    finally:
        tracemalloc.stop()


def test_gzip_in_gzip_is_unpacked_once(fetcher: Fetcher, site: Site, bomb: bytes) -> None:
    site.answers["/"] = Answer(gzip.compress(bomb), headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(site.url()).body == bomb


def test_a_bomb_of_empty_members_is_refused(fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer(gzip.compress(b"") * 400_000, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Damaged, match="parts"):
        fetcher.fetch(site.url())
