"""When a digest is due. A period is a local date; its moment is `at` on that date, in UTC. Pure.

Where the clocks skip that hour, the moment comes as much later as they skip; where they repeat it, the first
one counts. So every date has exactly one moment, and later dates never have earlier ones.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.store import EVERY_DAY

LATE = timedelta(hours=1)
"""How long a digest is due at least: one of late in the evening would else be missed at midnight."""

_DAY = timedelta(days=1)


def moment_of(period: date, at: time, timezone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the digest of that date is due."""
    return datetime.combine(period, at.replace(tzinfo=None, fold=0), timezone).astimezone(UTC)


def due_period(now: datetime, at: time, timezone: ZoneInfo, weekdays: Collection[int] = EVERY_DAY) -> date | None:
    """The date whose digest is due now: from its moment to the end of that day, and for LATE at least.

    None where today's has not come yet, or is on no weekday that has one (0 is Monday). Of two, the later one.
    """
    today = now.astimezone(timezone).date()
    for period in (today, today - _DAY):
        moment = moment_of(period, at, timezone)
        is_its_day = period == today or now < moment + LATE
        if moment <= now and is_its_day and period.weekday() in weekdays:
            return period
    return None


def next_moment(after: datetime, at: time, timezone: ZoneInfo, weekdays: Collection[int] = EVERY_DAY) -> datetime:
    """The first moment later than `after`, on one of those weekdays, of which there is at least one."""
    period = after.astimezone(timezone).date() - _DAY
    while period.weekday() not in weekdays or moment_of(period, at, timezone) <= after:
        period += _DAY
    return moment_of(period, at, timezone)
