"""What the surfaces call, opened together: the store, the index that follows it, the topics and the answerer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Self

from bot.answers import Answerer
from bot.corpus import retake_facts, sync
from bot.models import IngestReport, Topic
from bot.search import Index
from bot.settings import Settings
from bot.store import Store
from bot.topics import read_topics


@dataclass(frozen=True)
class Services:
    """One corpus and all that answers from it. Safe to use from several threads."""

    settings: Settings
    corpus: Path
    topics: tuple[Topic, ...]
    store: Store
    index: Index
    answerer: Answerer
    _are_facts_retaken: Event = field(default_factory=Event)

    def refresh(self, on_file: Callable[[Path, int, int], None] | None = None) -> IngestReport:
        """Brings in what changed in the corpus folder, and lets the index catch up.

        The first time, facts that another version of the program took are taken anew. Once is enough, and two versions
        that share a database, as they do while one replaces the other, would undo each other's work at every change.

        Raises CorpusMissing where the folder is missing or holds nothing to read, DatabaseDown.
        """
        if not self._are_facts_retaken.is_set():
            retake_facts(self.store)
            self._are_facts_retaken.set()
        report = sync(self.corpus, self.store, now=datetime.now(UTC), on_file=on_file)
        self.index.catch_up()
        return report

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_services(settings: Settings, corpus: Path | None = None) -> Services:
    """The services for the configured corpus, or for another folder with a store of its own.

    Raises DatabaseDown, InvalidTopics.
    """
    folder = corpus or settings.dateline_corpus
    data = _own_data(settings.dateline_data, corpus) if corpus else settings.dateline_data
    shared = settings.database_url if corpus is None else None
    store = Store.open(shared.get_secret_value() if shared else f"sqlite:///{data.absolute() / 'dateline.db'}")
    topics = read_topics(folder, settings.dateline_corpus)
    index = Index.open(data / "index", store)
    answerer = Answerer(store, index, topics, lambda: datetime.now(settings.dateline_timezone).date())
    return Services(settings, folder, topics, store, index, answerer)


def _own_data(data: Path, corpus: Path) -> Path:
    """A folder below the data directory for that corpus: its name, made unique by its whole path."""
    path = corpus.absolute()
    return data / "corpora" / f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
