"""The composition root: Settings become services, a Bolt app, and a running bot."""

import logging
import os
import secrets
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from typing import Literal, Protocol

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import wording
from bot.digest.channels import channels_of
from bot.digest.runs import Delivery
from bot.errors import DatelineError, SetupError, SlackRefused
from bot.listeners import GRACE, Listeners
from bot.logs import write_logs
from bot.services import Services, open_services
from bot.settings import Settings
from bot.watches import checks
from handlers import (
    acknowledging,
    actions,
    channel_settings,
    claims,
    commands,
    connections,
    digest,
    direct,
    errors,
    feedback,
    home,
    mentions,
    passages,
    setup,
    stories,
    unfurls,
    watches,
)
from handlers.blocks.notice import notice
from handlers.delivery import DigestDelivery, WatchDelivery
from handlers.sending import UNREACHABLE, post_once, refusal, retry_handlers, web_client

log = structlog.get_logger(__name__)

SURFACES = (
    digest,
    channel_settings,
    home,
    mentions,
    direct,
    unfurls,
    stories,
    watches,
    claims,
    passages,
    feedback,
    actions,
    commands,
    errors,
)
"""In this order: of two listeners Bolt takes the first; `commands` takes any command, and `actions` any button."""
STOPPING = {signal.SIGTERM, signal.SIGINT}
NEEDED = {
    "http": ("slack_bot_token", "slack_signing_secret"),
    "socket": ("slack_bot_token", "slack_app_token"),
}

Mode = Literal["http", "socket"]
Authorize = Callable[..., AuthorizeResult]


class Door(Protocol):
    """Where Slack's requests come in."""

    def open(self, app: App, services: Services, on_end: Callable[[], None]) -> None:
        """Take requests from now on; `on_end` is called should that end by itself."""

    def close(self) -> None:
        """Take no more. May be called twice."""


def build_app(
    services: Services,
    *,
    client: WebClient,
    signing_secret: str | None,
    authorize: Authorize | None = None,
    executor: Executor | None = None,
) -> App:
    """The Bolt app with every handler and the one error boundary. Nothing is sent by building it.

    `client` gives the token, the API base and the retries. Without a signing secret every HTTP request is
    refused, which is right for Socket Mode. `authorize` says who the bot is; by default Slack is asked, at
    the first request. `executor` runs the listeners; Bolt's own has five threads.
    """
    app = App(
        name="dateline",
        client=_without_token(client),
        # Bolt would take an empty secret, and with it what anybody can sign.
        signing_secret=signing_secret or secrets.token_hex(),
        authorize=authorize or ask_slack_once(client),
        listener_executor=executor,
    )
    acknowledging.register(app)
    connections.register(app)
    for surface in SURFACES:
        surface.register(app, services)
    acknowledging.at_once(app)
    # This form acknowledges by itself: what is wrong in it stands in the acknowledgement.
    setup.register(app, services)
    return app


def ask_slack_once(client: WebClient) -> Authorize:
    """Who the bot is, from Slack's auth.test, kept once known: later requests wait for nothing.

    What it returns raises SlackApiError where the token is refused, OSError where Slack cannot be reached.
    """
    known: list[AuthorizeResult] = []
    asking = threading.Lock()

    def identity() -> AuthorizeResult:
        with asking:
            if not known:
                said = client.auth_test()
                known.append(AuthorizeResult.from_auth_test_response(auth_test_response=said, bot_token=client.token))
        return known[0]

    return identity


def digest_delivery(settings: Settings) -> Delivery:
    """The digests' way to Slack."""
    return DigestDelivery(web_client(settings))


def watch_delivery(settings: Settings) -> checks.Delivery:
    """The watches' way to Slack."""
    return WatchDelivery(web_client(settings), settings.dateline_timezone)


def feed_teller(services: Services) -> Callable[[str], None]:
    """What says a sentence in every channel that gets a digest. One that cannot be told keeps no other from it."""
    client = web_client(services.settings)

    def tell(sentence: str) -> None:
        for one in channels_of(services.store, services.settings):
            try:
                post_once(client, one.channel, notice(sentence))
            except DatelineError as error:
                log.warning("channel not told", channel=one.channel, why=wording.of_error(error))

    return tell


