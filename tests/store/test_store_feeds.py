"""Feeds in the store: polled by one at a time, and what was seen in them stays known."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.store import Feed, SeenEntry, Store
from tests.store.conftest import NOON

HOUR = timedelta(hours=1)
FEED = Feed(
    id="f1",
    url="https://news.example/feed",
    title="The Harbour Post",
    etag='"7"',
    modified=None,
    pause=900,
    added=NOON,
    checked=None,
    due=NOON,
    failures=0,
    problem=None,
    paused=None,
    newest=None,
)


def _seen(entry: str, article: str | None = None, **more: object) -> SeenEntry:
    given = {"fingerprint": "f", "tries": 0, "refused": None, "tried": NOON, **more}
    return SeenEntry(entry=entry, article=article, **given)  # type: ignore[arg-type]


def test_a_feed_is_followed_once(store: Store) -> None:
    assert store.add_feed(FEED)
    assert not store.add_feed(FEED._replace(title="Another"))
    assert store.feeds() == [FEED]


def test_feeds_come_by_title_with_their_articles(store: Store) -> None:
    for number, title in enumerate(["B", "A", None]):
        store.add_feed(FEED._replace(id=f"f{number}", title=title))
    store.note_feed_entries("f0", [_seen("1", "a1"), _seen("2", "a1"), _seen("3", "a2"), _seen("4")])
    assert {feed.title: feed.articles for feed in store.feeds()} == {"A": 0, "B": 2, None: 0}
    assert [feed.title for feed in store.feeds()] == ["A", "B", None]


def test_a_feed_that_is_due_is_claimed_by_one(store: Store, open_store: Callable[[], Store]) -> None:
    store.add_feed(FEED)
    other = open_store()
    assert store.due_feeds(NOON) == other.due_feeds(NOON) == ["f1"]
    assert store.claim_feed("f1", NOON, NOON + HOUR) == FEED
    assert other.claim_feed("f1", NOON, NOON + HOUR) is None
    assert other.due_feeds(NOON) == []


@pytest.mark.parametrize(
    ("change", "moment"),
    [({}, NOON - timedelta(seconds=1)), ({"paused": "it is gone"}, NOON), ({"due": NOON + HOUR}, NOON)],
)
def test_a_feed_that_is_not_due_is_claimed_on_request_alone(
    store: Store, change: dict[str, object], moment: datetime
) -> None:
    feed = FEED._replace(**change)  # type: ignore[arg-type]
    store.add_feed(feed)
    assert store.due_feeds(moment) == []
    assert store.claim_feed("f1", moment, moment + HOUR) is None
    assert store.claim_feed("f1", moment, moment + HOUR, is_due=False) == feed
    assert store.claim_feed("f1", moment, moment + HOUR, is_due=False) is None


def test_a_claim_of_one_who_died_runs_out(store: Store) -> None:
    store.add_feed(FEED)
    assert store.claim_feed("f1", NOON, NOON + HOUR)
    assert store.due_feeds(NOON + HOUR) == ["f1"]
    assert store.claim_feed("f1", NOON + HOUR, NOON + 2 * HOUR) == FEED


def test_a_feed_that_is_settled_can_be_claimed_when_it_is_due_again(store: Store) -> None:
    store.add_feed(FEED)
    store.claim_feed("f1", NOON, NOON + HOUR)
    settled = FEED._replace(
        url="https://news.example/atom",
        checked=NOON,
        due=NOON + HOUR / 4,
        failures=2,
        problem="is not there (404)",
        newest=NOON,
        etag=None,
        modified="Sat, 15 Mar 2025 08:00:00 GMT",
    )
    store.settle_feed(settled)
    assert store.feeds() == [settled]
    assert store.claim_feed("f1", NOON, NOON + HOUR) is None
    assert store.claim_feed("f1", NOON + HOUR / 4, NOON + HOUR) == settled


def test_of_many_processes_one_claims(store: Store, open_store: Callable[[], Store]) -> None:
    store.add_feed(FEED)
    stores = [open_store() for _ in range(6)]
    claimed: list[Feed | None] = []
    start = threading.Barrier(len(stores))

    def claim(one: Store) -> None:
        start.wait()
        claimed.append(one.claim_feed("f1", NOON, NOON + HOUR))

    threads = [threading.Thread(target=claim, args=(one,)) for one in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [feed for feed in claimed if feed] == [FEED]


def test_what_was_seen_is_kept_and_replaced(store: Store) -> None:
    store.add_feed(FEED)
    first = [_seen("1", "a1"), _seen("2", tries=1), _seen("3", refused="holds no text")]
    store.note_feed_entries("f1", first)
    again = _seen("2", "a2", fingerprint="g", tried=NOON + HOUR)
    store.note_feed_entries("f1", [again])
    assert store.feed_entries("f1") == {"1": first[0], "2": again, "3": first[2]}
    assert store.feed_entries("f2") == {}


def test_a_feed_that_is_removed_is_forgotten(store: Store) -> None:
    store.add_feed(FEED)
    store.note_feed_entries("f1", [_seen("1", "a1")])
    store.remove_feed("f1")
    assert store.feeds() == []
    store.settle_feed(FEED)  # as a poll does that was under way
    store.note_feed_entries("f1", [_seen("2", "a2")])
    assert store.feeds() == []
    assert store.feed_entries("f1") == {}
    store.add_feed(FEED)
    assert store.feed_entries("f1") == {}
