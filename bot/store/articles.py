"""Reading articles. Functions work in their caller's transaction."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Integer, and_, bindparam, func, select

from bot.facts.record import FACTS, Facts, taken_by
from bot.models import Article, Citation
from bot.store.rows import EVERY_VERSION, NEWEST_VERSION, is_storable, to_article
from bot.store.tables import article_versions, articles, changes
from bot.store.values import Counts, SourceState

BATCH = 500
"""Ids asked for in one statement: databases have a limit."""

# Built once: putting a statement together takes longer than SQLite takes to answer it.
_NEWEST = NEWEST_VERSION.where(articles.c.id == bindparam("wanted"))
_ONE_VERSION = EVERY_VERSION.where(
    articles.c.id == bindparam("wanted"), article_versions.c.version == bindparam("number")
)
_BY_IDS = NEWEST_VERSION.where(articles.c.id.in_(bindparam("wanted", expanding=True)))
_CHANGED_AFTER = (
    NEWEST_VERSION.where(articles.c.seq > bindparam("after")).order_by(articles.c.seq).limit(bindparam("most"))
)
_FACTS = (
    select(articles.c.id, article_versions.c.facts)
    .join_from(articles, article_versions, articles.c.id == article_versions.c.article)
    .where(
        articles.c.version == article_versions.c.version,
        article_versions.c.facts_taken_by == bindparam("by"),
        articles.c.id.in_(bindparam("wanted", expanding=True)),
    )
)
_OTHERS_FACTS = (
    NEWEST_VERSION.where(
        article_versions.c.facts_taken_by.is_distinct_from(bindparam("by")),
        ~articles.c.withdrawn,
        articles.c.id > bindparam("after"),
    )
    .order_by(articles.c.id)
    .limit(bindparam("most"))
)
_THERE = func.substr(article_versions.c.text, bindparam("first", type_=Integer), bindparam("length", type_=Integer))
_QUOTING = (
    EVERY_VERSION.where(articles.c.id == bindparam("wanted"), bindparam("quote") == _THERE)
    .order_by((article_versions.c.seen <= bindparam("by")).desc(), article_versions.c.version.desc())
    .limit(1)
)
_LAST_CHANGE = select(changes.c.last)


def read_article(connection: Connection, article_id: str, version: int | None) -> Article | None:
    """One article, in its newest or the given version."""
    if not is_storable(article_id):
        return None
    query = _NEWEST if version is None else _ONE_VERSION
    row = connection.execute(query, {"wanted": article_id, "number": version}).one_or_none()
    return None if row is None else to_article(row)


def read_articles(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The articles of these ids that there are, by id."""
    wanted = sorted({article_id for article_id in ids if is_storable(article_id)})
    found: dict[str, Article] = {}
    for first in range(0, len(wanted), BATCH):
        rows = connection.execute(_BY_IDS, {"wanted": wanted[first : first + BATCH]})
        found |= {row.id: to_article(row) for row in rows}
    return found


def read_facts(connection: Connection, ids: Iterable[str]) -> dict[str, Facts]:
    """What these articles state, by id, where it is kept as this program takes it."""
    found = connection.execute(_FACTS, {"by": taken_by(), "wanted": list(ids)})
    return {article_id: FACTS.validate_json(facts) for article_id, facts in found}


def read_without_facts(connection: Connection, after: str, limit: int) -> list[Article]:
    """At most `limit` articles, not withdrawn, whose facts are missing or were taken by another program: see Store."""
    wanted = {"by": taken_by(), "after": after, "most": limit}
    return [to_article(row) for row in connection.execute(_OTHERS_FACTS, wanted)]


def read_cited(connection: Connection, citation: Citation, by: datetime) -> Article | None:
    """The article in the version that a citation was taken from: see Store.cited."""
    if not all(map(is_storable, (citation.article, citation.quote))):
        return None
    place = {"first": citation.start + 1, "length": len(citation.quote), "quote": citation.quote}
    row = connection.execute(_QUOTING, {"wanted": citation.article, "by": by, **place}).one_or_none()
    return None if row is None else to_article(row)


def read_changes(connection: Connection, after: int, limit: int) -> list[Article]:
    """At most `limit` articles whose last change came after that one, in order of change."""
    rows = connection.execute(_CHANGED_AFTER, {"after": after, "most": limit})
    return [to_article(row) for row in rows]


def read_last_change(connection: Connection) -> int:
    """The number of the last change; 0 before the first."""
    last: int = connection.execute(_LAST_CHANGE).scalar_one()
    return last


def read_landed(connection: Connection, after: datetime, until: datetime) -> list[Article]:
    """The articles, not withdrawn, that landed in (after, until], oldest first."""
    within = and_(articles.c.landed > after, articles.c.landed <= until, ~articles.c.withdrawn)
    query = NEWEST_VERSION.where(within).order_by(articles.c.landed, articles.c.seq)
    return [to_article(row) for row in connection.execute(query)]


def read_sources(connection: Connection, origin: str) -> dict[str, SourceState]:
    """Every source of an origin. One that held several articles shows the live one, or the last."""
    rows = connection.execute(
        select(articles.c.source, articles.c.id, articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn)
        .where(articles.c.origin == origin)
        .order_by(articles.c.withdrawn.desc(), articles.c.seq)
    )
    return {
        source: SourceState(article=article, stamp=stamp, fingerprint=fingerprint, withdrawn=withdrawn)
        for source, article, stamp, fingerprint, withdrawn in rows
    }


def count(connection: Connection) -> Counts:
    """How many articles there are."""
    grouped = select(articles.c.withdrawn, func.count().label("number")).group_by(articles.c.withdrawn)
    numbers: dict[bool, int] = {row.withdrawn: row.number for row in connection.execute(grouped)}
    return Counts(articles=numbers.get(False, 0), withdrawn=numbers.get(True, 0))
