"""What people asked and what they thought of the answers, on both databases."""

from datetime import UTC, datetime, timedelta

from bot.models import Answer
from bot.store import Asked, Feedback, Store, Unanswered, Verdict

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ask(store: Store, question: str, hours: int, *, found: bool = False, person: str = "U1", at: str = "C1") -> Asked:
    status = "answered" if found else "not_found"
    answer = Answer.model_validate({"question": question, "status": status, "kind": "open", "headline": "So."})
    moment = NOON + hours * HOUR
    store.keep_asked(answer, person, at, moment, public=True)
    return Asked(person, at, question, answer.id, found, moment, public=True)


def in_vain(store: Store, channel: str | None = "C1") -> list[tuple[str, int]]:
    return [(one.question, one.times) for one in store.unanswered(NOON - DAY, NOON + DAY, channel)]


def feedback(answer: str, verdict: Verdict, hours: int = 0) -> Feedback:
    return Feedback(verdict=verdict, question="who leads it?", answer=answer, at=NOON + hours * HOUR)


def test_a_persons_last_questions_come_newest_first_and_each_once(store: Store) -> None:
    ask(store, "who leads it?", 1)
    tugs = ask(store, "how many tugs?", 2, found=True)
    ask(store, "how many tugs?", 3, person="U2")
    again = ask(store, "/ask Who leads it", 4, found=True)
    assert store.recent_asked("U1", 5) == [again, tugs]
    assert store.recent_asked("U1", 1) == [again]
    assert store.recent_asked("U3", 5) == []


def test_the_answer_is_kept_with_it_and_once(store: Store) -> None:
    first, again = ask(store, "how many tugs?", 1), ask(store, "how many tugs?", 2)
    assert first.answer == again.answer
    kept = store.answer(first.answer)
    assert kept
    assert (kept.answer.question, kept.kept) == ("how many tugs?", first.at)


def test_what_found_nothing_is_counted_once_for_those_who_ask_alike(store: Store) -> None:
    ask(store, "how many tugs?", 1)
    ask(store, "/ask who leads it?", 2)
    ask(store, "Who  leads it", 3, person="U2")
    ask(store, "where is it?", 4)
    assert in_vain(store) == [("Who  leads it", 2), ("where is it?", 1), ("how many tugs?", 1)]
    assert store.unanswered(NOON, NOON + DAY)[0] == Unanswered(question="Who  leads it", times=2, last=NOON + 3 * HOUR)


def test_what_was_found_in_the_end_was_not_asked_in_vain(store: Store) -> None:
    ask(store, "who leads it?", 1)
    ask(store, "who leads it?", 2, found=True)
    ask(store, "how many tugs?", 1, found=True)
    ask(store, "how many tugs?", 2)
    assert in_vain(store) == [("how many tugs?", 1)]


def test_only_the_channel_and_the_time_that_are_asked_for_count(store: Store) -> None:
    ask(store, "elsewhere?", 1, at="C2")
    ask(store, "too early?", -24)
    ask(store, "too late?", 25)
    ask(store, "just in time?", 24)
    assert in_vain(store) == [("just in time?", 1)]
    assert in_vain(store, None) == [("just in time?", 1), ("elsewhere?", 1)]


def test_a_channel_learns_nothing_of_what_few_asked_there_in_private(store: Store) -> None:
    answer = Answer.model_validate({"question": "who?", "status": "not_found", "kind": "open", "headline": "So."})
    for person in ("U1", "U2"):
        store.keep_asked(answer, person, "C1", NOON)
    assert (in_vain(store), in_vain(store, None)) == ([], [("who?", 2)])
    store.keep_asked(answer, "U3", "C1", NOON)
    assert in_vain(store) == [("who?", 3)]


def test_what_is_old_is_forgotten(store: Store) -> None:
    ask(store, "who leads it?", 1)
    kept = ask(store, "how many tugs?", 2)
    store.forget_asked(kept.at)
    assert store.recent_asked("U1", 5) == [kept]


def test_any_question_is_kept_as_it_was_typed(store: Store) -> None:
    asked = ask(store, "half a \ud83d pair, a NUL \0 and a 🦆?", 1)
    assert store.recent_asked("U1", 5) == [asked]
    assert in_vain(store) == [(asked.question, 1)]


def test_of_two_verdicts_of_a_person_the_last_one_counts(store: Store) -> None:
    store.keep_feedback("U1", feedback("2a", Verdict.HELPFUL))
    store.keep_feedback("U2", feedback("2a", Verdict.HELPFUL, 1))
    store.keep_feedback("U1", feedback("2b", Verdict.HELPFUL, 2))
    store.keep_feedback("U1", feedback("2a", Verdict.UNHELPFUL, 3))
    assert store.feedback(NOON) == [
        feedback("2a", Verdict.UNHELPFUL, 3),
        feedback("2b", Verdict.HELPFUL, 2),
        feedback("2a", Verdict.HELPFUL, 1),
    ]
    assert store.feedback(NOON + 3 * HOUR) == [feedback("2a", Verdict.UNHELPFUL, 3)]
