from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.moments import last_period, moment_of, next_moment

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
]


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


def test_a_moment_belongs_to_its_own_date() -> None:
    due = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    utc = ZoneInfo("UTC")

    assert last_period(due, time(8, 30), utc) == date(2026, 3, 2)
    assert last_period(due - timedelta(microseconds=1), time(8, 30), utc) == date(2026, 3, 1)
    assert next_moment(due, time(8, 30), utc) == due + timedelta(days=1)
    assert next_moment(due - timedelta(microseconds=1), time(8, 30), utc) == due


@given(
    now=st.integers(0, 20 * 365 * 86400).map(lambda s: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
    at=st.times(),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_now_lies_between_the_last_moment_and_the_next(now: datetime, at: time, zone: ZoneInfo) -> None:
    last = moment_of(last_period(now, at, zone), at, zone)
    following = next_moment(now, at, zone)

    assert last <= now < following
    assert following - last <= timedelta(hours=49), "at most a day that the calendar skips lies between"
    assert last_period(following, at, zone) > last_period(now, at, zone)
