"""What the head of an answer means: statuses that bring nothing, and for how long a page is fresh."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot import wording
from bot.errors import AccessDenied, AskedToWait, OddStatus, PageGone, PageMissing, ServerFailed, WebError

_BRINGS_PAGE = (200, 203)
_NEEDS_LEAVE = (401, 402, 403, 407, 451)
_TOO_MANY, _UNAVAILABLE = 429, 503
_PASSING = (408, 425)
_FIRST_FAILURE = 500
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_DAY = 24 * 60 * 60


def check_status(status: int, retry_after: str | None) -> None:
    """Raise what a status other than success means: a WebError."""
    if status not in _BRINGS_PAGE:
        raise _failure(status, read_retry_after(retry_after, datetime.now(UTC)))


def _failure(status: int, wait: float | None) -> WebError:
    if status == 404:
        return PageMissing()
    if status == 410:
        return PageGone()
    if status in _NEEDS_LEAVE:
        return AccessDenied(status=status)
    if status == _TOO_MANY or (status == _UNAVAILABLE and wait is not None):
        return AskedToWait(retry_after=wait, status=status, when=wording.when(wait))
    if status >= _FIRST_FAILURE or status in _PASSING:
        return ServerFailed(status=status)
    return OddStatus(status=status)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks to wait, from 0 to a day; None where it says nothing that is known.

    It holds seconds, or the moment (RFC 9110, 10.2.3).
    """
    value = (value or "").strip()
    if value.isdecimal() and value.isascii():
        return float(min(int(value[:9]), _DAY))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return min(max((moment - now).total_seconds(), 0.0), float(_DAY))


def read_max_age(cache_control: str) -> int:
    """The seconds for which an answer stays fresh, by its Cache-Control header; 0 where it does not say."""
    match = _MAX_AGE.search(cache_control)
    return int(match[1]) if match else 0
