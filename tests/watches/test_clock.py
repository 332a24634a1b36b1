"""When watches are asked: once changes have settled, and not for ever put off."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services import Services, open_services
from bot.settings import Settings
from bot.store import Watch
from bot.watch_clock import LONGEST, SETTLED, WatchClock
from bot.watches.checks import Mark, News
from tests.drafting import make_draft
from tests.storing import save

QUESTION = "How many ports are in the harbour league?"


class Channel:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[News] = []

    def post(self, news: News, mark: Mark) -> None:
        self.told.append(news)

    def find(self, watch: Watch, after: datetime, before: datetime) -> Mark | None:
        return None


class Desk:
    def __init__(self, services: Services) -> None:
        self.services = services
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.channel = Channel()
        self.clock = WatchClock(services, self.channel, lambda: self.now)

    def land(self, count: int) -> None:
        text = f"{count} ports are in the harbour league, the harbour master said.".encode()
        save(self.services.store, make_draft(f"a{count}.txt", text), self.now, origin="ingest")

    def look_in(self, time: timedelta) -> int:
        self.now += time
        return self.clock.look()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "articles").mkdir()
    with open_services(Settings(dateline_corpus=tmp_path / "articles", dateline_data=tmp_path / "data")) as services:
        opened = Desk(services)
        answer = services.answerer.ask(QUESTION)
        services.store.keep_answers([answer], opened.now)
        assert services.store.add_watch(
            Watch("w1", "C1", QUESTION, "U1", opened.now, answer.id, opened.now, services.store.last_change())
        )
        yield opened


def test_watches_wait_until_nothing_has_changed_for_a_while(desk: Desk) -> None:
    desk.look_in(SETTLED)
    desk.land(12)
    assert desk.look_in(timedelta(seconds=1)) == 0
    desk.land(14)
    assert desk.look_in(SETTLED / 2) == 0
    assert desk.look_in(SETTLED) == 1
    assert len(desk.channel.told[0].new) == 2
    assert desk.look_in(SETTLED) == 0


def test_watches_do_not_wait_for_ever_where_changes_do_not_end(desk: Desk) -> None:
    desk.look_in(SETTLED)
    waited = timedelta()
    for count in range(20, 60):
        desk.land(count)
        waited += SETTLED / 2
        if desk.look_in(SETTLED / 2):
            break
    assert SETTLED < waited <= LONGEST + SETTLED


def test_a_watch_whose_topic_is_gone_keeps_no_other_from_being_asked(desk: Desk) -> None:
    watch = desk.services.store.watches_in("C1")[0]
    gone = watch._replace(id="w0", question="/nowhere size", checked=-1)
    assert desk.services.store.add_watch(gone)
    desk.land(12)
    desk.look_in(SETTLED)
    assert desk.look_in(SETTLED) == 1
