"""The schedule as it runs: a real scheduler on the real clock, waited for with a bound."""

import logging
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

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
    desk.channel.meanwhile = event.set
    return event


def test_posts_at_its_moment_and_once(desk: Desk, posted: threading.Event) -> None:
    due = now() + timedelta(seconds=1)
    desk.land("Arden", now())
    schedule = desk.schedule(at=due.time(), clock=now)

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    (digest,) = desk.channel.posts
    assert digest.until >= due
    assert not desk.store.claim_digest("C1", due.date(), now())


def test_posts_a_missed_digest_at_start(desk: Desk, posted: threading.Event) -> None:
    desk.land("Arden")
    schedule = desk.schedule()

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    assert desk.channel.headlines == [["Arden"]]


def test_tries_again_after_a_refusal(desk: Desk, posted: threading.Event) -> None:
    desk.land("Arden")
    desk.channel.failures = [REFUSED, REFUSED]
    schedule = desk.schedule(back_off=(timedelta(milliseconds=10),) * 2)

    schedule.start()
    assert posted.wait(BOUND)
    schedule.stop()

    assert desk.channel.headlines == [["Arden"]]


def test_gives_up_after_the_last_try(desk: Desk) -> None:
    desk.land("Arden")
    spent = threading.Event()

    class Refusals(list[Exception]):
        def pop(self, _: Any = 0) -> Exception:
            error = super().pop(0)
            if len(self) == 1:
                spent.set()
            return error

    desk.channel.failures = Refusals([REFUSED, REFUSED, REFUSED])
    schedule = desk.schedule(back_off=(timedelta(milliseconds=10),))

    schedule.start()
    assert spent.wait(BOUND)
    schedule.stop()

    assert len(desk.channel.failures) == 1, "one attempt and one more"
    assert desk.store.claim_digest("C1", desk.clock.now.date(), now()), "the next start tries again"


def test_stop_waits_for_the_digest_under_way(desk: Desk) -> None:
    desk.land("Arden")
    begun, go_on = threading.Event(), threading.Event()

    def linger() -> None:
        begun.set()
        assert go_on.wait(BOUND)

    desk.channel.meanwhile = linger
    schedule = desk.schedule()
    schedule.start()
    assert begun.wait(BOUND)
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    stopping.join(A_WHILE)
    assert stopping.is_alive()
    assert not desk.channel.posts

    go_on.set()
    stopping.join(BOUND)

    assert not stopping.is_alive()
    assert desk.store.delivered_until("C1") == desk.clock.now


def test_stop_while_a_refused_post_asks_for_another_try(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.land("Arden")
    begun, go_on = threading.Event(), threading.Event()

    def refuse() -> None:
        begun.set()
        assert go_on.wait(BOUND)
        raise REFUSED

    desk.channel.meanwhile = refuse
    schedule = desk.schedule(back_off=(timedelta(0),))
    schedule.start()
    assert begun.wait(BOUND)
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    stopping.join(A_WHILE)
    go_on.set()
    stopping.join(BOUND)

    assert not stopping.is_alive()
    assert not desk.channel.posts
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

    assert desk.channel.headlines == [["Arden"]]


def test_an_error_that_has_no_name_is_logged_and_the_schedule_lives_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise ZeroDivisionError("a mistake in the sender")

    desk.land("Arden")
    desk.channel.meanwhile = fail
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
