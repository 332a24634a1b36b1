"""One attempt at a time, with a clock that is moved by hand; on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.errors import DeliveryFailed, DeliveryUnsure

Desk = Any  # conftest's, which cannot be imported here
REFUSED = DeliveryFailed(channel="C1", why="not_in_channel")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def run_at(desk: Desk, moment: datetime, **schedule: Any) -> bool:
    """What a process does that is started at that moment."""
    desk.clock.now = moment
    posted: bool = desk.schedule(**schedule).run_due()
    return posted


def test_a_digest_has_what_landed_since_the_last_delivered_one(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert run_at(desk, at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))
    desk.land("Corda", at(3, 8))
    assert run_at(desk, at(3, 8, 30))

    assert desk.channel.headlines == [["Arden"], ["Corda", "Brill"]]
    first, second = desk.channel.posts
    assert first.until == second.since


def test_at_most_one_a_period_also_across_a_restart(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert run_at(desk, at(2, 8, 30))
    desk.land("Brill", at(2, 9))

    assert not run_at(desk, at(2, 9, 5))
    assert not run_at(desk, at(2, 23, 59), store=desk.open_store())
    assert desk.channel.headlines == [["Arden"]]


def test_two_processes_on_one_store_post_once(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.clock.now = at(2, 8, 30)
    schedules = [desk.schedule(store=desk.open_store()) for _ in range(4)]
    together = threading.Barrier(len(schedules))

    def run(schedule: Any) -> bool:
        together.wait(timeout=30)
        posted: bool = schedule.run_due()
        return posted

    with ThreadPoolExecutor(len(schedules)) as pool:
        assert sorted(pool.map(run, schedules)) == [False, False, False, True]
    assert desk.channel.headlines == [["Arden"]]


def test_missed_digests_come_as_one(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert run_at(desk, at(2, 8, 30))
    desk.land("Brill", at(2, 9))
    desk.land("Corda", at(4, 9))

    assert run_at(desk, at(6, 7)), "the one of the 5th was missed"
    assert not run_at(desk, at(6, 8, 30)), "nothing landed since"

    assert desk.channel.headlines == [["Arden"], ["Corda", "Brill"]]


def test_nothing_landed_nothing_posted(desk: Desk) -> None:
    assert not run_at(desk, at(2, 8, 30))
    desk.land("Arden", at(2, 9))

    assert not run_at(desk, at(2, 10)), "the digest of the day was empty; what came later is for tomorrow"
    assert run_at(desk, at(3, 8, 30))
    assert desk.channel.headlines == [["Arden"]]


def test_a_refused_post_can_be_tried_again(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.channel.failures = [REFUSED]

    with pytest.raises(DeliveryFailed):
        run_at(desk, at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))

    assert run_at(desk, at(2, 8, 32))
    assert desk.channel.headlines == [["Brill", "Arden"]]


def test_refused_for_days_and_then_delivered_loses_nothing(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    for day in (2, 3, 4):
        desk.channel.failures = [REFUSED]
        with pytest.raises(DeliveryFailed):
            run_at(desk, at(day, 8, 30))

    assert run_at(desk, at(5, 8, 30))
    assert desk.channel.headlines == [["Arden"]]


@pytest.mark.parametrize("error", [DeliveryUnsure(channel="C1", why="timed out"), OSError("killed")])
def test_a_post_of_unknown_fate_is_not_repeated(desk: Desk, error: Exception) -> None:
    desk.land("Arden", at(2, 7))
    desk.channel.failures = [error]

    with pytest.raises(type(error)):
        run_at(desk, at(2, 8, 30))

    assert not run_at(desk, at(2, 8, 32)), "it may have been posted"
    assert run_at(desk, at(3, 8, 30)), "its articles are not lost"
    assert desk.channel.headlines == [["Arden"]]


def test_an_article_that_lands_during_the_post_is_in_the_next(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.channel.meanwhile = lambda: desk.land("Brill", at(2, 8, 29))  # an ingest that began a minute earlier

    assert run_at(desk, at(2, 8, 30))
    desk.channel.meanwhile = lambda: None
    assert run_at(desk, at(3, 8, 30))

    assert desk.channel.headlines == [["Arden"], ["Brill"]]


def test_a_new_channel_waits_for_its_first_moment(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))

    assert not run_at(desk, at(2, 8)), "nobody missed yesterday's"
    assert run_at(desk, at(2, 8, 30))


def test_a_new_channel_gets_todays_when_its_moment_is_past(desk: Desk) -> None:
    desk.land("Arden", at(2, 10))

    assert run_at(desk, at(2, 10, 1))
    assert desk.channel.headlines == [["Arden"]]


def test_a_first_digest_reaches_back_a_week(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.land("Brill", at(12, 7))

    assert run_at(desk, at(13, 8, 30))
    assert desk.channel.headlines == [["Brill"]]


def test_a_later_hour_on_the_same_day_makes_no_second_digest(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert run_at(desk, at(2, 8, 30))
    desk.land("Brill", at(2, 9))

    assert not run_at(desk, at(2, 18), at=time(18))
    assert run_at(desk, at(3, 18), at=time(18))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("timezone", "hour", "changes"),
    [
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29)),
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25)),
        ("America/New_York", time(2, 30), date(2026, 3, 8)),
        ("America/New_York", time(1, 30), date(2026, 11, 1)),
        ("Australia/Lord_Howe", time(2, 15), date(2026, 10, 4)),
        ("Australia/Lord_Howe", time(1, 45), date(2026, 4, 5)),
        ("America/Santiago", time(0, 0), date(2026, 9, 6)),
    ],
)
def test_one_a_day_when_the_clocks_change(desk: Desk, timezone: str, hour: time, changes: date) -> None:
    """A process that looks every half hour, over the five days around the change."""
    start = datetime.combine(changes, time(12), UTC) - timedelta(days=3)
    desk.clock.now = start
    schedule = desk.schedule(at=hour, timezone=timezone)
    assert not schedule.run_due(), "an empty first digest, so that every later one is due"
    for step in range(5 * 48):
        desk.clock.now = start + step * timedelta(minutes=30)
        if step % 4 == 0:
            desk.land(f"Town {step}")
        schedule.run_due()

    gaps = [digest.until - digest.since for digest in desk.channel.posts[1:]]
    assert len(desk.channel.posts) == 5
    assert all(timedelta(hours=22) < gap < timedelta(hours=26) for gap in gaps)
    told = [headline for headlines in desk.channel.headlines for headline in headlines]
    assert len(told) == len(set(told)), "no article twice"
    landed = desk.store.landed(start - timedelta(1), desk.channel.posts[-1].until)
    assert sorted(told) == sorted(article.title for article in landed), "none between two digests"
