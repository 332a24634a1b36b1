"""Which process may post a digest, on both databases; and how channels are set up."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.facts.record import take
from bot.models import Draft
from bot.store import LEASE, Claim, DigestChannel, Origin, Outcome, RunState, Store, saving, write_entry
from bot.store.database import Database

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
TODAY = date(2025, 3, 15)
TICK = timedelta(microseconds=1)


def claim(store: Store, channel: str = "C1", period: date = TODAY, now: datetime = NOON) -> Claim:
    claimed = store.claim_digest(channel, period, now)
    assert claimed is not None
    return claimed


def test_a_digest_is_claimed_once_a_channel_and_period(store: Store) -> None:
    assert not claim(store).lease.is_left
    assert not store.claim_digest("C1", TODAY, NOON)
    assert store.claim_digest("C2", TODAY, NOON)
    assert store.claim_digest("C1", TODAY + timedelta(days=1), NOON)
    assert not store.claim_digest("C1", TODAY, NOON + LEASE - TICK)


def test_of_many_that_claim_at_once_one_gets_it_new_or_left_behind(open_store: Callable[[], Store]) -> None:
    stores = [open_store(), open_store()]
    barrier = threading.Barrier(4)

    def claim_all(store: Store) -> list[int]:
        barrier.wait()
        moments = (NOON, NOON + LEASE)
        return [store.claim_digest(f"C{number}", TODAY, now) is not None for now in moments for number in range(25)]

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(claim_all, stores * 2))

    assert [sum(each) for each in zip(*told, strict=True)] == [1] * 50


def test_a_claim_that_is_left_behind_is_taken_over_and_its_maker_shut_out(store: Store) -> None:
    first = claim(store)
    assert store.open_digest_runs(NOON + LEASE - TICK) == []
    assert store.open_digest_runs(NOON + LEASE) == [("C1", TODAY)]

    second = claim(store, now=NOON + LEASE)

    assert (second.lease.is_left, second.lease.begun, second.lease.before) == (True, NOON, NOON + LEASE)
    assert not store.renew_claim(first, NOON + LEASE)
    store.refuse_digest(first, NOON, "late")
    store.close_digest(first, RunState.MISSED)
    assert store.renew_claim(second, NOON + LEASE)


def test_a_claim_that_is_renewed_is_held_for_longer(store: Store) -> None:
    first = claim(store)
    assert store.renew_claim(first, NOON + LEASE)

    assert not store.claim_digest("C1", TODAY, NOON + 2 * LEASE - TICK)
    second = claim(store, now=NOON + 2 * LEASE)
    assert (second.lease.begun, second.lease.before) == (NOON, NOON + 2 * LEASE)


def test_a_claim_that_slack_refused_can_be_claimed_again(store: Store) -> None:
    store.refuse_digest(claim(store), NOON + LEASE, "not_in_channel")
    run = store.digest_run("C1", TODAY)

    assert run
    assert (run.state, run.why) == (RunState.REFUSED, "not_in_channel")
    assert store.open_digest_runs(NOON + LEASE - TICK) == []
    assert store.open_digest_runs(NOON + LEASE) == [("C1", TODAY)]
    again = claim(store).lease
    assert (again.is_left, again.refusals) == (False, 1)


@pytest.mark.parametrize("state", [RunState.EMPTY, RunState.MISSED, RunState.UNSURE])
def test_a_run_at_its_end_stays_there(store: Store, state: RunState) -> None:
    held = claim(store)
    store.close_digest(held, state)

    assert not store.claim_digest("C1", TODAY, NOON + 9 * LEASE)
    assert not store.renew_claim(held, NOON)
    assert store.open_digest_runs(NOON + 9 * LEASE) == []
    assert store.delivered_until("C1") == (NOON if state is RunState.EMPTY else None)


def test_a_delivered_digest_stays_delivered(store: Store) -> None:
    held = claim(store)
    store.record_digest(held, until=NOON, ts="1.2")
    store.record_digest(held, until=NOON + LEASE, ts="1.3")
    store.close_digest(held, RunState.MISSED)

    run = store.digest_run("C1", TODAY)
    assert run
    assert (run.state, run.ts, run.until) == (RunState.POSTED, "1.2", NOON)
    assert not store.claim_digest("C1", TODAY, NOON + 9 * LEASE)


def test_a_run_of_a_version_without_claims_is_never_posted_again(store: Store, url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        moment = "2025-03-15 12:00:00.000000" + ("" if url.startswith("sqlite") else "+00")
        connection.exec_driver_sql(
            f"INSERT INTO digests (channel, period, claimed) VALUES ('C1', '2025-03-15', '{moment}')"
        )
    database.close()

    assert store.open_digest_runs(NOON + 9 * LEASE) == []
    assert not store.claim_digest("C1", TODAY, NOON + 9 * LEASE)


def test_delivered_until_is_that_of_the_last_delivered_digest(store: Store) -> None:
    assert store.delivered_until("C1") is None
    today = claim(store)
    yesterday = claim(store, period=TODAY - timedelta(days=1))
    assert store.delivered_until("C1") is None

    store.record_digest(today, until=NOON - TICK, ts="1.2")
    store.record_digest(yesterday, until=NOON - timedelta(days=1), ts="1.1")
    store.record_digest(claim(store, "C2"), until=NOON + TICK, ts="1.3")

    assert store.delivered_until("C1") == NOON - TICK
    last = store.last_digest_run("C1")
    assert last
    assert (last.period, last.ts) == (TODAY, "1.2")
    assert store.last_digest_run("C3") is None
    assert store.begun_digest_runs(TODAY) == {("C1", TODAY), ("C2", TODAY)}


def test_a_channel_is_kept_as_it_was_set_up_last(store: Store) -> None:
    plain = DigestChannel("C2", time(8, 30), ZoneInfo("UTC"))
    full = DigestChannel("C1", time(17, 5), ZoneInfo("Europe/Kyiv"), (0, 4), ("one", "two"), False, True, "U1", NOON)
    store.save_digest_channel(plain)
    store.save_digest_channel(plain._replace(channel="C1"))
    store.save_digest_channel(full)

    assert store.digest_channels() == [full, plain]
    assert store.digest_channel("C1") == full
    assert store.digest_channel("C3") is None


def test_an_article_saved_after_a_claim_lands_in_the_next_digest(store: Store, save: Callable[..., Outcome]) -> None:
    save("in time", landed=NOON)
    store.claim_digest("C1", TODAY, NOON)
    save("while it is written", landed=NOON - timedelta(seconds=5))
    save("at the same moment", landed=NOON)
    save("later", landed=NOON + timedelta(seconds=5))

    assert [article.id for article in store.landed(NOON - timedelta(days=1), NOON)] == ["in time"]
    assert [article.id for article in store.landed(NOON, NOON + timedelta(days=1))] == [
        "while it is written",
        "at the same moment",
        "later",
    ]


def test_a_claim_waits_for_an_article_that_is_being_saved(
    open_store: Callable[[], Store], url: str, make_draft: Callable[..., Draft]
) -> None:
    store = open_store()
    in_the_digest: list[str] = []

    def claim_and_choose() -> None:
        store.claim_digest("C1", TODAY, NOON)
        in_the_digest.extend(article.id for article in store.landed(NOON - timedelta(days=1), NOON))

    digest = threading.Thread(target=claim_and_choose)
    database = Database(url)
    with database.write() as connection:
        draft = make_draft("001")
        entry = write_entry(draft, take(draft), origin=Origin.CORPUS, stamp="s", fingerprint="f")
        saving.save(connection, [entry], NOON)
        digest.start()
        digest.join(timeout=0.5)  # ample time to go wrong, were it not to wait
        assert digest.is_alive()
    digest.join()
    database.close()

    assert in_the_digest == ["001"]


def test_a_claim_far_ahead_does_not_hold_articles_back(store: Store, save: Callable[..., Outcome]) -> None:
    store.claim_digest("C1", TODAY, NOON + timedelta(days=2))
    save("now", landed=NOON)

    assert [article.id for article in store.landed(NOON - TICK, NOON)] == ["now"]
