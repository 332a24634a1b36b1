"""What threads are about, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.store import Store, Thread

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = Thread("Who chaired the call?", ("Mara Lindqvist", "Oskar Brandt"), 2)


def test_a_thread_is_about_what_was_asked_last_for_every_process(open_store: Callable[[], Store]) -> None:
    one, other = open_store(), open_store()
    assert one.thread("C1", "1.1") is None
    one.save_thread("C1", "1.1", FIRST, NOON)
    assert other.thread("C1", "1.1") == FIRST
    other.save_thread("C1", "1.1", Thread("When was the call?"), NOON + DAY)
    assert one.thread("C1", "1.1") == Thread("When was the call?", (), 0)


def test_threads_of_one_name_in_two_channels_are_two(store: Store) -> None:
    store.save_thread("C1", "1.1", FIRST, NOON)
    store.save_thread("D1", "1.1", Thread("Why?"), NOON)
    assert store.thread("C1", "1.1") == FIRST
    assert store.thread("D1", "1.1") == Thread("Why?")


def test_threads_without_a_question_for_long_are_forgotten(store: Store) -> None:
    store.save_thread("C1", "1.1", FIRST, NOON)
    store.save_thread("C1", "2.2", FIRST, NOON)
    store.save_thread("C1", "2.2", FIRST, NOON + DAY)
    store.forget_threads(NOON + DAY)
    assert store.thread("C1", "1.1") is None
    assert store.thread("C1", "2.2") == FIRST


def test_a_question_may_hold_what_a_database_cannot_keep(store: Store) -> None:
    odd = Thread("who \ud800 or \0?", ("\0",), 1)
    store.save_thread("C1", "1.1", odd, NOON)
    assert store.thread("C1", "1.1") == odd
