"""The schedule as it runs: a real scheduler on the real clock, waited for with a bound."""

import logging
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.digest import schedule as schedule_module
from bot.errors import DeliveryFailed

Desk = Any  # conftest's, which cannot be imported here
BOUND = 30
A_WHILE = 0.2  # for another thread to get as far as it can
REFUSED = DeliveryFailed(channel="C1", why="not_in_channel")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def posted(desk: Desk) -> threading.Event:
    """Set when the channel is sent a digest."""
    event = threading.Event()
    desk.slack.meanwhile = event.set
    return event


def test_posts_at_its_moment_and_once(desk: Desk, posted: threading.Event) -> None:
    due = now() + timedelta(seconds=1)
    desk.land("Arden", now())
    desk.set_up(at=due.time())
    schedule = desk.schedule(clock=now)

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    (digest,) = desk.slack.posts
    assert digest.until >= due
    assert not desk.store.claim_digest("C1", due.date(), now())


def test_follows_a_channel_that_another_process_sets_up(
    desk: Desk, posted: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_module, "POLL", timedelta(milliseconds=50))
    desk.land("Arden")
    desk.channels = []
    schedule = desk.schedule()

    schedule.start()
    assert not posted.wait(A_WHILE)
    desk.set_up("C2")
    assert posted.wait(BOUND)
    schedule.stop()

    assert desk.slack.where == [("C2", desk.clock.now.date())]


def test_a_channel_that_slack_does_not_answer_for_holds_up_no_other(desk: Desk) -> None:
    begun, go_on = threading.Event(), threading.Event()
    other = threading.Event()

    def linger() -> None:
        if begun.is_set():
            other.set()
        else:
            begun.set()
            assert go_on.wait(BOUND)

    desk.land("Arden")
    desk.set_up("C2")
    desk.slack.meanwhile = linger
    schedule = desk.schedule()
    schedule.start()
    assert begun.wait(BOUND)
    assert other.wait(BOUND)
    go_on.set()
    schedule.stop()

    assert {channel for channel, _ in desk.slack.where} == {"C1", "C2"}


def test_posts_a_missed_digest_at_start(desk: Desk, posted: threading.Event) -> None:
    desk.land("Arden")
    schedule = desk.schedule()

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    assert desk.slack.headlines == [["Arden"]]


def test_tries_again_after_a_refusal(desk: Desk, posted: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule_module, "POLL", timedelta(milliseconds=50))
    desk.land("Arden")
    desk.slack.failures = [REFUSED, REFUSED]
    schedule = desk.schedule(back_off=(timedelta(0),))

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    assert desk.slack.headlines == [["Arden"]]


def test_stop_waits_for_the_digest_under_way(desk: Desk) -> None:
    desk.land("Arden")
    begun, go_on = threading.Event(), threading.Event()

    def linger() -> None:
        begun.set()
        assert go_on.wait(BOUND)

    desk.slack.meanwhile = linger
    schedule = desk.schedule()
    schedule.start()
    assert begun.wait(BOUND)
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    stopping.join(A_WHILE)
    assert stopping.is_alive()
    assert not desk.slack.posts

    go_on.set()
    stopping.join(BOUND)

    assert not stopping.is_alive()
    assert desk.store.delivered_until("C1") == desk.clock.now


def test_stop_while_a_post_is_refused(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.land("Arden")
    begun, go_on = threading.Event(), threading.Event()

    def refuse() -> None:
        begun.set()
        assert go_on.wait(BOUND)
        raise REFUSED

    desk.slack.meanwhile = refuse
    schedule = desk.schedule()
    schedule.start()
    assert begun.wait(BOUND)
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    stopping.join(A_WHILE)
    go_on.set()
    stopping.join(BOUND)

    assert not stopping.is_alive()
    assert not desk.slack.posts
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_can_be_stopped_before_it_started_and_started_again(desk: Desk, posted: threading.Event) -> None:
    desk.land("Arden")
    schedule = desk.schedule()

    schedule.stop()
    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()
    schedule.start()
    schedule.stop()

    assert desk.slack.headlines == [["Arden"]]


def test_an_error_that_has_no_name_is_logged_and_the_schedule_lives_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise ZeroDivisionError("a mistake in the sender")

    desk.land("Arden")
    desk.slack.meanwhile = fail
    schedule = desk.schedule()
    with caplog.at_level(logging.ERROR, "apscheduler"):
        schedule.start()
        assert failed.wait(BOUND)
        schedule.stop()

    assert "a mistake in the sender" in caplog.text


@pytest.mark.parametrize("code", ["import bot.digest", "from bot.digest import Digests"])
def test_the_scheduler_is_loaded_only_by_who_schedules(code: str) -> None:
    check = "import sys; sys.exit(any(name.startswith('apscheduler') for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", f"{code}; {check}"], check=False).returncode == 0
