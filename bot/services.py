"""What the surfaces call, opened together: the store, the index that follows it, the topics and the answerer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Self

from bot import wording
from bot.answers import Answerer
from bot.claims import Checker
from bot.corpus import OnProgress, retake_facts, sync
from bot.errors import CorpusMissing, PageRefused
from bot.models import IngestReport, Topic
from bot.search import Index
from bot.settings import Settings
from bot.slow_work import SlowWork
from bot.store import Store
from bot.topics import read_topics

if TYPE_CHECKING:
    from bot.corpus.feeds import PollReport
    from bot.corpus.pages import Added
    from bot.corpus.web.access import Web


@dataclass(frozen=True)
class Services:
    """One corpus and all that answers from it. Safe to use from several threads."""

    settings: Settings
    corpus: Path
    topics: tuple[Topic, ...]
    store: Store
    index: Index
    answerer: Answerer
    has_own_store: bool = False
    """Whether nothing but what is in that folder is lost with it: it was named, and no other uses its store."""
    fetching: SlowWork = field(default_factory=SlowWork)
    digesting: SlowWork = field(default_factory=SlowWork)
    _are_facts_retaken: Event = field(default_factory=Event)

    def prepare(self) -> None:
        """Does what has to be done before the first answer: where articles are there, they can be asked at once, and
        what changed in the folder since is for `refresh`. The very first ones are waited for.

        Raises as `refresh` does.
        """
        if not self.corpus.is_dir():
            why = wording.FOLDER["file" if self.corpus.exists() else "missing"]
            raise CorpusMissing(folder=self.corpus, why=why)
        if not self.store.last_change():
            self.refresh()
            return
        self._retake_facts()
        self.index.catch_up()

    def refresh(self, on_progress: OnProgress | None = None, *, may_lose_most: bool = False) -> IngestReport:
        """Brings in what changed in the corpus folder, and lets the index catch up.

        The first time, facts that another version of the program took are taken anew. Once is enough, and two versions
        that share a database, as they do while one replaces the other, would undo each other's work at every change.

        Raises CorpusMissing where the folder is missing or holds nothing to read, MostFilesGone where most of what was
        in it is gone, unless it `may_lose_most` or has a store of its own; DatabaseDown.
        """
        self._retake_facts()
        report = sync(
            self.corpus,
            self.store,
            now=datetime.now(UTC),
            on_progress=on_progress,
            may_lose_most=may_lose_most or self.has_own_store,
        )
        self.index.catch_up()
        return report

    @cached_property
    def checker(self) -> Checker:
        """What says what the articles say to the claims of a text."""
        return Checker(self.store, self.index, self.topics)

    def _retake_facts(self) -> None:
        if not self._are_facts_retaken.is_set():
            retake_facts(self.store)
            self._are_facts_retaken.set()

    @cached_property
    def web(self) -> "Web":
        """Made when first needed: most commands fetch nothing, and load nothing for it."""
        from bot.corpus.web.access import open_web

        return open_web(allow_loopback=self.settings.dateline_fetch_loopback)

    def add_page(self, url: str) -> "Added":
        """Fetches the page at an address, takes it in, and lets the index catch up.

        Raises PageRefused with the reason, DatabaseDown.
        """
        from bot.corpus.pages import add_pages

        report, added = add_pages([url], self.store, self.web, now=datetime.now(UTC))
        if not added:
            raise PageRefused(url=url, why=report.refused[0].reason)
        self.index.catch_up()
        return added[0]

    def poll_feeds(self, should_stop: Callable[[], bool]) -> "PollReport":
        """Polls the feeds that are due, and lets the index catch up, also with what other processes have brought in.
        `should_stop` is asked between two pages.

        Raises DatabaseDown.
        """
        from bot.corpus.feeds import poll

        done = poll(self.store, self.web, clock=lambda: datetime.now(UTC), should_stop=should_stop)
        self.index.catch_up()
        return done

    def close(self) -> None:
        self.fetching.close()
        self.digesting.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_services(settings: Settings, corpus: Path | None = None) -> Services:
    """The services for the configured corpus, or for another folder with a store of its own.

    Raises DatabaseDown, DataUnwritable, InvalidTopics.
    """
    folder = corpus or settings.dateline_corpus
    data = _own_data(settings.dateline_data, corpus) if corpus else settings.dateline_data
    shared = settings.database_url if corpus is None else None
    store = Store.open(shared.get_secret_value() if shared else f"sqlite:///{data.absolute() / 'dateline.db'}")
    topics = read_topics(folder, settings.dateline_corpus)
    index = Index.open(data / "index", store)
    answerer = Answerer(store, index, topics, lambda: datetime.now(settings.dateline_timezone).date())
    return Services(settings, folder, topics, store, index, answerer, has_own_store=corpus is not None)


def _own_data(data: Path, corpus: Path) -> Path:
    """A folder below the data directory for that corpus: its name, made unique by its whole path."""
    path = corpus.absolute()
    return data / "corpora" / f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
