"""One attempt at a time, with a clock that is moved by hand; on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.digest.runs import BACK_OFF
from bot.errors import DatelineError, DeliveryFailed, DeliveryUnsure, HistoryClosed
from bot.models import Topic
from bot.store import LEASE, RunState

Desk = Any  # conftest's, which cannot be imported here
REFUSED = DeliveryFailed(channel="C1", why="not_in_channel")
UNSURE = DeliveryUnsure(channel="C1", why="timed out")
MINUTE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def state(desk: Desk, day: int, channel: str = "C1") -> RunState | None:
    run = desk.store.digest_run(channel, date(2026, 3, day))
    return run.state if run else None


def test_a_digest_has_what_landed_since_the_last_delivered_one(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))
    desk.land("Corda", at(3, 8))
    assert desk.run_at(at(3, 8, 30))

    assert desk.slack.headlines == [["Arden"], ["Corda", "Brill"]]
    first, second = desk.slack.posts
    assert first.until == second.since


def test_at_most_one_a_period_also_across_a_restart(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 9))

    assert not desk.run_at(at(2, 9, 5))
    assert not desk.run_at(at(2, 23, 59), store=desk.open_store())
    assert desk.slack.headlines == [["Arden"]]


def test_several_processes_on_one_store_post_once(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.clock.now = at(2, 8, 30)
    schedules = [desk.schedule(store=desk.open_store()) for _ in range(4)]
    together = threading.Barrier(len(schedules))

    def run(schedule: Any) -> int:
        together.wait(timeout=30)
        posted: int = schedule.run_due()
        return posted

    with ThreadPoolExecutor(len(schedules)) as pool:
        assert sorted(pool.map(run, schedules)) == [0, 0, 0, 1]
    assert desk.slack.headlines == [["Arden"]]


def test_a_missed_digest_comes_late_on_its_day_and_never_on_another(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert desk.run_at(at(2, 17)), "hours late"
    desk.land("Brill", at(2, 18))
    desk.land("Corda", at(4, 9))

    assert not desk.run_at(at(6, 7)), "those of the 3rd to the 5th are gone"
    assert desk.run_at(at(6, 8, 30)) == 1
    assert desk.slack.headlines == [["Arden"], ["Corda", "Brill"]]


def test_nothing_landed_nothing_posted(desk: Desk) -> None:
    assert not desk.run_at(at(2, 8, 30))
    desk.land("Arden", at(2, 9))

    assert not desk.run_at(at(2, 10)), "the digest of the day was empty; what came later is for tomorrow"
    assert desk.run_at(at(3, 8, 30))
    assert desk.slack.headlines == [["Arden"]]


def test_a_channel_that_wants_it_is_told_that_nothing_landed(desk: Desk) -> None:
    desk.set_up(quiet_when_empty=False)

    assert desk.run_at(at(2, 8, 30))
    assert not desk.run_at(at(2, 8, 40))
    assert desk.run_at(at(3, 8, 30))
    assert desk.slack.headlines == [[], []]


def test_a_refused_post_is_tried_again_and_has_what_came_meanwhile(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [REFUSED]
    with pytest.raises(DeliveryFailed):
        desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))

    assert not desk.run_at(at(2, 8, 30) + BACK_OFF[0] - timedelta(seconds=1))
    assert desk.run_at(at(2, 8, 32))
    assert desk.slack.headlines == [["Brill", "Arden"]]


def test_what_stays_refused_is_tried_less_and_less_often_until_its_day_is_over(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    tries = []
    for minute in range(0, 24 * 60, 1):
        desk.slack.failures = [REFUSED]
        now = at(2, 8, 30) + minute * MINUTE
        try:
            desk.run_at(now)
        except DeliveryFailed:
            tries.append(now)

    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits[: len(BACK_OFF)] == list(BACK_OFF)
    assert set(waits[len(BACK_OFF) :]) == {BACK_OFF[-1]}
    assert tries[-1].day == 2
    assert state(desk, 2) is RunState.MISSED

    desk.slack.failures = []
    assert desk.run_at(at(3, 8, 30)), "its articles are in the next"
    assert desk.slack.headlines == [["Arden"]]


def test_a_post_that_stands_though_slack_did_not_say_so_is_found_and_recorded(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.after_posting = [UNSURE]
    with pytest.raises(DeliveryUnsure):
        desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))

    assert not desk.run_at(at(2, 8, 30) + LEASE - MINUTE)
    assert state(desk, 2) is RunState.CLAIMED
    assert not desk.run_at(at(2, 8, 30) + LEASE)
    assert state(desk, 2) is RunState.POSTED
    assert desk.store.delivered_until("C1") == at(2, 8, 30)
    assert desk.run_at(at(3, 8, 30))
    assert desk.slack.headlines == [["Arden"], ["Brill"]]


@pytest.mark.parametrize("error", [UNSURE, OSError("killed")])
def test_a_post_that_never_came_is_made_up_for(desk: Desk, error: Exception) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [error]
    with pytest.raises(type(error)):
        desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 8, 32))

    assert desk.run_at(at(2, 8, 30) + LEASE)
    assert desk.slack.headlines == [["Brill", "Arden"]]


def test_a_long_digest_goes_on_in_its_thread(desk: Desk) -> None:
    desk.slack.parts = 3
    desk.land("Arden", at(2, 7))

    assert desk.run_at(at(2, 8, 30)) == 1
    assert desk.slack.threads == [[0, 1, 2]]


@pytest.mark.parametrize("failing", ["failures", "after_posting"])
@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("error", [UNSURE, REFUSED, OSError("killed")])
def test_a_thread_that_was_left_half_done_gets_what_it_lacks(
    desk: Desk, failing: str, part: int, error: Exception
) -> None:
    desk.slack.parts = 3
    desk.land("Arden", at(2, 7))
    post, is_first = desk.slack.post, True

    def fail(one: Any, digest: Any, mark: Any, thread: Any) -> str:
        nonlocal is_first
        if mark.part == part and is_first:
            is_first = False
            setattr(desk.slack, failing, [error])
        sent: str = post(one, digest, mark, thread)
        return sent

    desk.slack.post = fail
    with pytest.raises(type(error)):
        desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 8, 31))

    assert not desk.run_at(at(2, 8, 31))
    desk.run_at(at(2, 8, 30) + LEASE)
    assert state(desk, 2) is RunState.POSTED
    assert desk.slack.threads == [[0, 1, 2]]
    assert desk.store.delivered_until("C1") == at(2, 8, 30)
    assert desk.run_at(at(3, 8, 30))
    assert desk.slack.headlines == [["Arden"], ["Brill"]]


def test_a_thread_that_cannot_be_ended_is_left_when_its_day_is_over(desk: Desk) -> None:
    desk.slack.parts = 2
    desk.land("Arden", at(2, 7))
    desk.slack.after_posting = [UNSURE]
    with pytest.raises(DeliveryUnsure):
        desk.run_at(at(2, 8, 30))

    assert not desk.run_at(at(3, 8))
    assert state(desk, 2) is RunState.POSTED
    assert desk.slack.threads == [[0]]


def test_what_was_left_half_done_is_settled_days_later_but_not_posted(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.after_posting = [OSError("killed")]
    desk.slack.failures = []
    with pytest.raises(OSError, match="killed"):
        desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(3, 7))
    desk.slack.failures = [OSError("killed")]
    with pytest.raises(OSError, match="killed"):
        desk.run_at(at(3, 8, 30))

    assert not desk.run_at(at(5, 8))
    assert (state(desk, 2), state(desk, 3)) == (RunState.POSTED, RunState.MISSED)
    assert desk.run_at(at(5, 8, 30))
    assert desk.slack.headlines == [["Arden"], ["Brill"]]


def test_a_history_that_cannot_be_read_now_is_read_later(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.after_posting = [UNSURE]
    desk.slack.looks = [UNSURE, UNSURE]
    for turn in range(3):
        with pytest.raises(DeliveryUnsure):
            desk.run_at(at(2, 8, 30) + turn * LEASE)

    assert not desk.run_at(at(2, 8, 30) + 3 * LEASE)
    assert state(desk, 2) is RunState.POSTED
    assert desk.slack.headlines == [["Arden"]]


def test_where_the_history_is_closed_the_period_is_not_posted_again(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [UNSURE]
    desk.slack.looks = [HistoryClosed(channel="C1", why="missing_scope")]
    with pytest.raises(DeliveryUnsure):
        desk.run_at(at(2, 8, 30))
    with pytest.raises(HistoryClosed):
        desk.run_at(at(2, 8, 30) + LEASE)

    assert not desk.run_at(at(2, 20)), "it may have been posted"
    assert state(desk, 2) is RunState.UNSURE
    assert desk.run_at(at(3, 8, 30)), "its articles are not lost"
    assert desk.slack.headlines == [["Arden"]]


def test_a_process_that_stood_still_before_its_post_finds_its_claim_taken(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    slow, other = desk.schedule(), desk.schedule(store=desk.open_store())
    renew = desk.store.renew_claim

    def stand_still(*renewed: Any) -> bool:
        desk.clock.now += LEASE
        assert other.run_due() == 1
        granted: bool = renew(*renewed)
        return granted

    desk.store.renew_claim = stand_still
    desk.clock.now = at(2, 8, 30)

    assert slow.run_due() == 0
    assert desk.slack.headlines == [["Arden"]]


def test_a_digest_that_is_recorded_late_is_not_posted_again(desk: Desk) -> None:
    """Its process lost the database after the post, and got it back when another had taken over."""
    desk.land("Arden", at(2, 7))
    first = desk.store.claim_digest("C1", date(2026, 3, 2), at(2, 8, 30))
    second = desk.store.claim_digest("C1", date(2026, 3, 2), at(2, 8, 30) + LEASE)

    desk.store.record_digest(first, until=at(2, 8, 30), ts="1.1")

    assert not desk.store.renew_claim(second, at(2, 8, 30) + LEASE)
    assert not desk.run_at(at(2, 9))


def test_an_article_that_lands_during_the_post_is_in_the_next(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.meanwhile = lambda: desk.land("Brill", at(2, 8, 29))  # an ingest that began a minute earlier

    assert desk.run_at(at(2, 8, 30))
    desk.slack.meanwhile = lambda: None
    assert desk.run_at(at(3, 8, 30))

    assert desk.slack.headlines == [["Arden"], ["Brill"]]


def test_a_first_digest_reaches_back_a_week(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.land("Brill", at(12, 7))

    assert desk.run_at(at(13, 8, 30))
    assert desk.slack.headlines == [["Brill"]]


def test_a_later_hour_on_the_same_day_makes_no_second_digest(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    assert desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(2, 9))
    desk.set_up(at=time(18))

    assert not desk.run_at(at(2, 18))
    assert desk.run_at(at(3, 18))


def test_a_refused_one_that_is_put_off_to_the_evening_comes_in_the_evening(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [REFUSED]
    with pytest.raises(DeliveryFailed):
        desk.run_at(at(2, 8, 30))
    desk.set_up(at=time(18), changed=at(2, 9))

    assert not desk.run_at(at(2, 9, 1))
    assert desk.run_at(at(2, 18))


def test_a_channel_that_was_set_up_or_resumed_after_its_moment_waits_for_the_next(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.set_up(changed=at(2, 10))

    assert not desk.run_at(at(2, 10, 1))
    assert desk.run_at(at(3, 8, 30))


def test_a_refused_one_is_tried_again_though_the_channel_was_set_up_anew_meanwhile(desk: Desk) -> None:
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [REFUSED]
    with pytest.raises(DeliveryFailed):
        desk.run_at(at(2, 8, 30))
    desk.set_up(changed=at(2, 8, 45))

    assert desk.run_at(at(2, 9))


def test_a_paused_channel_gets_nothing_and_then_all_in_one(desk: Desk) -> None:
    desk.set_up(paused=True)
    desk.land("Arden", at(2, 7))
    assert not desk.run_at(at(2, 8, 30))
    desk.land("Brill", at(3, 7))
    assert not desk.run_at(at(3, 8, 30))
    desk.set_up(changed=at(3, 9))

    assert desk.run_at(at(4, 8, 30))
    assert desk.slack.headlines == [["Brill", "Arden"]]


def test_each_channel_has_its_own_days_hours_and_articles(desk: Desk) -> None:
    desk.set_up("C2", at=time(9), timezone="America/New_York", weekdays=(0, 2))
    desk.land("Arden", at(2, 7))

    assert desk.run_at(at(2, 8, 30)) == 1
    assert desk.run_at(at(2, 14)) == 1
    desk.land("Brill", at(3, 7))
    assert desk.run_at(at(3, 15)) == 1, "not to C2, on a Tuesday"
    assert desk.run_at(at(4, 15)) == 1, "to C2"
    assert desk.slack.where == [("C1", date(2026, 3, d)) for d in (2,)] + [
        ("C2", date(2026, 3, 2)),
        ("C1", date(2026, 3, 3)),
        ("C2", date(2026, 3, 4)),
    ]
    assert desk.slack.headlines == [["Arden"], ["Arden"], ["Brill"], ["Brill"]]


def test_a_channel_that_refuses_holds_up_no_other(desk: Desk) -> None:
    desk.set_up("C2")
    desk.land("Arden", at(2, 7))
    desk.slack.failures = [REFUSED]
    with pytest.raises(DatelineError):
        desk.run_at(at(2, 8, 30))

    assert desk.run_at(at(2, 8, 31)) == 2


def test_a_channel_of_some_topics_gets_their_stories_alone(desk: Desk) -> None:
    topics = [Topic(name="bridge", aliases=("Long Bridge",)), Topic(name="ferry", aliases=("car ferries",))]
    desk.set_up(topics=("ferry",))
    desk.set_up("C2", topics=("bridge", "ferry"))
    desk.set_up("C3", topics=("no longer there",))
    desk.land("Arden", at(2, 7), "The long bridges of Arden were painted on Monday.")
    desk.land("Brill", at(2, 7), "Two car ferries sank in the port of Brill on Monday.")
    desk.land("Corda", at(2, 7), "The market of Corda opened on Monday, by car or long walk.")

    assert desk.run_at(at(2, 8, 30), topics=topics) == 3
    assert dict(zip([channel for channel, _ in desk.slack.where], map(sorted, desk.slack.headlines), strict=True)) == {
        "C1": ["Brill"],
        "C2": ["Arden", "Brill"],
        "C3": ["Arden", "Brill", "Corda"],
    }


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
    desk.set_up(at=hour, timezone=timezone, changed=start)
    desk.clock.now = start
    schedule = desk.schedule()
    for step in range(5 * 48):
        desk.clock.now = start + step * timedelta(minutes=30)
        if step % 4 == 0:
            desk.land(f"Town {step}")
        schedule.run_due()

    gaps = [digest.until - digest.since for digest in desk.slack.posts[1:]]
    assert len(desk.slack.posts) == 5
    assert all(timedelta(hours=22) < gap < timedelta(hours=26) for gap in gaps)
    told = [headline for headlines in desk.slack.headlines for headline in headlines]
    assert len(told) == len(set(told)), "no article twice"
    landed = desk.store.landed(start - timedelta(1), desk.slack.posts[-1].until)
    assert sorted(told) == sorted(article.title for article in landed), "none between two digests"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_year_has_one_digest_for_each_day_with_news(desk: Desk) -> None:
    """Three zones, at hours that their clocks skip or repeat; looked at at the hours around. No news one day in three.

    What is expected is told by a clock on the wall: once a date, when it first shows the hour or a later one. Where it
    skips the hour, the digest may come as much later.
    """
    hours = {"Europe/Kyiv": [3], "America/New_York": [1, 2], "Australia/Lord_Howe": [2]}
    start = datetime(2026, 1, 1, tzinfo=UTC)
    desk.channels = []
    for zone, hour in [(zone, hour) for zone, each in hours.items() for hour in each]:
        desk.set_up(f"{zone} {hour}", time(hour), zone, changed=start)
    schedule = desk.schedule()
    expected: list[tuple[str, date]] = []
    had = {one.channel: start.astimezone(one.timezone).date() for one in desk.channels}
    has_news = dict.fromkeys(had, False)
    for step in [24 * day + hour for day in range(365) for hour in (0, 1, 2, 5, 6, 7, 8, 12, 14, 15, 16, 17)]:
        desk.clock.now = start + step * timedelta(hours=1)
        before = set(expected)
        if step % 24 == 12 and step // 24 % 3:
            desk.land(f"Town {step}")
            has_news = dict.fromkeys(had, True)
        for one in desk.channels:
            wall = desk.clock.now.astimezone(one.timezone)
            if wall.date() > had[one.channel] and wall.time() >= one.at:
                had[one.channel] = wall.date()
                expected += [(one.channel, wall.date())] if has_news[one.channel] else []
                has_news[one.channel] = False
        schedule.run_due()
        assert before <= set(desk.slack.where) <= set(expected), desk.clock.now

    assert len(expected) == len(set(expected)) == len(desk.slack.posts)
    assert all(240 < sum(where == channel for where, _ in expected) < 246 for channel in had)
