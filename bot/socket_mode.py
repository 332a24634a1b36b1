"""Slack's requests over Socket Mode: a connection that the bot opens, so that no port has to be reachable."""

import threading
from collections.abc import Callable
from contextlib import suppress

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.errors import SlackRefused
from bot.listeners import GRACE
from bot.services import Services
from bot.settings import Settings
from handlers.sending import UNREACHABLE, refusal, web_client

log = structlog.get_logger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1, 60
"""Seconds between attempts to connect at the start; each wait is twice the one before."""
WORKERS = 40
"""Requests handed to Bolt at once; each waits only for its acknowledgement."""


class SocketDoor:
    """The connection to Slack. Once open it is kept open: the SDK's client replaces it when Slack asks or it
    breaks.

    There is no port in this mode, so no /healthz and /readyz either: whoever runs it watches the process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._handler: SocketModeHandler | None = None
        self._closing = threading.Event()
        self._opener: threading.Thread | None = None

    def open(self, app: App, services: Services, on_end: Callable[[], None]) -> None:
        """Connect. Where Slack cannot be reached this goes on in the background until it can.

        Raises SlackRefused where Slack refuses SLACK_APP_TOKEN.
        """
        token = self._settings.slack_app_token
        self._handler = SocketModeHandler(
            app,
            token.get_secret_value() if token else "",
            web_client=web_client(self._settings),
            concurrency=WORKERS,
        )
        if not self._connected(self._handler):
            self._opener = threading.Thread(
                target=self._keep_trying, args=(self._handler, on_end), name="connect", daemon=True
            )
            self._opener.start()

    def close(self) -> None:
        """Leave; requests that came in are acknowledged as far as Slack still listens."""
        self._closing.set()
        if self._opener:
            self._opener.join()
        handler, self._handler = self._handler, None
        if handler:
            _leave(handler.client)

    def _connected(self, handler: SocketModeHandler) -> bool:
        try:
            handler.client.connect()
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
        handler.client.wss_uri = None
        return False

    def _keep_trying(self, handler: SocketModeHandler, on_end: Callable[[], None]) -> None:
        pause = FIRST_WAIT
        try:
            while not self._closing.wait(pause) and not self._connected(handler):
                pause = min(2 * pause, LONGEST_WAIT)
        except SlackRefused as error:
            log.warning("stopping", why=str(error))
            on_end()


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
