"""Fetching one address, safely: public machines alone, at every redirect; capped in bytes and in time."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from email.message import Message
from functools import cache
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urljoin

import httpcore

from bot import wording
from bot.corpus.web.addresses import spell
from bot.corpus.web.bodies import read_body
from bot.corpus.web.network import Deadline, GuardedNetwork, Resolve, resolve
from bot.corpus.web.statuses import check_status, read_max_age
from bot.errors import NotAnAddress, NotText, TimedOut, TooManyRedirects, Unreachable

PRODUCT = "Dateline"
"""The name by which robots.txt may address the bot."""
MOST_BYTES = 10_000_000
MOST_SECONDS = 20.0
MOST_REDIRECTS = 5
NOT_MODIFIED = 304
PAGES = "text/html,application/xhtml+xml,*/*;q=0.5"
FEEDS = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"

_REDIRECTS = {301: True, 302: False, 303: False, 307: False, 308: True}
"""Statuses that lead on, and whether for good."""
_PICTURES_AND_SOUND = ("image/", "audio/", "video/", "font/")

Turn = Callable[[str], AbstractContextManager[None]]
"""Entered before each request, with its address, and left when the answer is there: waits, or refuses by raising."""


def at_once(_: str) -> AbstractContextManager[None]:
    """A turn without rules and waiting."""
    return nullcontext()


class Fetched(NamedTuple):
    """What came. `status` is 200, or 304 where nothing changed since `etag` and `modified`: then `body` is empty.

    `url`: where it came from, after redirects. `moved`: that address, where every redirect was for good; else None.
    `media_type` is "" where none is stated. `max_age`: seconds for which the site says that it stays as it is.
    """

    url: str
    status: int
    body: bytes
    media_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    moved: str | None
    max_age: int


class _Request(NamedTuple):
    headers: dict[str, str]
    most_bytes: int
    cut: bool


class _Redirect(NamedTuple):
    to: str
    for_good: bool


class Fetcher:
    """Fetches with HTTP/1.1, without cookies and proxies. For any number of threads."""

    def __init__(
        self, *, seconds: float = MOST_SECONDS, resolve: Resolve = resolve, allow_loopback: bool = False
    ) -> None:
        """`seconds`: for a whole fetch, waiting for turns aside. `allow_loopback` is for tests."""
        self._seconds = seconds
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        accept: str = PAGES,
        most_bytes: int = MOST_BYTES,
        cut: bool = False,
        turn: Turn = at_once,
    ) -> Fetched:
        """What is at an address now; `etag` and `modified` as they came with what is known of it.

        `cut`: the beginning of a body that is over `most_bytes` is taken, where it else is refused.
        Raises a WebError that says what went wrong, NotText for pictures, sound and compressions that are not read,
        Damaged, and whatever `turn` raises.
        """
        request = _Request(_headers(accept, etag, modified), most_bytes, cut)
        address, passed = spell(url), list[_Redirect]()
        left = self._seconds
        while True:
            with turn(address):
                deadline = Deadline(left)
                answer = self._ask(address, request, deadline)
            if isinstance(answer, Fetched):
                moved = answer.url if passed and all(redirect.for_good for redirect in passed) else None
                return answer._replace(moved=moved)
            passed.append(answer)
            if len(passed) > MOST_REDIRECTS:
                raise TooManyRedirects(address)
            address, left = answer.to, deadline.left()

    def _ask(self, address: str, request: _Request, deadline: Deadline) -> Fetched | _Redirect:
        """One request on a connection of its own."""
        network = GuardedNetwork(deadline, resolve=self._resolve, allow_loopback=self._allow_loopback)
        with (
            _reported(),
            httpcore.ConnectionPool(ssl_context=self._tls_for(address), network_backend=network) as pool,
            pool.stream("GET", address, headers=_with_host(address, request.headers)) as response,
        ):
            return _read_answer(address, request, response)

    def _tls_for(self, address: str) -> ssl.SSLContext | None:
        """Made once: reading the certificates takes long."""
        if address.startswith("http:"):
            return None
        with self._lock:
            self._tls = self._tls or httpcore.default_ssl_context()
            return self._tls


@cache
def user_agent() -> str:
    """What the bot says of itself to sites."""
    return f"{PRODUCT}/{version('dateline')} (reads articles for one team; honours robots.txt)"


def _headers(accept: str, etag: str | None, modified: str | None) -> dict[str, str]:
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {
        "User-Agent": user_agent(),
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **{name: value for name, value in known.items() if value},
    }


def _with_host(address: str, headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    host = address.split("/")[2]
    return [(name.encode(), value.encode("latin-1")) for name, value in {"Host": host, **headers}.items()]


def _read_answer(address: str, request: _Request, response: httpcore.Response) -> Fetched | _Redirect:
    headers = _first_of_each(response)
    if response.status in _REDIRECTS and "location" in headers:
        return _Redirect(_follow(address, headers["location"]), _REDIRECTS[response.status])
    has_condition = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
    is_same = response.status == NOT_MODIFIED and has_condition
    if not is_same:
        check_status(response.status, headers.get("retry-after"))
    media_type, charset = _read_content_type(headers.get("content-type", ""))
    if media_type.startswith(_PICTURES_AND_SOUND):
        raise NotText(why=wording.WEB["media_type"].format(media_type=media_type))
    chunks = () if is_same else response.iter_stream()
    body = read_body(chunks, headers.get("content-encoding", ""), request.most_bytes, cut=request.cut)
    return Fetched(
        url=address,
        status=response.status,
        body=body,
        media_type=media_type,
        charset=charset,
        etag=headers.get("etag"),
        modified=headers.get("last-modified"),
        moved=None,
        max_age=read_max_age(headers.get("cache-control", "")),
    )


def _first_of_each(response: httpcore.Response) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in reversed(response.headers)}


def _follow(address: str, location: str) -> str:
    """Where a redirect leads to. Some sites write it in UTF-8, which is not ASCII as it should be."""
    try:
        return spell(urljoin(address, location.encode("latin-1").decode("utf-8", "replace")))
    except ValueError as error:
        raise NotAnAddress(str(error), why=wording.WEB["malformed"]) from error


def _read_content_type(value: str) -> tuple[str, str | None]:
    """The media type, and the character encoding where it is one."""
    if not value:
        return "", None
    message = Message()
    message["Content-Type"] = value
    return message.get_content_type(), _text_encoding(message.get_content_charset())


def _text_encoding(name: str | None) -> str | None:
    """The encoding's name where Python knows it; it also knows some that make no text, such as zlib."""
    try:
        "x".encode(name or "")
    except (LookupError, ValueError):
        return None
    return name


@contextmanager
def _reported() -> Iterator[None]:
    """Errors of httpcore as ours."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise TimedOut(str(error)) from error
    except httpcore.NetworkError as error:
        raise Unreachable(str(error), why=wording.WEB["broken"]) from error
    except httpcore.ProtocolError as error:
        raise Unreachable(str(error), why=wording.WEB["not_http"]) from error
