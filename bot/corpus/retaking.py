"""Facts taken anew, where another version of this program took them."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from bot.facts.record import take
from bot.parallel import map_in_order
from bot.store import Kept, Store, Taken, read_kept, write_taken

_BATCH = 64


def retake_facts(store: Store) -> int:
    """Brings what is kept of every article up to how this program reads it. Returns of how many.

    A kill loses at most one batch's work. Each article is met once: another version of the program that does the same
    at the same time is not fought over it.
    """
    retaken = 0
    with closing(map_in_order(_retake, _without_facts(store))) as taken:
        while batch := list(islice(taken, _BATCH)):
            store.keep_facts(batch)
            retaken += len(batch)
    return retaken


def _without_facts(store: Store) -> Iterator[Kept]:
    last = ""
    while batch := store.without_facts(last, _BATCH):
        yield from batch
        last = batch[-1].id


def _retake(kept: Kept) -> Taken:
    article, _ = read_kept(kept)
    return write_taken(article, take(article))
