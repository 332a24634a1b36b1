"""How an article lies in the tables, and how it is put together again."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, select

from bot.facts.record import FACTS, Facts, taken_by
from bot.models import Article, Block, Draft
from bot.store.tables import article_versions, articles

ArticleRow = Row[*tuple[Any, ...]]

EVERY_VERSION = select(
    articles.c.id,
    articles.c.source,
    article_versions.c.title,
    articles.c.url,
    articles.c.publisher,
    articles.c.author,
    articles.c.published,
    article_versions.c.text,
    article_versions.c.blocks,
    article_versions.c.version,
    article_versions.c.seen,
    articles.c.seq,
    articles.c.landed,
    articles.c.withdrawn,
).join_from(articles, article_versions, articles.c.id == article_versions.c.article)
"""The columns that make an Article, under the names of its fields."""

NEWEST_VERSION = EVERY_VERSION.where(articles.c.version == article_versions.c.version)

_BLOCKS = TypeAdapter(tuple[Block, ...])


def to_article(row: ArticleRow) -> Article:
    """The article of a row of EVERY_VERSION."""
    return Article(**{**row._mapping, "blocks": _BLOCKS.validate_json(row.blocks)})


def content_of(draft: Draft) -> dict[str, str]:
    """What makes a version: title, text, and the blocks as JSON."""
    return {
        "title": draft.title,
        "text": draft.text,
        "blocks": _BLOCKS.dump_json(draft.blocks).decode(),
    }


def facts_of(facts: Facts) -> dict[str, str]:
    """What a version states, and what the facts were taken by."""
    return {"facts": FACTS.dump_json(facts).decode(), "facts_taken_by": taken_by()}


def metadata_of(draft: Draft) -> dict[str, Any]:
    """What is said about an article without being part of it."""
    return {
        "url": draft.url,
        "publisher": draft.publisher,
        "author": draft.author,
        "published": draft.published,
    }


def is_storable(value: object) -> bool:
    """PostgreSQL keeps no NUL, neither database half a surrogate pair (as in a misencoded file name)."""
    try:
        return b"\0" not in str(value).encode()
    except UnicodeEncodeError:
        return False
