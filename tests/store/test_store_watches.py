"""Which process may tell what is new of a watch, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import LEASE, Store, Watch, WatchClaim

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
WATCH = Watch("w1", "C1", "How many gates has the lock?", "U1", NOON, "a1", NOON, 3)


@pytest.fixture
def watching(store: Store) -> Store:
    """A store that keeps one watch, checked up to the third change."""
    assert store.add_watch(WATCH)
    return store


def claim(store: Store, now: datetime = NOON) -> WatchClaim:
    claimed = store.claim_watch(WATCH, now)
    assert claimed is not None
    return claimed


def test_a_watch_is_kept_once_until_it_is_removed(watching: Store) -> None:
    assert not watching.add_watch(WATCH._replace(question="How many locks?"))
    assert watching.watch("w1") == WATCH
    assert watching.watches_in("C1") == watching.watches_of("U1") == [WATCH]
    assert watching.watches_in("U1") == watching.watches_of("C1") == []
    assert watching.remove_watch("w1")
    assert not watching.remove_watch("w1")
    assert watching.watch("w1") is None


def test_one_at_a_time_tells_it(watching: Store) -> None:
    assert watching.due_watches(3, NOON) == []
    assert watching.due_watches(4, NOON) == [WATCH]
    first = claim(watching)
    assert (first.watch, first.lease.is_left, first.lease.refusals) == (WATCH, False, 0)
    assert watching.claim_watch(WATCH, NOON + LEASE - TICK) is None
    assert watching.due_watches(4, NOON + LEASE - TICK) == []


def test_what_is_left_behind_is_taken_over_and_its_maker_shut_out(watching: Store) -> None:
    first = claim(watching)
    assert watching.renew_watch(first, NOON + TICK)
    second = claim(watching, NOON + TICK + LEASE)

    assert (second.lease.is_left, second.lease.begun, second.lease.before) == (True, NOON, NOON + TICK + LEASE)
    assert not watching.renew_watch(first, NOON + LEASE)
    watching.refuse_watch(first, NOON)
    watching.settle_watch(first, 9, ("a9", NOON))
    assert watching.watch("w1") == WATCH
    assert watching.renew_watch(second, NOON + LEASE)


def test_what_slack_refused_is_kept_back_and_then_begun_anew(watching: Store) -> None:
    watching.refuse_watch(claim(watching), NOON + LEASE)
    assert watching.due_watches(4, NOON + LEASE - TICK) == []
    assert watching.claim_watch(WATCH, NOON + LEASE - TICK) is None

    again = claim(watching, NOON + LEASE).lease
    assert (again.is_left, again.begun, again.refusals) == (False, NOON + LEASE, 1)


def test_what_was_told_is_not_told_by_who_read_the_watch_before(watching: Store) -> None:
    watching.refuse_watch(claim(watching), NOON)
    watching.settle_watch(claim(watching), 5, ("a2", NOON + LEASE))

    told = WATCH._replace(answer="a2", told=NOON + LEASE, checked=5)
    assert watching.watch("w1") == told
    assert watching.due_watches(5, NOON) == []
    assert watching.due_watches(6, NOON) == [told]
    assert watching.claim_watch(WATCH, NOON) is None
    settled = watching.claim_watch(told, NOON)
    assert settled
    assert settled.lease.refusals == 0


def test_a_watch_that_is_gone_is_nobodys(watching: Store) -> None:
    held = claim(watching)
    watching.remove_watch("w1")
    assert not watching.renew_watch(held, NOON)
    assert watching.claim_watch(WATCH, NOON) is None
