"""How an article lies in the tables, and how it is put together again."""

from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Row, select

from bot.errors import NotText
from bot.facts.record import FACTS, Facts, taken_by
from bot.models import Article, Block, Draft, Edit
from bot.store.tables import article_versions, articles
from bot.store.values import Entry, Origin, Taken
from bot.texts.copies import sketch
from bot.wording import DATABASE

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
    articles.c.copy_of,
).join_from(articles, article_versions, articles.c.id == article_versions.c.article)
"""The columns that make an Article, under the names of its fields."""

NEWEST_VERSION = EVERY_VERSION.where(articles.c.version == article_versions.c.version)

_BLOCKS = TypeAdapter(tuple[Block, ...])
EDITS = TypeAdapter(tuple[Edit, ...])
"""What a version changed, as it is kept."""


def to_article(row: ArticleRow) -> Article:
    """The article of a row of EVERY_VERSION."""
    return Article(**{**row._mapping, "blocks": _BLOCKS.validate_json(row.blocks)})


class Kept(NamedTuple):
    """A stored article as its columns hold it: cheap to hand to another process, which reads it with `read_kept`.

    `facts` is None where they are missing, or were taken by another version of this program.
    """

    id: str
    source: str
    title: str
    url: str | None
    publisher: str | None
    author: str | None
    published: date | None
    text: str
    blocks: str
    version: int
    seen: datetime
    seq: int
    landed: datetime
    withdrawn: bool
    copy_of: str | None
    facts: str | None


def read_kept(kept: Kept) -> tuple[Article, Facts | None]:
    """The article of such a row, and what it states."""
    columns = kept._asdict()
    facts = columns.pop("facts")
    article = Article(**{**columns, "blocks": _BLOCKS.validate_json(kept.blocks)})
    return article, None if facts is None else FACTS.validate_json(facts)


def read_blocks(written: str) -> tuple[Block, ...]:
    """An article's blocks, as they are kept."""
    return _BLOCKS.validate_json(written)


def write_entry(
    draft: Draft,
    facts: Facts,
    *,
    origin: Origin,
    stamp: str,
    fingerprint: str,
    addresses: tuple[str, ...] = (),
    by_address: bool = False,
) -> Entry:
    """The draft and what it states, written out: work that another process can do. Touches no database.

    Raises NotText for a NUL character or half a surrogate pair.
    """
    if not all(map(is_storable, (draft.id, draft.source, draft.title, draft.text, *metadata_of(draft).values()))):
        raise NotText(why=DATABASE["characters"])
    return Entry(
        id=draft.id,
        source=draft.source,
        title=draft.title,
        text=draft.text,
        blocks=_BLOCKS.dump_json(draft.blocks).decode(),
        facts=FACTS.dump_json(facts).decode(),
        facts_taken_by=taken_by(),
        sketch=sketch(draft.text),
        url=draft.url,
        publisher=draft.publisher,
        author=draft.author,
        published=draft.published,
        origin=origin,
        stamp=stamp,
        fingerprint=fingerprint,
        addresses=addresses,
        by_address=by_address,
    )


def content_of(entry: Entry) -> dict[str, str]:
    """What makes a version: title, text, and the blocks as JSON."""
    return {"title": entry.title, "text": entry.text, "blocks": entry.blocks}


def write_taken(article: Article, facts: Facts) -> Taken:
    """What a version of an article states, written out: work that another process can do. Touches no database."""
    return Taken(article.id, article.version, FACTS.dump_json(facts).decode(), taken_by(), sketch(article.text))


def metadata_of(draft: Draft | Entry) -> dict[str, Any]:
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
