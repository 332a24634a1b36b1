"""The running bot: checks, start, and a stop that loses nothing."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot import wording
from bot.app import Authorize, ask_slack_once, build_app, digest_sender
from bot.corpus import watch
from bot.digest import Digests, DigestSchedule
from bot.errors import DatelineError, SetupError, SlackRefused
from bot.logs import write_logs
from bot.server import GRACE, HttpDoor
from bot.services import Services, open_services
from bot.settings import Settings
from bot.socket_mode import SocketDoor
from handlers.sending import refusal, web_client

log = structlog.get_logger(__name__)

LISTENERS = 100
"""Threads for listeners. With Bolt's five, a few that wait for Slack would keep the next from answering in
time."""
KEPT = timedelta(days=30)
"""How long answers can be shared and unfolded, and events are known as seen."""
DAY = 24 * 60 * 60
NEEDED = {
    "http": ("slack_bot_token", "slack_signing_secret"),
    "socket": ("slack_bot_token", "slack_app_token"),
}


class Door(Protocol):
    """Where Slack's requests come in."""

    def open(self, app: App, services: Services, on_end: Callable[[], None]) -> None: ...
    def close(self) -> None: ...


class Listeners(ThreadPoolExecutor):
    """The threads that listeners run on, which can be waited for, but not for ever."""

    def __init__(self) -> None:
        super().__init__(LISTENERS, thread_name_prefix="listener")
        self._running: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def finish(self, seconds: float) -> bool:
        """Start nothing more and wait for what runs; whether all of it was through in time."""
        self.shutdown(wait=False)
        return not wait(set(self._running), timeout=seconds).not_done


def serve(settings: Settings, mode: str | None) -> None:
    """Run the bot until SIGTERM or SIGINT, then let what is under way finish, within GRACE seconds.

    `mode` is "http", "socket", or None for what the tokens tell: Socket Mode where SLACK_APP_TOKEN is set.
    Raises SetupError and what is below it: a token missing or refused, the port taken, no corpus, no
    database.
    """
    write_logs(settings.log_level)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if not run(settings, mode, stop):
        log.warning("stopped with listeners still waiting for Slack")
        logging.shutdown()
        # Python would wait for their threads without end; Slack has had its time.
        os._exit(0)


def run(settings: Settings, mode: str | None, stop: threading.Event) -> bool:
    """Run the bot until `stop` is set; whether every listener under way then finished in time."""
    mode = mode or ("socket" if settings.slack_app_token else "http")
    _check_set(settings, mode)
    listeners = Listeners()
    finished: list[bool] = []
    with ExitStack() as stack:
        door: Door = SocketDoor(settings) if mode == "socket" else HttpDoor(settings.port)
        stack.callback(door.close)  # for a start that fails: the port is then free again
        authorize = _known_bot(settings)
        services = open_services(settings)
        stack.callback(services.close)
        services.refresh()
        stack.enter_context(_background(services, stop))
        stack.callback(lambda: finished.append(listeners.finish(GRACE)))
        secret = settings.slack_signing_secret
        app = build_app(
            services,
            client=web_client(settings),
            signing_secret=secret.get_secret_value() if secret else None,
            authorize=authorize,
            executor=listeners,
        )
        stack.callback(door.close)  # first of all when the bot is stopped
        door.open(app, services, stop.set)
        _keep_house(services, stop)
    return all(finished)


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
    except OSError as error:
        log.warning("slack cannot be reached", url=settings.slack_api_url, why=str(error))
    return identity


@contextmanager
def _background(services: Services, stop: threading.Event) -> Iterator[None]:
    """The watcher of the corpus folder, and the digest's clock where a channel is set."""
    watcher = threading.Thread(target=_follow, args=(services, stop), name="watcher", daemon=True)
    schedule = _digest_schedule(services)
    watcher.start()
    if schedule:
        schedule.start()
    try:
        yield
    finally:
        stop.set()
        if schedule:
            schedule.stop()
        watcher.join(GRACE)


def _follow(services: Services, stop: threading.Event) -> None:
    watch(services.corpus, lambda: _refresh(services), stop)


def _refresh(services: Services) -> None:
    """Bring in what changed. What fails now is tried again at the next change."""
    try:
        report = services.refresh()
    except DatelineError as error:
        log.warning("articles not brought in", why=wording.of_error(error))
        return
    for refused in report.refused:
        log.warning("article refused", source=refused.source, why=refused.reason)
    log.info("articles brought in", **report.model_dump(exclude={"refused"}))


def _digest_schedule(services: Services) -> DigestSchedule | None:
    settings = services.settings
    if settings.dateline_digest_channel is None:
        return None
    return DigestSchedule(
        Digests(services.store),
        services.store,
        digest_sender(settings),
        channel=settings.dateline_digest_channel,
        at=settings.dateline_digest_at,
        timezone=settings.dateline_timezone,
        clock=lambda: datetime.now(UTC),
    )


def _keep_house(services: Services, stop: threading.Event) -> None:
    """Wait for the stop, and once a day forget what nobody will ask for again."""
    while True:
        try:
            services.store.forget(datetime.now(UTC) - KEPT)
        except DatelineError as error:
            log.warning("old answers not removed", why=wording.of_error(error))
        if stop.wait(DAY):
            return
