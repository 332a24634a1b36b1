"""Feeds are polled while the bot runs, and people are told once of one that is gone for good."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.corpus.following import add_feed, list_feeds
from bot.errors import DeliveryFailed
from bot.feed_polling import poll_feeds
from bot.services import Services, open_services
from bot.settings import Settings
from tests.cli.test_feeds import FEED, PAGE
from tests.corpus.web.site import Answer, Site


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr("bot.corpus.web.robots.PAUSE", 0.0)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    settings = Settings(dateline_corpus=corpus, dateline_data=tmp_path / "data", dateline_fetch_loopback=True)
    with closing(open_services(settings)) as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        root = made.url("", "127.0.0.1")
        made.answers["/feed.xml"] = Answer(FEED.format(site=root), headers={"Content-Type": "application/rss+xml"})
        made.answers["/eels"] = Answer(PAGE)
        yield made


def poll_until(services: Services, done: object, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the poller run, looking again at once, until `done()`."""
    monkeypatch.setattr("bot.feed_polling.LOOK_AGAIN", 0.01)
    stop = threading.Event()
    polling = threading.Thread(target=poll_feeds, args=(services, told.append, stop))
    polling.start()
    try:
        for _ in range(1000):
            if done():  # type: ignore[operator]
                return
            stop.wait(0.01)
        raise TimeoutError
    finally:
        stop.set()
        polling.join()


def test_a_running_bot_takes_in_what_a_feed_brings(
    services: Services, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_feed(site.url("/feed.xml", "127.0.0.1"), services.store, services.web, now=datetime.now(UTC))
    told: list[str] = []
    poll_until(services, lambda: services.index.size() > 0, told, monkeypatch)
    assert "4,300 eels" in services.answerer.ask("how many eels passed the weir?").findings[0].citations[0].quote
    assert told == []


def test_people_are_told_once_of_a_feed_that_is_gone(
    services: Services, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.url("/feed.xml", "127.0.0.1")
    add_feed(address, services.store, services.web, now=datetime.now(UTC))
    site.answers["/feed.xml"] = Answer(status=410)
    told: list[str] = []
    poll_until(services, lambda: told, told, monkeypatch)
    assert told == [
        f"The feed “Coast News” ({address}) is not asked any more: it is gone for good (410). "
        "Look for its new address, or remove it."
    ]
    assert [feed.state for feed in list_feeds(services.store)] == ["paused"]


def test_what_cannot_be_said_keeps_no_feed_from_being_polled(
    services: Services, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.feed_polling.LOOK_AGAIN", 0.01)
    add_feed(site.url("/feed.xml", "127.0.0.1"), services.store, services.web, now=datetime.now(UTC))
    site.answers["/feed.xml"] = Answer(status=410)
    stop = threading.Event()

    def refuse(sentence: str) -> None:
        stop.set()
        raise DeliveryFailed(channel="C0", why="channel_not_found")

    poll_feeds(services, refuse, stop)
    assert [feed.state for feed in list_feeds(services.store)] == ["paused"]
