"""The truth: articles, what was seen, what was answered and which digests went out. The only SQL."""

from bot.store.asked import Asked, Feedback, Unanswered, Verdict
from bot.store.channel_rules import ChannelRules
from bot.store.channels import EVERY_DAY, DigestChannel
from bot.store.digests import Claim, DigestRun, RunState
from bot.store.feeds import Feed, SeenEntry
from bot.store.leases import LEASE
from bot.store.rows import Kept, read_kept, write_entry, write_taken
from bot.store.store import Store
from bot.store.threads import Thread
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
from bot.store.watches import Watch, WatchClaim

__all__ = [
    "EVERY_DAY",
    "LEASE",
    "Asked",
    "ChannelRules",
    "Claim",
    "Counts",
    "DigestChannel",
    "DigestRun",
    "Entry",
    "Feed",
    "Feedback",
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
    "Thread",
    "Unanswered",
    "Verdict",
    "Version",
    "Watch",
    "WatchClaim",
    "read_kept",
    "write_entry",
    "write_taken",
]
