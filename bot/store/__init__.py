"""The truth: articles, what was seen, what was answered and which digests went out. The only SQL."""

from bot.store.channels import EVERY_DAY, DigestChannel
from bot.store.digests import LEASE, Claim, DigestRun, RunState
from bot.store.feeds import Feed, SeenEntry
from bot.store.rows import Kept, read_kept, write_entry, write_taken
from bot.store.store import Store
from bot.store.values import (
    Counts,
    Entry,
    KeptAnswer,
    Origin,
    Outcome,
    Refused,
    Saved,
    SourceState,
    Taken,
    Version,
)

__all__ = [
    "EVERY_DAY",
    "LEASE",
    "Claim",
    "Counts",
    "DigestChannel",
    "DigestRun",
    "Entry",
    "Feed",
    "Kept",
    "KeptAnswer",
    "Origin",
    "Outcome",
    "Refused",
    "RunState",
    "Saved",
    "SeenEntry",
    "SourceState",
    "Store",
    "Taken",
    "Version",
    "read_kept",
    "write_entry",
    "write_taken",
]
