"""What runs beside the listeners, in the order in which it begins."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.background import background
from bot.digest.runs import Mark, Posted
from bot.models import Digest
from bot.services import open_services
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


@pytest.mark.parametrize("is_there", [True, False])
def test_a_digest_that_was_missed_has_what_came_meanwhile(tmp_path: Path, is_there: bool) -> None:
    corpus, channel, stop = tmp_path / "articles", Channel(), threading.Event()
    corpus.mkdir()
    (corpus / "old.md").write_text("# Old\n\nThe harbour holds 40 boats.\n", encoding="utf-8")
    settings = Settings(
        dateline_corpus=corpus,
        dateline_data=tmp_path / "data",
        dateline_digest_channel="C1",
        dateline_digest_at="00:00",
    )
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
