"""When a digest is due. A period is a local date; its moment is `at` on that date, in UTC. Pure.

Where the clocks skip that hour, the moment comes as much later as they skip; where they repeat it, the first
one counts. So every date has exactly one moment, and later dates never have earlier ones.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


def moment_of(period: date, at: time, timezone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the digest of that date is due."""
    return datetime.combine(period, at.replace(tzinfo=None, fold=0), timezone).astimezone(UTC)


def last_period(now: datetime, at: time, timezone: ZoneInfo) -> date:
    """The newest date whose moment is at or before now."""
    period = now.astimezone(timezone).date() + _DAY
    while moment_of(period, at, timezone) > now:
        period -= _DAY
    return period


def next_moment(after: datetime, at: time, timezone: ZoneInfo) -> datetime:
    """The first moment later than `after`."""
    period = last_period(after, at, timezone) + _DAY
    return moment_of(period, at, timezone)
