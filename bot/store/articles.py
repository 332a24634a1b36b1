"""Articles, their versions and the order of their changes. Functions work in their caller's transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, and_, func, insert, select, update

from bot.errors import NotText
from bot.models import Article, Block, Draft
from bot.store.tables import article_versions, articles, changes, digests
from bot.store.values import Counts, Outcome, SourceState
from bot.wording import DATABASE

BATCH = 500
"""Ids asked for in one statement: SQLite has a limit."""

REHEARSAL = timedelta(days=1)
"""A digest claimed for further ahead than this was a rehearsal, or its clock was wrong."""

_Row = Row[*tuple[Any, ...]]

_BLOCKS = TypeAdapter(tuple[Block, ...])

_HELD = select(
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
    articles.c.seq,
    articles.c.landed,
    articles.c.withdrawn,
).join_from(articles, article_versions, articles.c.id == article_versions.c.article)

_NEWEST = _HELD.where(articles.c.version == article_versions.c.version)


def save(
    connection: Connection, draft: Draft, *, origin: str, stamp: str, fingerprint: str, landed: datetime
) -> Outcome:
    """Store a draft as its article's newest state.

    Another title, text or blocks make a new version; other metadata changes the article in place. Where its
    source lies is no part of that: an article whose file moved is the same. A source holds one article:
    another one that it held before is withdrawn. `landed` counts for an article that is new.
    Raises NotText for characters that a database cannot keep.
    """
    if not all(
        map(_is_storable, (draft.id, draft.source, draft.title, draft.text, *_metadata(draft).values()))
    ):
        raise NotText(why=DATABASE["characters"])
    _lock(connection)
    _withdraw_others(connection, draft, origin)
    place = {"origin": origin, "source": draft.source, "stamp": stamp, "fingerprint": fingerprint}
    held = connection.execute(_NEWEST.where(articles.c.id == draft.id)).one_or_none()
    if held is None:
        _add(connection, draft, place, _after_claimed_digests(connection, landed))
        return Outcome.NEW
    return _replace(connection, held, draft, place, landed)


def restamp(connection: Connection, source: str, *, origin: str, stamp: str, fingerprint: str) -> None:
    """Note what a source looks like now, where its content did not change."""
    connection.execute(
        update(articles)
        .where(articles.c.origin == origin, articles.c.source == source, ~articles.c.withdrawn)
        .values(stamp=stamp, fingerprint=fingerprint)
    )


def withdraw(connection: Connection, article_id: str) -> None:
    """Mark an article as not to be cited. Does nothing where there is none, or it is withdrawn already."""
    _lock(connection)
    live = select(articles.c.id).where(articles.c.id == article_id, ~articles.c.withdrawn)
    if connection.execute(live).first() is not None:
        _change(connection, article_id, {"withdrawn": True})


def read_sources(connection: Connection, origin: str) -> dict[str, SourceState]:
    """Every source of an origin. One that held several articles shows the live one, or the last."""
    columns = (articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn)
    rows = connection.execute(
        select(articles.c.source, articles.c.id, *columns)
        .where(articles.c.origin == origin)
        .order_by(articles.c.withdrawn.desc(), articles.c.seq)
    )
    return {
        row.source: SourceState(
            article=row.id, stamp=row.stamp, fingerprint=row.fingerprint, withdrawn=row.withdrawn
        )
        for row in rows
    }


def read_article(connection: Connection, article_id: str, version: int | None) -> Article | None:
    """One article, in its newest or the given version."""
    if not _is_storable(article_id):
        return None
    query = _NEWEST if version is None else _HELD.where(article_versions.c.version == version)
    row = connection.execute(query.where(articles.c.id == article_id)).one_or_none()
    return None if row is None else _to_article(row)


def read_articles(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The articles of these ids that there are, by id."""
    wanted = sorted({article_id for article_id in ids if _is_storable(article_id)})
    found: dict[str, Article] = {}
    for first in range(0, len(wanted), BATCH):
        query = _NEWEST.where(articles.c.id.in_(wanted[first : first + BATCH]))
        found |= {row.id: _to_article(row) for row in connection.execute(query)}
    return found


def read_changes(connection: Connection, after: int, limit: int) -> list[Article]:
    """At most `limit` articles whose last change came after that one, in order of change."""
    query = _NEWEST.where(articles.c.seq > after).order_by(articles.c.seq).limit(limit)
    return [_to_article(row) for row in connection.execute(query)]


