"""What channels were told, and what they do not want to hear of, on both databases."""

from datetime import UTC, date, datetime, timedelta

from bot.models import Citation
from bot.store import Store

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def quote(words: str) -> Citation:
    return Citation(article="a", title="A", url=None, published=None, quote=words, start=0, end=len(words))


def test_a_muted_story_is_one_until_its_time_is_over_or_it_is_taken_back(store: Store) -> None:
    store.mute_story("C1", "a", NOON + DAY)
    store.mute_story("C1", "a", NOON)  # a later moment counts
    store.mute_story("C2", "b", NOON + DAY)
    assert store.muted_stories("C1", NOON) == {"a"}
    assert store.muted_stories("C1", NOON + DAY) == set()
    store.unmute_story("C1", "a")
    store.unmute_story("C1", "never muted")
    assert store.muted_stories("C1", NOON) == set()
    assert store.muted_stories("C2", NOON) == {"b"}


def test_the_quotes_of_a_delivered_digest_are_known_as_shown(store: Store) -> None:
    for days, words in enumerate(("Twelve ferries.", "Nine ferries.")):
        now = NOON + days * DAY
        claim = store.claim_digest("C1", date(2025, 3, 15) + days * DAY, now)
        assert claim is not None
        store.record_digest(claim, until=now, ts="1.2", shown=[quote(words)])
        store.record_digest(claim, until=now, ts="1.2", shown=[quote(words)])
    assert store.shown("C1", NOON) == [(quote("Twelve ferries."), NOON), (quote("Nine ferries."), NOON + DAY)]
    assert store.shown("C1", NOON + DAY) == [(quote("Nine ferries."), NOON + DAY)]
    assert store.shown("C2", NOON) == []
