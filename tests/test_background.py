"""What runs beside the listeners, in the order in which it begins."""

import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.background import background
from bot.corpus.absence import MANY
from bot.digest.runs import Mark, Posted
from bot.models import Digest, IngestReport
from bot.services import Services, open_services
from bot.settings import Settings
from bot.store import DigestChannel


class Channel:
    """Keeps the digests that it is sent."""

    def __init__(self) -> None:
        self.digests: list[Digest] = []
        self.came = threading.Event()

    def count(self, one: DigestChannel, digest: Digest) -> int:
        return 1

    def post(self, one: DigestChannel, digest: Digest, mark: Mark, thread: str | None) -> str:
        self.digests.append(digest)
        self.came.set()
        return "1.0"

    def find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        return None


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a bot with one article, whose channel gets its digest as soon as it is up."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    (corpus / "old.md").write_text("# Old\n\nThe harbour holds 40 boats.\n", encoding="utf-8")
    return Settings(
        dateline_corpus=corpus,
        dateline_data=tmp_path / "data",
        dateline_digest_channel="C1",
        dateline_digest_at="00:00",
    )


def write_another(corpus: Path, services: Services) -> None:
    """Returns when that article is in."""
    (corpus / "new.md").write_text("# New\n\nA storm closed the bakery.\n", encoding="utf-8")
    end = time.monotonic() + 30
    while services.store.counts().articles < 2:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_digest_that_was_missed_has_what_came_meanwhile(settings: Settings, tmp_path: Path, is_there: bool) -> None:
    corpus, channel, stop = settings.dateline_corpus, Channel(), threading.Event()
    with open_services(settings) as services:
        services.prepare()
        (corpus / "new.md").write_text("# New\n\nA storm closed the bakery.\n", encoding="utf-8")
        if not is_there:  # a folder that is gone for a while keeps no digest back
            corpus.rename(tmp_path / "away")
        before = datetime.now(UTC)
        with background(services, channel, stop):
            assert channel.came.wait(30)
        (digest,) = channel.digests
        assert digest.until >= before
        told = {article for story in digest.stories for article in story.articles}
        assert told == ({"old", "new"} if is_there else {"old"})


def test_the_folder_is_looked_through_once_at_the_start(settings: Settings) -> None:
    corpus, channel, stop = settings.dateline_corpus, Channel(), threading.Event()
    with capture_logs() as logs, open_services(settings) as services:
        services.prepare()
        with background(services, channel, stop):
            assert channel.came.wait(30)
            time.sleep(1)  # in which a second look would be begun
            write_another(corpus, services)
        brought_in = [log["new"] for log in logs if log["event"] == "articles brought in"]
    assert brought_in == [0, 1]


def test_a_folder_that_the_system_does_not_watch_is_looked_through_all_the_same(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", refuse)
    monkeypatch.setattr("bot.background.LOOK_THROUGH", 0.05)
    corpus, channel, stop = settings.dateline_corpus, Channel(), threading.Event()
    with open_services(settings) as services:
        services.prepare()
        with background(services, channel, stop):
            assert channel.came.wait(30)
            write_another(corpus, services)


def test_a_fault_in_bringing_in_keeps_no_digest_back_and_no_later_article_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, channel, stop = settings.dateline_corpus, Channel(), threading.Event()
    with capture_logs() as logs, open_services(settings) as services:
        services.prepare()
        refresh, faults = services.refresh, iter([ZeroDivisionError("a fault of ours")])

        def refresh_or_fail(_: Services) -> IngestReport:
            for fault in faults:
                raise fault
            return refresh()

        monkeypatch.setattr(Services, "refresh", refresh_or_fail)
        with background(services, channel, stop):
            assert channel.came.wait(30)
            write_another(corpus, services)
    assert [log["exc_info"] for log in logs if log["log_level"] == "error"] == [True]


def test_a_folder_that_lost_most_of_its_files_withdraws_nothing(tmp_path: Path) -> None:
    corpus, stop = tmp_path / "articles", threading.Event()
    corpus.mkdir()
    for number in range(MANY + 2):
        (corpus / f"{number}.md").write_text(f"# Old\n\nThe harbour holds {number} boats.\n", encoding="utf-8")
    with open_services(Settings(dateline_corpus=corpus, dateline_data=tmp_path / "data")) as services:
        services.prepare()
        for path in [*corpus.iterdir()][1:]:
            path.unlink()
        with capture_logs() as logs, background(services, Channel(), stop):
            end = time.monotonic() + 30
            while not any("ingest --withdraw" in line.get("why", "") for line in logs):
                assert time.monotonic() < end, logs
                time.sleep(0.05)
        assert services.store.counts().withdrawn == 0
