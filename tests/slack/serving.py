"""The stand-in's port: the Web API, response_urls, and what a test in another process wants."""

import json
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
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


def handler(workspace: Answering) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
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
