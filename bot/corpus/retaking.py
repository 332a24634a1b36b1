"""Facts taken anew, where another version of this program took them."""

from bot.facts.record import take
from bot.store import Store

_BATCH = 50


def retake_facts(store: Store) -> int:
    """Brings what is kept of every article up to how this program reads it. Returns of how many.

    A kill loses at most one batch's work. Each article is met once: another version of the program that does the same
    at the same time is not fought over it.
    """
    retaken, last = 0, ""
    while batch := store.without_facts(last, _BATCH):
        store.keep_facts([(article, take(article)) for article in batch])
        retaken, last = retaken + len(batch), batch[-1].id
    return retaken
