"""What changed in the store, as documents: read page by page, and worked out on all cores where there is much."""

from collections.abc import Generator, Iterator
from typing import NamedTuple

import tantivy

from bot.facts.record import take
from bot.parallel import map_in_order
from bot.search.documents import Fields, documents
from bot.store import Kept, Store, read_kept

_PAGE = 200
_WORTH_WORKERS = 2000
"""Articles. Each takes a millisecond or two; a worker takes a second to start."""


class Change(NamedTuple):
    """The change of that number: the article and what its documents hold from now on; no document if withdrawn."""

    seq: int
    article: str
    documents: list[Fields]


def read_backlog(store: Store, after: int, limit: int | None = None) -> Generator[Change, None, None]:
    """The changes after that one, in order, as the store has them while they are read; at most `limit` of them.

    To be used up or closed: worker processes may be at it.
    """
    return map_in_order(_work_out, _read(store, after, limit), threshold=_WORTH_WORKERS)


def _read(store: Store, after: int, limit: int | None) -> Iterator[Kept]:
    while page := store.kept_changes(after, _PAGE if limit is None else min(_PAGE, limit)):
        yield from page
        after = page[-1].seq
        limit = limit and limit - len(page)
        if limit == 0:
            return


def _work_out(kept: Kept) -> Change:
    if kept.withdrawn:
        return Change(kept.seq, kept.id, [])
    article, facts = read_kept(kept)
    return Change(kept.seq, kept.id, list(documents(article, facts or take(article))))


def write(writer: tantivy.IndexWriter, change: Change) -> int:
    """Puts an article's documents in the place of those that it had. Returns the number of the change."""
    writer.delete_documents_by_term("article", change.article)
    for fields in change.documents:
        writer.add_document(tantivy.Document(**fields))
    return change.seq
