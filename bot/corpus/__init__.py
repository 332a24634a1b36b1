"""An article's way in: files are listed, read, cleaned, split into blocks and sentences, and stored."""

from bot.corpus.ingest import ingest, sync
from bot.corpus.intake import OnProgress, Progress, add_up
from bot.corpus.retaking import retake_facts
from bot.corpus.watch import watch

__all__ = ["OnProgress", "Progress", "add_up", "ingest", "retake_facts", "sync", "watch"]
