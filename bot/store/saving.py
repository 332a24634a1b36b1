"""Changing articles, and the order of their changes. Functions work in their caller's transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.errors import NotText
from bot.facts.record import Facts
from bot.models import Article, Draft
from bot.store.rows import NEWEST_VERSION, ArticleRow, content_of, facts_of, is_storable, metadata_of
from bot.store.tables import article_versions, articles, changes, digests
from bot.store.values import Outcome
from bot.wording import DATABASE

REHEARSAL = timedelta(days=1)
"""A digest claimed for further ahead than this was a rehearsal, or its clock was wrong."""

# Built once: putting a statement together takes longer than SQLite takes to carry it out.
_TURN = select(changes.c.last).with_for_update()
_NUMBER = update(changes).values(last=changes.c.last + 1).returning(changes.c.last)
_HELD = NEWEST_VERSION.where(articles.c.id == bindparam("wanted"))
_OTHERS = select(articles.c.id).where(
    articles.c.origin == bindparam("there"),
    articles.c.source == bindparam("at"),
    articles.c.id != bindparam("but"),
    ~articles.c.withdrawn,
)
_CLAIMED = select(func.max(digests.c.claimed)).where(
    digests.c.claimed >= bindparam("earliest"), digests.c.claimed <= bindparam("latest")
)
_ADD = insert(articles)
_ADD_VERSION = insert(article_versions)
_SET = update(articles).where(articles.c.id == bindparam("which"))
_KEEP_FACTS = update(article_versions).where(
    article_versions.c.article == bindparam("which"), article_versions.c.version == bindparam("number")
)


def save(
    connection: Connection, draft: Draft, facts: Facts, *, origin: str, stamp: str, fingerprint: str, landed: datetime
) -> Outcome:
    """Store a draft as its article's newest state: see Store.save."""
    described = metadata_of(draft)
    if not all(map(is_storable, (draft.id, draft.source, draft.title, draft.text, *described.values()))):
        raise NotText(why=DATABASE["characters"])
    take_turn(connection)
    _withdraw_others(connection, draft, origin)
    place = {"origin": origin, "source": draft.source, "stamp": stamp, "fingerprint": fingerprint}
    held = connection.execute(_HELD, {"wanted": draft.id}).one_or_none()
    if held is None:
        _add(connection, draft, facts, {**place, **described}, landed)
        return Outcome.NEW
    return _replace(connection, held, draft, facts, place, landed)


def restamp(connection: Connection, source: str, *, origin: str, stamp: str, fingerprint: str) -> None:
    """Note what a source looks like now, where its content did not change."""
    connection.execute(
        update(articles)
        .where(articles.c.origin == origin, articles.c.source == source, ~articles.c.withdrawn)
        .values(stamp=stamp, fingerprint=fingerprint)
    )


def keep_facts(connection: Connection, article: Article, facts: Facts) -> None:
    """Keep what that version of an article states in place of what was kept before."""
    connection.execute(_KEEP_FACTS, {"which": article.id, "number": article.version, **facts_of(facts)})


def withdraw(connection: Connection, article_id: str) -> None:
    """Mark an article as not to be cited. Does nothing where there is none, or it is withdrawn already."""
    take_turn(connection)
    live = select(articles.c.id).where(articles.c.id == article_id, ~articles.c.withdrawn)
    if connection.execute(live).first() is not None:
        _change(connection, article_id, {"withdrawn": True})


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction changes articles, and let none until this one ends.

    Numbers of changes thereby become visible in their order, without gaps.
    """
    connection.execute(_TURN)


def _add(connection: Connection, draft: Draft, facts: Facts, described: dict[str, Any], landed: datetime) -> None:
    landed = _after_claimed_digests(connection, landed)
    state = {"version": 1, "seq": _next_number(connection), "landed": landed, "withdrawn": False}
    connection.execute(_ADD, {"id": draft.id, **described, **state})
    _add_version(connection, draft, facts, 1, landed)


def _replace(
    connection: Connection, held: ArticleRow, draft: Draft, facts: Facts, place: dict[str, str], seen: datetime
) -> Outcome:
    described = metadata_of(draft)
    rewritten = _differs(held, content_of(draft))
    if not rewritten and not held.withdrawn and not _differs(held, described):
        connection.execute(_SET, {"which": draft.id, **place})
        return Outcome.SAME
    version = held.version + rewritten
    if rewritten:
        _add_version(connection, draft, facts, version, seen)
    _change(connection, draft.id, {**place, **described, "version": version, "withdrawn": False})
    return Outcome.CHANGED


def _differs(held: ArticleRow, fields: dict[str, Any]) -> bool:
    return any(held._mapping[name] != value for name, value in fields.items())


def _add_version(connection: Connection, draft: Draft, facts: Facts, version: int, seen: datetime) -> None:
    content = {**content_of(draft), **facts_of(facts)}
    connection.execute(_ADD_VERSION, {"article": draft.id, "version": version, "seen": seen, **content})


def _withdraw_others(connection: Connection, draft: Draft, origin: str) -> None:
    others = connection.execute(_OTHERS, {"there": origin, "at": draft.source, "but": draft.id})
    for article_id in others.scalars().all():
        _change(connection, article_id, {"withdrawn": True})


def _after_claimed_digests(connection: Connection, landed: datetime) -> datetime:
    """`landed`, or just after the last digest that was claimed since then.

    That digest may have been put together already, without this article: the next one must have it.
    """
    meanwhile = {"earliest": landed, "latest": landed + REHEARSAL}
    claimed: datetime | None = connection.execute(_CLAIMED, meanwhile).scalar_one()
    return landed if claimed is None else claimed + timedelta(microseconds=1)


def _change(connection: Connection, article_id: str, values: dict[str, Any]) -> None:
    connection.execute(_SET, {"which": article_id, "seq": _next_number(connection), **values})


def _next_number(connection: Connection) -> int:
    number: int = connection.execute(_NUMBER).scalar_one()
    return number
