"""Run as a process of its own, to be killed: saves articles without end and names each once it is stored.

Arguments: the URL of the store and a word that its articles' ids begin with.
"""

import sys
from datetime import UTC, datetime
from itertools import count

from bot.facts.record import take
from bot.models import Block, BlockKind, Draft
from bot.store import Origin, Store, write_entry

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)


def save_without_end(url: str, prefix: str) -> None:
    store = Store.open(url)
    for number in count():
        name = f"{prefix}-{number}"
        for text in (f"{name} first. " * 200, f"{name} second. " * 200):
            paragraph = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), sentences=((0, len(text)),))
            draft = Draft(id=name, source=f"{name}.txt", title=name, text=text, blocks=(paragraph,))
            entry = write_entry(draft, take(draft), origin=Origin.CORPUS, stamp="s", fingerprint="f")
            store.save([entry], NOON)
        print(name, flush=True)


if __name__ == "__main__":
    save_without_end(sys.argv[1], sys.argv[2])
