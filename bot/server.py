"""Slack's requests over HTTP: POST /slack/events, and GET /healthz and /readyz for whoever runs the bot."""

import socket
import threading
from collections.abc import Callable

import structlog
import uvicorn
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.error import BoltError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot import wording
from bot.errors import DatelineError, Malformed, PortInUse
from bot.listeners import GRACE
from bot.services import Services
from handlers.shapes import check_shape

log = structlog.get_logger(__name__)

MOST_BYTES = 1_000_000
"""More than Slack ever sends in one request."""


def http_app(app: App, services: Services) -> Starlette:
    """The web application. Slack's requests are handled on threads, so that none waits for another."""

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        return await run_in_threadpool(_dispatch, app, request, body)

    async def ready(request: Request) -> Response:
        return await run_in_threadpool(_ready, services)

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", _alive, methods=["GET"]),
            Route("/readyz", ready, methods=["GET"]),
        ]
    )


class HttpDoor:
    """The port that Slack's requests come in at. Raises PortInUse at once, before anything else is set up."""

    def __init__(self, port: int) -> None:
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def open(self, app: App, services: Services, on_end: Callable[[], None]) -> None:
        """Take requests from now on. `on_end` is called when that ends, for whatever reason."""
        config = uvicorn.Config(
            http_app(app, services),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, args=(self._server, on_end), name="http")
        self._thread.start()
        log.info("listening", port=self.port)

    def close(self) -> None:
        """Take no more requests; returns when those under way are answered."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        self._socket.close()

    def _run(self, server: uvicorn.Server, on_end: Callable[[], None]) -> None:
        try:
            server.run(sockets=[self._socket])
        finally:
            on_end()


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("0.0.0.0", port))  # noqa: S104  # a web process is there to be reached
        # Without this a second one may bind too, and only learn of the first when it begins to listen.
        listening.listen()
    except OSError as error:
        listening.close()
        raise PortInUse(str(error), port=port) from error
    return listening


async def _body(request: Request) -> bytes | None:
    """The request's body, or None where it is larger than MOST_BYTES, which is then not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _dispatch(app: App, request: Request, body: bytes) -> Response:
    """Bolt's answer. A body that is no payload of Slack's is refused before Bolt sees it."""
    try:
        bolt_request = BoltRequest(
            body=body.decode("utf-8"), query=dict(request.query_params), headers=dict(request.headers)
        )
        check_shape(bolt_request.body)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, BoltError, Malformed) as error:
        log.warning("request not readable", why=str(error) if isinstance(error, Malformed) else type(error).__name__)
        return PlainTextResponse("not readable", status_code=400)
    return _response(app.dispatch(bolt_request))


def _response(answer: BoltResponse) -> Response:
    return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())


async def _alive(request: Request) -> Response:
    return PlainTextResponse("alive")


def _ready(services: Services) -> Response:
    try:
        services.store.ping()
    except DatelineError as error:
        log.warning("not ready", why=wording.of_error(error))
        return JSONResponse({"ready": False, "why": error.key}, status_code=503)
    return JSONResponse({"ready": True})
