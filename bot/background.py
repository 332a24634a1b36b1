"""What runs beside the listeners: the watcher of the corpus, the digest's clock, and housekeeping."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

import structlog

from bot import wording
from bot.corpus import watch
from bot.digest import DigestSchedule
from bot.digest.channels import channels_of
from bot.digest.runs import Delivery, Runs
from bot.errors import CorpusMissing, DatelineError
from bot.services import Services

log = structlog.get_logger(__name__)

KNOWN = timedelta(days=30)
"""How long events, presses of a Share button, what threads are about and who asked what are known. Slack repeats an
event for some minutes."""
DAY = 24 * 60 * 60
LOOK_AGAIN = 5
"""Seconds between looks for a corpus folder that is not there."""
LOOK_THROUGH = 60
"""Seconds between looks through one that the system does not watch."""
LAST_REFRESH = 10
"""Seconds that articles being brought in have to finish in when the bot is stopped."""


@contextmanager
def background(services: Services, delivery: Delivery, stop: threading.Event) -> Iterator[None]:
    """The watcher of the corpus folder, and the digest's clock."""
    schedule = _schedule(services, delivery)
    watcher = threading.Thread(target=_look_after, args=(services, schedule, stop), name="watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join(LAST_REFRESH)
        schedule.stop()


def _look_after(services: Services, schedule: DigestSchedule, stop: threading.Event) -> None:
    """Follow the folder to the stop, also through times without it.

    The digests begin when what changed while no process ran is in: one that was missed meanwhile has it.
    """

    @cache  # once
    def begin_digests() -> None:
        if not stop.is_set():
            schedule.start()

    def bring_in() -> None:
        _refresh(services)
        begin_digests()

    while not stop.is_set():
        try:
            watch(services.corpus, bring_in, stop)
        except CorpusMissing as error:
            log.warning("articles not watched", why=wording.of_error(error))
            begin_digests()
            stop.wait(LOOK_AGAIN)
        except OSError as error:
            log.warning("articles looked through now and then, since they are not watched", why=str(error))
            bring_in()
            stop.wait(LOOK_THROUGH)


def _refresh(services: Services) -> None:
    """Bring in what changed. What fails now is tried again at the next change."""
    try:
        report = services.refresh()
    except DatelineError as error:
        log.warning("articles not brought in", why=wording.of_error(error))
        return
    except Exception:
        # Whatever it is: what is in can be asked, and the digests of it go on.
        log.exception("articles not brought in")
        return
    for refused in report.refused:
        log.warning("article refused", source=refused.source, why=refused.reason)
    log.info("articles brought in", **report.model_dump(exclude={"refused"}))


def _schedule(services: Services, delivery: Delivery) -> DigestSchedule:
    store, settings = services.store, services.settings
    runs = Runs(store, services.topics, delivery, _now)
    return DigestSchedule(runs, store, lambda: channels_of(store, settings), _now)


def _now() -> datetime:
    return datetime.now(UTC)


def keep_house(services: Services, stop: threading.Event) -> None:
    """Wait for the stop, and once a day forget what nobody will ask for again."""
    while True:
        try:
            services.store.forget_events(_now() - KNOWN)
            services.store.forget_threads(_now() - KNOWN)
            services.store.forget_asked(_now() - KNOWN)
            services.store.forget_checks(_now() - KNOWN)
        except DatelineError as error:
            log.warning("what is old was not removed", why=wording.of_error(error))
        if stop.wait(DAY):
            return
