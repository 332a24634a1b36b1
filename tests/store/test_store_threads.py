"""What threads are about, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import DatabaseDown
from bot.models import Answer
from bot.store import Store, Thread

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = Thread("Who chaired the call?", ("Mara Lindqvist", "Oskar Brandt"), ("2abc", "3def"))


def test_a_thread_is_about_what_was_asked_last_for_every_process(open_store: Callable[[], Store]) -> None:
    one, other = open_store(), open_store()
    assert one.thread("C1", "1.1") is None
    one.save_thread("C1", "1.1", FIRST, NOON)
    assert other.thread("C1", "1.1") == FIRST
    other.save_thread("C1", "1.1", Thread("When was the call?"), NOON + DAY)
    assert one.thread("C1", "1.1") == Thread("When was the call?", (), ())


def test_threads_of_one_name_in_two_channels_are_two(store: Store) -> None:
    store.save_thread("C1", "1.1", FIRST, NOON)
    store.save_thread("D1", "1.1", Thread("Why?"), NOON)
    assert store.thread("C1", "1.1") == FIRST
    assert store.thread("D1", "1.1") == Thread("Why?")


def test_a_question_is_kept_with_what_its_thread_is_about_or_not_at_all(store: Store) -> None:
    answer = Answer.model_validate({"question": "Why?", "status": "not_found", "kind": "open", "headline": "So."})
    with pytest.raises(DatabaseDown):
        store.keep_asked(answer, "U1", "C1", NOON, thread=(None, FIRST))  # type: ignore[arg-type]
    assert (store.recent_asked("U1", 5), store.answer(answer.id)) == ([], None)
    store.keep_asked(answer, "U1", "C1", NOON, thread=("1.1", FIRST))
    assert [one.question for one in store.recent_asked("U1", 5)] == ["Why?"]
    assert store.thread("C1", "1.1") == FIRST


def test_threads_without_a_question_for_long_are_forgotten(store: Store) -> None:
    store.save_thread("C1", "1.1", FIRST, NOON)
    store.save_thread("C1", "2.2", FIRST, NOON)
    store.save_thread("C1", "2.2", FIRST, NOON + DAY)
    store.forget_threads(NOON + DAY)
    assert store.thread("C1", "1.1") is None
    assert store.thread("C1", "2.2") == FIRST


def test_a_question_may_hold_what_a_database_cannot_keep(store: Store) -> None:
    odd = Thread("who \ud800 or \0?", ("\0",), ("\0",), FIRST)
    store.save_thread("C1", "1.1", odd, NOON)
    assert store.thread("C1", "1.1") == odd


def test_what_an_earlier_version_kept_is_read_without_what_it_did_not_keep() -> None:
    assert Thread.read(["Who came?", ["Ann Berg"], 3]) == Thread("Who came?", ("Ann Berg",))
