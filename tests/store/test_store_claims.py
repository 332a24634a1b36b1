"""What the store promises to do once, on both databases, whoever asks."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.models import Answer, Citation, Finding, Kind, Role
from bot.store import KeptAnswer, Store
from bot.store.database import Database

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
TODAY = date(2025, 3, 15)
TICK = timedelta(microseconds=1)


def test_an_event_is_new_once(store: Store) -> None:
    assert store.first_seen("Ev1", NOON)
    assert not store.first_seen("Ev1", NOON + timedelta(hours=1))
    assert store.first_seen("Ev2", NOON)


def test_an_answer_is_kept_for_good_as_it_was_first_said(store: Store) -> None:
    answer = _answer("how many “countries”? \0 \ud83d")
    store.keep_answers([answer], NOON)
    store.keep_answers([answer.model_copy(update={"suggestions": ()}), answer], NOON + TICK)
    store.forget_events(NOON + timedelta(days=4000))

    assert store.answer(answer.id) == KeptAnswer(answer=answer, kept=NOON)


def test_several_answers_are_kept_at_once_those_known_among_them(store: Store) -> None:
    one, two, three = (_answer(question) for question in ("one", "two", "three"))
    store.keep_answers([one], NOON)
    store.keep_answers([two, one, three, two], NOON + TICK)

    kept = [store.answer(answer.id) for answer in (one, two, three)]
    assert kept == [KeptAnswer(answer=a, kept=NOON + TICK * (a is not one)) for a in (one, two, three)]


def test_an_answer_that_is_kept_already_is_not_written_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep_answers([_answer("one")], NOON)
    monkeypatch.delattr(Database, "write")
    store.keep_answers([_answer("one")], NOON)
    with pytest.raises(AttributeError):
        store.keep_answers([_answer("two")], NOON)


@pytest.mark.parametrize("answer_id", ["", "2222222222", "a'b", "\0", "\ud83d", "x" * 10_000])
def test_an_id_that_nobody_gave_out_has_no_answer(store: Store, answer_id: str) -> None:
    assert store.answer(answer_id) is None


def test_forgetting_lets_only_old_events_be_seen_again(store: Store) -> None:
    store.first_seen("old", NOON)
    store.first_seen("new", NOON + TICK)
    store.forget_events(NOON + TICK)

    assert store.first_seen("old", NOON)
    assert not store.first_seen("new", NOON)


def test_of_many_that_see_an_event_at_once_one_is_first(open_store: Callable[[], Store]) -> None:
    stores = [open_store(), open_store()]
    barrier = threading.Barrier(4)

    def see_all(store: Store) -> list[bool]:
        barrier.wait()
        return [store.first_seen(f"Ev{number}", NOON) for number in range(25)]

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(see_all, stores * 2))

    assert [sum(each) for each in zip(*told, strict=True)] == [1] * 25


def test_processes_that_keep_the_same_answers_do_not_block_each_other(open_store: Callable[[], Store]) -> None:
    stores = [open_store(), open_store()]
    barrier = threading.Barrier(2, timeout=20)
    rounds = [[_answer(f"{n} {question}") for question in range(40)] for n in range(5)]

    def keep(store: Store, step: int) -> None:
        for answers in rounds:
            barrier.wait()
            store.keep_answers(answers[::step], NOON)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(keep, stores, (1, -1)))

    assert all(stores[0].answer(answer.id) for answers in rounds for answer in answers)


def _answer(question: str) -> Answer:
    citation = Citation(article="001", title="T", url=None, published=TODAY, quote="31 countries", start=0, end=12)
    finding = Finding(value="31 countries", role=Role.NOT_INVITED, citations=(citation,))
    return Answer(
        question=question,
        status="answered",
        kind=Kind.COUNT,
        headline="31 countries",
        disagreement=True,
        findings=(finding, Finding(value=None, citations=(citation,))),
        suggestions=("/coalition size",),
    )


def test_what_did_not_happen_after_all_may_be_tried_again(store: Store) -> None:
    assert store.first_seen("share 1", NOON)
    store.unsee("share 1")
    assert store.first_seen("share 1", NOON)
    assert not store.first_seen("share 1", NOON)
