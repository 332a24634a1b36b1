"""The truth: articles, what was seen, what was answered and which digests went out. The only SQL."""

from bot.store.store import Store
from bot.store.values import Counts, KeptAnswer, Outcome, SourceState

__all__ = ["Counts", "KeptAnswer", "Outcome", "SourceState", "Store"]
