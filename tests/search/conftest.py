"""A store of small articles, and the index that follows it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.models import Block, BlockKind, Draft
from bot.search import Index
from bot.store import Store
from tests import storing

NOW = datetime(2025, 5, 2, 9, tzinfo=UTC)
Save = Callable[..., None]


def make_draft(article_id: str, *blocks: str, title: str = "A title", published: date | None = None) -> Draft:
    """An article of these blocks: one that begins with "# " is a heading; "|" stands between sentences."""
    text, made = "", []
    for block in blocks:
        start, spans = len(text), []
        for sentence in block.removeprefix("# ").split("|"):
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        text = text[:-1]
        kind = BlockKind.HEADING if block.startswith("# ") else BlockKind.PARAGRAPH
        made.append(Block(kind=kind, start=start, end=len(text), sentences=tuple(spans)))
        text += "\n\n"
    return Draft(
        id=article_id, source=f"{article_id}.txt", title=title, published=published, text=text, blocks=tuple(made)
    )


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    opened: list[Store] = []

    def open_one(name: str) -> Store:
        opened.append(Store.open(f"sqlite:///{tmp_path / name}"))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[str], Store]) -> Store:
    return open_store("store.db")


@pytest.fixture
def save(store: Store) -> Save:
    """Saves an article, or its new version."""

    def save_one(article_id: str, *blocks: str, **fields: object) -> None:
        draft = make_draft(article_id, *blocks, **fields)  # type: ignore[arg-type]
        storing.save(store, draft, NOW)

    return save_one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path, store: Store) -> Index:
    """An index that has read nothing yet."""
    return Index.open(folder, store)
