"""A web site on loopback that answers as it is told to, under as many names as wanted."""

import ssl
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self


@dataclass
class Answer:
    """An answer as it goes over the wire. Content-Length is right unless `headers` say otherwise."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Asked(NamedTuple):
    """A request that came."""

    path: str
    headers: Message


Act = Callable[[BaseHTTPRequestHandler], None]
"""Writes an answer by hand."""


class Site:
    """Use as a context manager. `answers`: by path, or by host and path where hosts differ; the rest is 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer | Act] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._scheme = "https" if tls else "http"
        self._server = _Server(("127.0.0.1", 0), _handler(self, tls))

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        self.answers[path] = Answer(status=status, headers={"Location": to})

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, path: str, host: str) -> Answer | Act:
        return self.answers.get(f"{host}{path}") or self.answers.get(path) or Answer("nothing here", 404)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for them: no socket outlives its test

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what some tests are about."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _handler(site: Site, tls: ssl.SSLContext | None) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def setup(self) -> None:
            """The handshake is the thread's, not the one's that listens."""
            if tls:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.request.close()

        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, self.headers))
            answer = site.answer(self.path, self.headers.get("Host", "").partition(":")[0])
            self.close_connection = True
            with suppress(ConnectionError):  # the reader has heard enough
                _send(self, answer) if isinstance(answer, Answer) else answer(self)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    handler.send_response(answer.status)
    headers = {"Content-Type": "text/html", "Content-Length": str(len(body)), **answer.headers}
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
