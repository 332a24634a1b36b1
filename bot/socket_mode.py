"""Slack's requests over Socket Mode: connections that the bot opens, so that no port has to be reachable."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import Malformed, SlackRefused
from bot.listeners import GRACE
from bot.services import Services
from bot.settings import Settings
from handlers.sending import UNREACHABLE, refusal, web_client
from handlers.shapes import check_shape

log = structlog.get_logger(__name__)

CONNECTIONS = 2
"""While one is replaced, or lost and not missed yet, Slack hands requests to the other. It takes ten of an app."""
PING = 2
"""Seconds between pings. A connection whose pings fail, or stay unanswered, for about five of them is replaced."""
FIRST_WAIT, LONGEST_WAIT = 1, 60
"""Seconds between attempts to connect at the start; each wait is twice the one before."""
WORKERS = 20
"""Requests that a connection hands to Bolt at once; each waits only for its acknowledgement."""


class SocketDoor:
    """The connections to Slack. Once open they are kept open: the SDK's client replaces one when Slack asks or it
    breaks.

    There is no port in this mode, so no /healthz and /readyz either: whoever runs it watches the process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connections: list[_Connection] = []

    def open(self, app: App, services: Services, on_end: Callable[[], None]) -> None:
        """Connect. Where Slack cannot be reached this goes on in the background until it can.

        Raises SlackRefused where Slack refuses SLACK_APP_TOKEN.
        """
        for _ in range(CONNECTIONS):
            connection = _Connection(app, self._settings)
            self._connections.append(connection)
            connection.open(on_end)

    def close(self) -> None:
        """Leave; requests that came in are acknowledged as far as Slack still listens."""
        leaving = [threading.Thread(target=one.close, name="close") for one in self._connections]
        self._connections = []
        for thread in leaving:
            thread.start()
        for thread in leaving:
            thread.join()


class _Connection:
    """One of them."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._settings = settings
        self._client = _Handler(app, settings).client
        self._closing = threading.Event()
        self._opener: threading.Thread | None = None

    def open(self, on_end: Callable[[], None]) -> None:
        if not self._connected():
            self._opener = threading.Thread(target=self._keep_trying, args=(on_end,), name="connect", daemon=True)
            self._opener.start()

    def close(self) -> None:
        self._closing.set()
        if self._opener:
            self._opener.join()
        _leave(self._client)

    def _connected(self) -> bool:
        try:
            self._client.connect()
        except SlackApiError as error:
            if (why := refusal(error)) is not None:
                raise SlackRefused(str(error), name="SLACK_APP_TOKEN", why=why) from error
            log.warning("slack is unwell", why=str(error.response.status_code))
        except (SlackClientError, *UNREACHABLE) as error:
            log.warning("slack cannot be reached", url=self._settings.slack_api_url, why=str(error))
        else:
            log.info("connected")
            return True
        # The address of a connection serves once: the next attempt has to ask for a new one.
        self._client.wss_uri = None
        return False

    def _keep_trying(self, on_end: Callable[[], None]) -> None:
        pause = FIRST_WAIT
        try:
            while not self._closing.wait(pause) and not self._connected():
                pause = min(2 * pause, LONGEST_WAIT)
        except SlackRefused as error:
            log.warning("stopping", why=str(error))
            on_end()


class _Handler(SocketModeHandler):
    """The one of Bolt, with a client that hangs up at once."""

    def __init__(self, app: App, settings: Settings) -> None:
        token = settings.slack_app_token
        self.app = app
        self.app_token = token.get_secret_value() if token else ""
        self.client = _Client(self.app_token, app.logger, web_client(settings), ping_interval=PING, concurrency=WORKERS)
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]  # as the SDK does

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as in Bolt
        try:
            check_shape(req.payload)
        except Malformed as error:
            log.warning("request not readable", why=str(error))
        else:
            super().handle(client, req)


class _Client(SocketModeClient):
    """The one of the SDK, which waits up to three seconds for word over an old connection before it closes it, and
    reads nothing from the new one meanwhile: longer than Slack waits for an acknowledgement."""

    def connect(self) -> None:
        super().connect()
        if session := self.current_session:
            vars(session)["close"] = partial(_hang_up, session)


def _hang_up(session: Connection) -> None:
    """Close a connection, also while another thread waits for word over it."""
    if session.sock:
        with suppress(OSError):  # it has ended by itself
            session.sock.shutdown(socket.SHUT_RDWR)
    session.disconnect()


def _leave(client: SocketModeClient) -> None:
    """Close the client, within GRACE seconds.

    The SDK waits without end for its receiving thread where that began in the same moment, and so missed
    that it was told to end: it is told again until it has heard.
    """
    leaving = threading.Thread(target=_close, args=(client,), name="leave", daemon=True)
    leaving.start()
    for _ in range(GRACE * 10):
        leaving.join(0.1)
        if not leaving.is_alive():
            return
        client.current_session_state.terminated = True
    log.warning("left without a goodbye")


def _close(client: SocketModeClient) -> None:
    # The SDK trips over a connection that ends by itself meanwhile; closing again goes on from there.
    with suppress(AttributeError):
        client.close()
        return
    client.close()
