"""The digest's clock: posts one digest a day to one channel. The only user of APScheduler."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.digest.digests import FIRST_REACH, Digests
from bot.digest.moments import last_period, next_moment
from bot.errors import DatelineError, DeliveryFailed
from bot.models import Digest
from bot.store import Store

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
"""How long to wait before each new attempt in a row; after the last, the next day's digest has it all."""

_JOB = "digest"

log = structlog.get_logger(__name__)


class _Daily(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler's own cron trigger skips the whole day where the clocks skip midnight, and fires twice in
    the hour that they repeat; this one follows `moments`, as `run_due` does."""

    def __init__(self, at: time, timezone: ZoneInfo) -> None:
        self._at = at
        self._timezone = timezone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return next_moment(previous_fire_time or now, self._at, self._timezone)


class DigestSchedule:
    """Posts to `channel`, every day at `at` in `timezone`, what landed since the last digest delivered there.

    A period is the local date of a scheduled moment. Whoever posts it claims it in the store first: there is
    at most one digest a period, also across a restart and across processes on one database. Nothing landed:
    nothing is posted, and the claim stands.

    A missed moment is made up for at the next start. However many were missed, one digest covers them all:
    each takes up where the last delivered one left off (`until` of one is `after` of the next), so that no
    article falls between two. The first digest of a channel reaches back FIRST_REACH. A channel that has had
    none yet has missed none on days gone by: its first comes at the next moment, or at once where today's is
    already past.

    `post` sends the digest and returns its message ts. It raises DeliveryFailed where Slack took nothing, for
    certain: the claim is then given back, and a running schedule tries again after BACK_OFF. It raises
    DeliveryUnsure where that is not known; any other error is taken to mean the same: the claim stands, and
    the period is not posted again. A process that dies between claim and record leaves the same behind. The
    next digest then has the articles: for the first time, or again if Slack had taken the lost message.
    """

    def __init__(
        self,
        digests: Digests,
        store: Store,
        post: Callable[[str, Digest], str],
        *,
        channel: str,
        at: time,
        timezone: ZoneInfo,
        clock: Callable[[], datetime],
        back_off: Sequence[timedelta] = BACK_OFF,
    ) -> None:
        self._digests = digests
        self._store = store
        self._post = post
        self._channel = channel
        self._at = at
        self._timezone = timezone
        self._clock = clock
        self._back_off = back_off
        self._failures = 0
        self._attempting = threading.Lock()
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Post in the background from now on, first of all what was missed. Returns at once."""
        scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
        scheduler.add_job(
            self._attempt,
            _Daily(self._at, self._timezone),
            id=_JOB,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            misfire_grace_time=None,  # by default a job that starts a second late is dropped
            max_instances=2,  # a moment that comes during an attempt waits, rather than being skipped
        )
        self._scheduler = scheduler
        scheduler.start()

    def stop(self) -> None:
        """Post nothing more; returns when a digest that is under way is through."""
        # Not while an attempt is under way: shutdown holds a lock that it needs to ask for another one.
        with self._attempting:
            scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown()

    def run_due(self) -> bool:
        """Post the digest of the last scheduled moment, unless that was done before; whether one was posted.

        Raises what `post` and the store raise; after DeliveryFailed it can be called again.
        """
        now = self._clock()
        period = last_period(now, self._at, self._timezone)
        if not self._has_begun(period, now) or not self._store.claim_digest(self._channel, period, now):
            return False
        delivered = self._store.delivered_until(self._channel)
        digest = self._digests.since(delivered or now - FIRST_REACH, now)
        return bool(digest.stories) and self._deliver(period, digest)

    def _has_begun(self, period: date, now: datetime) -> bool:
        today = now.astimezone(self._timezone).date()
        return period >= today or self._store.delivered_until(self._channel) is not None

    def _deliver(self, period: date, digest: Digest) -> bool:
        try:
            ts = self._post(self._channel, digest)
        except DeliveryFailed:
            self._store.release_digest(self._channel, period)
            raise
        self._store.record_digest(self._channel, period, until=digest.until, ts=ts)
        log.info("digest posted", channel=self._channel, period=str(period), stories=len(digest.stories))
        return True

    def _attempt(self) -> None:
        """One run, on the scheduler's thread. Another is always safe: the claim rules out a second post."""
        with self._attempting:
            if self._scheduler is None:
                return
            try:
                self.run_due()
                self._failures = 0
            except DatelineError as error:
                log.warning("digest not posted", channel=self._channel, error=str(error))
                self._try_again(self._scheduler)

    def _try_again(self, scheduler: BackgroundScheduler) -> None:
        if self._failures == len(self._back_off):
            self._failures = 0
            return
        now = datetime.now(UTC)
        later = min(now + self._back_off[self._failures], next_moment(now, self._at, self._timezone))
        self._failures += 1
        scheduler.modify_job(_JOB, next_run_time=later)
