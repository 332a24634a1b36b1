"""Dates and times as typed on the command line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot import wording
from bot.errors import UsageError

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""No article landed before; a year such as 25 is a slip, and time arithmetic near the year 1 overflows."""


def read_moment(text: str, option: str, timezone: ZoneInfo) -> datetime:
    """The moment, in UTC, that an ISO date (its midnight) or date and time stands for.

    One that names no timezone is in `timezone`. Raises UsageError naming the option.
    """
    try:
        typed = datetime.fromisoformat(text)
        moment = (typed if typed.tzinfo else typed.replace(tzinfo=timezone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(str(error), what=wording.not_a_moment(option, text)) from error
    if moment < EARLIEST:
        raise UsageError(what=wording.not_a_moment(option, text))
    return moment


def read_stretch(since: str, now: str, timezone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """What --since and --now say, each None where it is empty.

    Raises UsageError where one is no date, or the first is not before the second.
    """
    after = read_moment(since, "--since", timezone) if since else None
    until = read_moment(now, "--now", timezone) if now else None
    if after and until and after >= until:
        raise UsageError(what=wording.since_after_now(since, now))
    return after, until
