"""The digest's clock: sees to it that every channel gets its digest. The only user of APScheduler."""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot import wording
from bot.digest.channels import due, is_new, next_of
from bot.digest.runs import Runs
from bot.errors import DatelineError
from bot.store import DigestChannel, Store

POLL = timedelta(minutes=1)
"""How often the channels are looked through: a change that another process made is followed within that time."""
AT_ONCE = 4
"""Channels that are posted to at the same time."""

log = structlog.get_logger(__name__)


class _Task(NamedTuple):
    channel: str
    period: date
    one: DigestChannel | None


class DigestSchedule:
    """Posts to each channel, on its days at its time, what landed since the last digest there.

    A period is the local date of a scheduled moment. There is exactly one digest a channel and period, also across a
    restart and across processes on one database: see `runs`. Nothing landed: nothing is posted, or where the channel
    wants that, a line that says so.

    A missed moment is made up for on the same day, and never on a later one. However many were missed, one digest
    covers them all: each takes up where the last one left off (`until` of one is `after` of the next), so that no
    article falls between two. What Slack refuses is tried again after BACK_OFF, to the end of the day.

    `channels` gives them as they are now; it is asked every POLL.
    """

    def __init__(
        self,
        runs: Runs,
        store: Store,
        channels: Callable[[], Sequence[DigestChannel]],
        clock: Callable[[], datetime],
    ) -> None:
        self._runs = runs
        self._store = store
        self._channels = channels
        self._clock = clock
        self._waking = threading.Lock()
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Post in the background from now on, first of all what was missed. Returns at once."""
        executors = {"default": ThreadPoolExecutor(1), "posts": ThreadPoolExecutor(AT_ONCE)}
        # By default a job that starts a second late is dropped.
        scheduler = BackgroundScheduler(timezone=UTC, executors=executors, job_defaults={"misfire_grace_time": None})
        self._scheduler = scheduler
        now = datetime.now(UTC)
        scheduler.add_job(self._wake, "interval", seconds=POLL.total_seconds(), next_run_time=now, coalesce=True)
        scheduler.start()

    def stop(self) -> None:
        """Post nothing more; returns when the digests that are under way are through."""
        # Not while jobs are being added: shutdown holds a lock that this needs.
        with self._waking:
            scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown()

    def run_due(self) -> int:
        """Carry out everything that is due now, one after the other; how many digests were posted.

        Raises what `Runs.carry_out` does.
        """
        return sum([self._runs.carry_out(*task) for task in self._due(self._channels(), self._clock())])

    def _due(self, channels: Sequence[DigestChannel], now: datetime) -> Iterator[_Task]:
        """The runs to begin, and those that were left half done or refused."""
        known = {one.channel: one for one in channels}
        for channel, period in self._store.open_digest_runs(now):
            yield _Task(channel, period, known.get(channel))
        dues = ((one, due(one, now)) for one in channels)
        new = [_Task(one.channel, today, one) for one, today in dues if today and not is_new(one, today)]
        begun = self._store.begun_digest_runs(min(task.period for task in new)) if new else set()
        yield from (task for task in new if (task.channel, task.period) not in begun)

    def _wake(self) -> None:
        """Have everything carried out that is due; and wake again at the next moment, where that comes before POLL."""
        with self._waking:
            if self._scheduler is None:
                return
            now = self._clock()
            try:
                channels = self._channels()
                tasks = list(self._due(channels, now))
            except DatelineError as error:
                log.warning("digests not looked after", why=wording.of_error(error))
                return
            # A job each: one that breaks, or waits for Slack, holds up no other.
            for task in tasks:
                name = f"{task.channel} {task.period}"
                self._scheduler.add_job(self._carry_out, args=task, id=name, replace_existing=True, executor="posts")
            moments = [moment for one in channels if (moment := next_of(one, now))]
            if moments and (wait := min(moments) - now) < POLL:
                at = datetime.now(UTC) + wait
                self._scheduler.add_job(self._wake, "date", run_date=at, id="moment", replace_existing=True)

    def _carry_out(self, channel: str, period: date, one: DigestChannel | None) -> None:
        """One run, on a thread of its own. Another is always safe: see `runs`."""
        try:
            self._runs.carry_out(channel, period, one)
            run = self._store.digest_run(channel, period)
        except DatelineError as error:
            log.warning("digest not posted", channel=channel, period=str(period), why=wording.of_error(error))
            return
        log.info("digest", channel=channel, period=str(period), state=run and str(run.state), ts=run and run.ts)
