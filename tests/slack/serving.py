"""The stand-in's port: the Web API, response_urls, and what a test in another process wants."""

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl

DROP = "drop"
"""A failure: the connection ends without an answer."""


class Afterwards(NamedTuple):
    """A failure that comes when the call has had its effect."""

    failure: Any


class Answering(Protocol):
    """What requests are handed to: each gives the status and the body of the answer, or DROP."""

    retry_after: int
    now: float

    def answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any: ...
    def answer_response(self, name: str, body: dict[str, Any]) -> Any: ...
    def obey(self, told: dict[str, Any]) -> Any: ...
    def scopes(self, token: str) -> str: ...


class Server(ThreadingHTTPServer):
    """Keeps connections open, as Slack does, until it is closed. `connections`: how many were made in all."""

    request_queue_size = 100

    def __init__(self, workspace: Answering) -> None:
        super().__init__(("127.0.0.1", 0), handler(workspace))
        self.connections = 0
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        self.hang_up()

    @property
    def open_connections(self) -> int:
        return len(self._open)

    def hang_up(self) -> None:
        """End every connection that is open."""
        for request in self._open.copy():
            with suppress(OSError):  # it has just ended by itself
                request.shutdown(socket.SHUT_RDWR)


def handler(workspace: Answering) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # headers and body are sent one after the other
        token = ""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            _, kind, name = self.path.split("/", 2)
            if kind == "control":
                answer = workspace.obey(json.loads(body))
            elif kind == "response":
                answer = workspace.answer_response(name, json.loads(body))
            else:
                answer = self._answer_api(name, body)
            if answer == DROP:
                self.close_connection = True
                return
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have been killed
                self._answer(*answer)

        def _answer_api(self, method: str, body: bytes) -> Any:
            as_json = (self.headers.get("Content-Type") or "").startswith("application/json")
            form = json.loads(body or b"{}") if as_json else dict(parse_qsl(body.decode(), keep_blank_values=True))
            self.token = self.headers.get("Authorization", "").removeprefix("Bearer ") or form.get("token", "")
            return workspace.answer_api(method, form, self.token)

        def _answer(self, status: int, body: str | Mapping[str, Any]) -> None:
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", str(workspace.retry_after))
            if scopes := workspace.scopes(self.token):
                self.send_header("x-oauth-scopes", scopes)
            self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def date_time_string(self, timestamp: float | None = None) -> str:
            """Of the header Date: the time on Slack's clock."""
            return super().date_time_string(workspace.now if timestamp is None else timestamp)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler
