from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.moments import LATE, due_period, moment_of, next_moment

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
]
UTC_ZONE = ZoneInfo("UTC")
HALF_PAST_EIGHT = time(8, 30)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("zone", "period", "at", "due"),
    [
        ("Europe/Berlin", date(2026, 1, 15), time(8, 30), "2026-01-15 07:30"),
        ("Europe/Berlin", date(2026, 7, 15), time(8, 30), "2026-07-15 06:30"),
        # Clocks skip the hour: as much later.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29 01:30"),
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08 07:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03 15:45"),
        ("America/Santiago", date(2026, 9, 6), time(0, 0), "2026-09-06 04:00"),
        # Clocks repeat the hour: the first.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25 00:30"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01 05:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04 14:45"),
    ],
)
def test_a_date_has_one_moment(zone: str, period: date, at: time, due: str) -> None:
    assert moment_of(period, at, ZoneInfo(zone)) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_digest_is_due_from_its_moment_to_the_end_of_its_day() -> None:
    moment = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)

    assert due_period(moment - TICK, HALF_PAST_EIGHT, UTC_ZONE) is None
    assert due_period(moment, HALF_PAST_EIGHT, UTC_ZONE) == date(2026, 3, 2)
    assert due_period(datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC), HALF_PAST_EIGHT, UTC_ZONE) == date(2026, 3, 2)
    assert due_period(datetime(2026, 3, 3, tzinfo=UTC), HALF_PAST_EIGHT, UTC_ZONE) is None


def test_one_late_in_the_evening_is_due_for_an_hour_across_midnight() -> None:
    moment = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)

    assert due_period(moment + LATE - TICK, time(23, 59), UTC_ZONE) == date(2026, 3, 2)
    assert due_period(moment + LATE, time(23, 59), UTC_ZONE) is None


def test_only_its_weekdays_have_a_digest() -> None:
    friday, saturday, monday = (datetime(2026, 3, day, 8, 30, tzinfo=UTC) for day in (6, 7, 9))
    workdays = (0, 1, 2, 3, 4)

    assert due_period(friday, HALF_PAST_EIGHT, UTC_ZONE, workdays) == friday.date()
    assert due_period(saturday, HALF_PAST_EIGHT, UTC_ZONE, workdays) is None
    assert next_moment(friday, HALF_PAST_EIGHT, UTC_ZONE, workdays) == monday
    assert next_moment(friday - TICK, HALF_PAST_EIGHT, UTC_ZONE, workdays) == friday
    assert next_moment(friday, HALF_PAST_EIGHT, UTC_ZONE, (4,)) == friday + timedelta(days=7)


@given(
    now=st.integers(0, 20 * 365 * 86400).map(lambda s: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
    at=st.times(),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_next_moment_is_the_first_at_which_its_date_is_due(
    now: datetime, at: time, zone: ZoneInfo, weekdays: frozenset[int]
) -> None:
    following = next_moment(now, at, zone, weekdays)
    period = due_period(following, at, zone, weekdays)

    assert now < following <= now + timedelta(days=9)
    assert period is not None
    assert period.weekday() in weekdays
    assert moment_of(period, at, zone) == following
    assert due_period(following - TICK, at, zone, weekdays) != period, "not before its moment"