def read_landed(connection: Connection, after: datetime, until: datetime) -> list[Article]:
    """The articles, not withdrawn, that landed in (after, until], oldest first."""
    within = and_(articles.c.landed > after, articles.c.landed <= until, ~articles.c.withdrawn)
    query = _NEWEST.where(within).order_by(articles.c.landed, articles.c.seq)
    return [_to_article(row) for row in connection.execute(query)]


def read_last_change(connection: Connection) -> int:
    """The number of the last change; 0 before the first."""
    last: int = connection.execute(select(changes.c.last)).scalar_one()
    return last


def count(connection: Connection) -> Counts:
    """How many articles there are."""
    grouped = select(articles.c.withdrawn, func.count().label("number")).group_by(articles.c.withdrawn)
    numbers: dict[bool, int] = {row.withdrawn: row.number for row in connection.execute(grouped)}
    return Counts(articles=numbers.get(False, 0), withdrawn=numbers.get(True, 0))


def _add(connection: Connection, draft: Draft, place: dict[str, str], landed: datetime) -> None:
    state = {"version": 1, "seq": _next_seq(connection), "landed": landed, "withdrawn": False}
    connection.execute(insert(articles).values(id=draft.id, **place, **_metadata(draft), **state))
    _add_version(connection, draft, 1, landed)


def _replace(
    connection: Connection, held: _Row, draft: Draft, place: dict[str, str], seen: datetime
) -> Outcome:
    rewritten = (held.title, held.text, held.blocks) != _content(draft)
    described = _metadata(draft)
    if not rewritten and not held.withdrawn and described == {key: held._mapping[key] for key in described}:
        connection.execute(update(articles).where(articles.c.id == draft.id).values(**place))
        return Outcome.SAME
    version = held.version + rewritten
    if rewritten:
        _add_version(connection, draft, version, seen)
    _change(connection, draft.id, {**place, **described, "version": version, "withdrawn": False})
    return Outcome.CHANGED


def _add_version(connection: Connection, draft: Draft, version: int, seen: datetime) -> None:
    title, text, blocks = _content(draft)
    connection.execute(
        insert(article_versions).values(
            article=draft.id, version=version, title=title, text=text, blocks=blocks, seen=seen
        )
    )


def _withdraw_others(connection: Connection, draft: Draft, origin: str) -> None:
    others = select(articles.c.id).where(
        articles.c.origin == origin,
        articles.c.source == draft.source,
        articles.c.id != draft.id,
        ~articles.c.withdrawn,
    )
    for article_id in connection.execute(others).scalars().all():
        _change(connection, article_id, {"withdrawn": True})


def _after_claimed_digests(connection: Connection, landed: datetime) -> datetime:
    """`landed`, or just after the last digest that was claimed since then.

    That digest may have been put together already, without this article: the next one must have it.
    """
    claimed: datetime | None = connection.execute(
        select(func.max(digests.c.claimed)).where(
            digests.c.claimed >= landed, digests.c.claimed <= landed + REHEARSAL
        )
    ).scalar_one()
    return landed if claimed is None else claimed + timedelta(microseconds=1)


def _change(connection: Connection, article_id: str, values: dict[str, Any]) -> None:
    seq = _next_seq(connection)
    connection.execute(update(articles).where(articles.c.id == article_id).values(seq=seq, **values))


def _next_seq(connection: Connection) -> int:
    counted = update(changes).values(last=changes.c.last + 1).returning(changes.c.last)
    seq: int = connection.execute(counted).scalar_one()
    return seq


def _lock(connection: Connection) -> None:
    """Wait for our turn to change articles: numbers then become visible in their order, without gaps."""
    connection.execute(select(changes.c.last).with_for_update())


def _content(draft: Draft) -> tuple[str, str, str]:
    """What makes a version: title, text and the blocks as JSON."""
    return draft.title, draft.text, _BLOCKS.dump_json(draft.blocks).decode()


def _metadata(draft: Draft) -> dict[str, Any]:
    return draft.model_dump(include={"url", "publisher", "author", "published"})


def _is_storable(value: object) -> bool:
    """PostgreSQL keeps no NUL, neither database half a surrogate pair (as in a misencoded file name)."""
    try:
        return b"\0" not in str(value).encode()
    except UnicodeEncodeError:
        return False


def _to_article(row: _Row) -> Article:
    return Article(**{**row._mapping, "blocks": _BLOCKS.validate_json(row.blocks)})