def serve(settings: Settings, mode: Mode | None) -> None:
    """Run the bot until SIGTERM or SIGINT, then let what is under way finish, within GRACE seconds.

    `mode` is None for what the tokens tell: Socket Mode where SLACK_APP_TOKEN is set, else HTTP.
    Raises SetupError and what is below it: a token missing or refused, the port taken, no corpus, no
    database.
    """
    write_logs(settings.log_level)
    stop = threading.Event()
    _heed_signals(stop)
    if not run(settings, mode, stop):
        log.warning("stopped with listeners still waiting for Slack")
        logging.shutdown()
        # Python would wait for their threads without end; Slack has had its time.
        os._exit(0)


def _heed_signals(stop: threading.Event) -> None:
    """Set `stop` at SIGTERM or SIGINT. To be called before any other thread is started.

    A thread waits for them, and no other is disturbed. A handler would run in the main thread alone, which
    does not wake up where the signal went to another one, and may hold the very lock that `set` needs.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)

    def wait() -> None:
        signal.sigwait(STOPPING)
        stop.set()

    threading.Thread(target=wait, name="signals", daemon=True).start()


def run(settings: Settings, mode: Mode | None, stop: threading.Event) -> bool:
    """Run the bot until `stop` is set; whether every listener under way then finished in time.

    What is started last is stopped first: requests, then listeners, then the background, then the store.
    """
    # The console is built on this module, and does without the web server, the scheduler and the watcher.
    from bot.background import background, keep_house
    from bot.feed_polling import polling
    from bot.watch_clock import watching

    mode = mode or ("socket" if settings.slack_app_token else "http")
    _check_set(settings, mode)
    listeners = Listeners()
    finished: list[bool] = []
    with ExitStack() as stack:
        stack.callback(connections.KEPT.close)
        door = _door(settings, mode)
        stack.callback(door.close)  # for a start that fails: the port is then free again
        authorize = _known_bot(settings)
        services = open_services(settings)
        stack.callback(services.close)
        services.prepare()
        stack.enter_context(background(services, digest_delivery(settings), stop))
        stack.enter_context(polling(services, feed_teller(services), stop))
        stack.enter_context(watching(services, watch_delivery(settings), stop))
        stack.callback(lambda: finished.append(listeners.finish(GRACE)))
        secret = settings.slack_signing_secret
        app = build_app(
            services,
            client=web_client(settings),
            signing_secret=secret.get_secret_value() if secret else None,
            authorize=authorize,
            executor=listeners,
        )
        stack.callback(door.close)
        door.open(app, services, stop.set)
        keep_house(services, stop)
    return all(finished)


def _door(settings: Settings, mode: Mode) -> Door:
    """Only the one that is used is imported. Raises PortInUse."""
    if mode == "socket":
        from bot.socket_mode import SocketDoor

        return SocketDoor(settings)
    from bot.server import HttpDoor

    return HttpDoor(settings.port)


def _check_set(settings: Settings, mode: str) -> None:
    missing = [name.upper() for name in NEEDED[mode] if getattr(settings, name) is None]
    if missing:
        raise SetupError(what=wording.tokens_missing(mode, missing))


def _known_bot(settings: Settings) -> Authorize:
    """Who the bot is, asked for now so that no request has to wait for it.

    Raises SlackRefused where Slack refuses the token. Where Slack cannot be reached the bot starts all the
    same, and asks at the first request: that one comes from Slack, so Slack is there again.
    """
    identity = ask_slack_once(web_client(settings))
    try:
        identity()
    except SlackApiError as error:
        if (why := refusal(error)) is not None:
            raise SlackRefused(str(error), name="SLACK_BOT_TOKEN", why=why) from error
        log.warning("slack is unwell", why=str(error.response.status_code))
    except UNREACHABLE as error:
        log.warning("slack cannot be reached", url=settings.slack_api_url, why=str(error))
    return identity


def _without_token(client: WebClient) -> WebClient:
    """Bolt warns of a token next to an `authorize`, which has the last word on it."""
    return WebClient(
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
        retry_handlers=client.retry_handlers or retry_handlers(),
    )
