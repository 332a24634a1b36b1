"""A file's article, as an ingest reads it."""

from bot.corpus.draft import draft_page, name_article
from bot.corpus.readers import read
from bot.models import Draft


def make_draft(source: str, data: bytes) -> Draft:
    """The draft of a file with that name. Raises ReadError."""
    return draft_page(name_article(source), source, read(source, data))
