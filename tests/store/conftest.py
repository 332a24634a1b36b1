"""Stores to test on: the same tests run on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.models import Block, BlockKind, Draft
from bot.store import Outcome, Store
from tests import storing

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def make_draft() -> Callable[..., Draft]:
    """Makes an article of one paragraph of one sentence."""

    def make(article_id: str, text: str = "One sentence.", **fields: object) -> Draft:
        paragraph = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), sentences=((0, len(text)),))
        given = {"source": f"{article_id}.txt", "title": "A title", "blocks": (paragraph,), **fields}
        return Draft.model_validate({"id": article_id, "text": text, **given})

    return make


@pytest.fixture
def open_store(url: str) -> Iterator[Callable[[], Store]]:
    """Opens the same database as often as called, as another process would."""
    opened: list[Store] = []

    def open_another() -> Store:
        opened.append(Store.open(url))
        return opened[-1]

    yield open_another
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """An empty store."""
    return open_store()


@pytest.fixture
def save(store: Store, make_draft: Callable[..., Draft]) -> Callable[..., Outcome]:
    """Saves an article into the store, as a file of the corpus."""
    default = store

    def save_article(
        article_id: str,
        text: str = "One sentence.",
        *,
        store: Store = default,
        landed: datetime = NOON,
        origin: str = "corpus",
        stamp: str = "stamp",
        fingerprint: str = "fingerprint",
        **fields: object,
    ) -> Outcome:
        draft = make_draft(article_id, text, **fields)
        return storing.save(store, draft, landed, origin=origin, stamp=stamp, fingerprint=fingerprint).outcome

    return save_article
