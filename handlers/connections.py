"""Connections to Slack, kept open for a while: making one takes longer than what is asked over it."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from email.message import Message
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from io import BytesIO
from select import POLLIN, poll
from ssl import SSLContext, create_default_context
from threading import Lock
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

KEPT_FOR = 30
"""Seconds that a connection is kept for without being used: fewer than after which Slack would end it."""


@cache
def tls() -> SSLContext:
    """Which certificates are trusted. Made once: the SDK would read them anew for every request, which takes longer
    than the answer does."""
    return create_default_context()


class Reply(NamedTuple):
    """What came back for a request that was taken."""

    status: int
    headers: Message
    body: str


class Connections:
    """Sends requests as `urlopen` does, without redirects, over connections that are kept. For any number of threads;
    each connection serves one request at a time."""

    def __init__(self, kept_for: float = KEPT_FOR, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept_for = kept_for
        self._clock = clock
        self._lock = Lock()
        self._idle: defaultdict[tuple[str, str], deque[tuple[float, HTTPConnection]]] = defaultdict(deque)

    def send(self, request: Request, timeout: float) -> Reply:
        """The reply to a request. `timeout`: seconds that each of its steps may take.

        Raises HTTPError for a status other than 2xx; URLError where it could not be sent; OSError or HTTPException
        where it was, and no whole reply came.
        """
        place = (request.type, request.host)
        connection = self._taken(place) or _made(request)
        try:
            reply = _exchange(connection, request, timeout)
        except BaseException:
            connection.close()
            raise
        if connection.sock:  # else the other end wants no more of it
            self._give_back(place, connection)
        return reply

    def close(self) -> None:
        """Close those that no request is under way on."""
        with self._lock:
            unused = [connection for idle in self._idle.values() for _, connection in idle]
            self._idle.clear()
        for connection in unused:
            connection.close()

    def _taken(self, place: tuple[str, str]) -> HTTPConnection | None:
        """The one that was used last, of those that are still good."""
        while True:
            with self._lock:
                if not self._idle[place]:
                    return None
                since, connection = self._idle[place].pop()
            if self._clock() < since + self._kept_for and not _has_ended(connection):
                return connection
            connection.close()

    def _give_back(self, place: tuple[str, str], connection: HTTPConnection) -> None:
        """To be taken again; and close what was not for long, whatever place it leads to."""
        now = self._clock()
        old = []
        with self._lock:
            self._idle[place].append((now, connection))
            for idle in self._idle.values():
                while idle and idle[0][0] + self._kept_for <= now:
                    old.append(idle.popleft())
        for _, unused in old:
            unused.close()


KEPT = Connections()
"""Those of this process."""


class Client(WebClient):
    """The one of the SDK, which makes a connection for each request, over those that are kept."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if self.proxy is not None:
            return super()._perform_urllib_http_request_internal(url, req)
        return KEPT.send(req, self.timeout)._asdict()

    @classmethod
    def like(cls, client: WebClient) -> "Client":
        """One that says the same as another, which may be any of the SDK's."""
        made = cls(
            client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            retry_handlers=client.retry_handlers,
        )
        made.default_params = client.default_params
        return made


class ResponseClient(WebhookClient):
    """The same for a response_url."""

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        if self.proxy is not None:
            answer: WebhookResponse = super()._perform_http_request_internal(url, req)
            return answer
        reply = KEPT.send(req, self.timeout)
        return WebhookResponse(url=url, status_code=reply.status, body=reply.body, headers=dict(reply.headers))


def register(app: App) -> None:
    """Have listeners use such a client in the place of the one that Bolt makes for each request. To be called before
    the surfaces are registered."""

    def keep(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        context["client"] = Client.like(context.client)
        return next()

    app.use(keep)


def _made(request: Request) -> HTTPConnection:
    """Not connected yet."""
    if request.type == "https":
        return HTTPSConnection(request.host, context=tls())
    return HTTPConnection(request.host)


def _has_ended(connection: HTTPConnection) -> bool:
    """There is something to read where nothing was asked: the other end has left."""
    waiting = poll()
    waiting.register(connection.sock, POLLIN)
    return bool(waiting.poll(0))


def _exchange(connection: HTTPConnection, request: Request, timeout: float) -> Reply:
    connection.timeout = timeout
    if connection.sock:
        connection.sock.settimeout(timeout)
    try:
        connection.request(request.get_method(), request.selector, request.data, dict(request.header_items()))
    except OSError as error:
        raise URLError(error) from error
    with connection.getresponse() as response:  # the last of a connection has its socket
        content = response.read()
    if not 200 <= response.status < 300:
        raise HTTPError(request.full_url, response.status, response.reason, response.headers, BytesIO(content))
    return Reply(response.status, response.headers, content.decode(response.headers.get_content_charset() or "utf-8"))
