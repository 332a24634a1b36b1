"""Reading articles. Functions work in their caller's transaction."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Integer, and_, bindparam, case, func, select

from bot.facts.record import FACTS, Facts, taken_by
from bot.models import Article, Citation, Holdings
from bot.store.rows import EDITS, EVERY_VERSION, NEWEST_VERSION, Kept, is_storable, to_article
from bot.store.tables import article_versions, articles, changes
from bot.store.values import Counts, Version

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
_OUR_FACTS = case((article_versions.c.facts_taken_by == bindparam("taken_by"), article_versions.c.facts)).label("facts")
_KEPT_AFTER = _CHANGED_AFTER.add_columns(_OUR_FACTS)
_KEPT_BY_IDS = _BY_IDS.add_columns(_OUR_FACTS)
_FACTS = (
    select(articles.c.id, article_versions.c.facts)
    .join_from(articles, article_versions, articles.c.id == article_versions.c.article)
    .where(
        articles.c.version == article_versions.c.version,
        article_versions.c.facts_taken_by == bindparam("by"),
        articles.c.id.in_(bindparam("wanted", expanding=True)),
    )
)
# Its index alone answers it: to read that column of a row, SQLite would go through all of its text before.
_WITHOUT_FACTS = (
    select(articles.c.id)
    .join_from(articles, article_versions, articles.c.id == article_versions.c.article)
    .where(
        articles.c.version == article_versions.c.version,
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
_VERSIONS = (
    select(article_versions)
    .where(article_versions.c.article == bindparam("wanted"))
    .order_by(article_versions.c.version)
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


def read_without_facts(connection: Connection, after: str, limit: int) -> list[Kept]:
    """At most `limit` articles, not withdrawn, whose facts are missing or were taken by another program: see Store."""
    wanted = {"by": taken_by(), "after": after, "most": limit}
    ids = connection.execute(_WITHOUT_FACTS, wanted).scalars().all()
    rows = connection.execute(_KEPT_BY_IDS, {"wanted": ids, "taken_by": taken_by()})
    found = {row.id: Kept(*row) for row in rows}
    return [found[article_id] for article_id in ids]


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


def read_kept_changes(connection: Connection, after: int, limit: int) -> list[Kept]:
    """The same as they are kept, each with its facts."""
    wanted = {"after": after, "most": limit, "taken_by": taken_by()}
    return [Kept(*row) for row in connection.execute(_KEPT_AFTER, wanted)]


def read_last_change(connection: Connection) -> int:
    """The number of the last change; 0 before the first."""
    last: int = connection.execute(_LAST_CHANGE).scalar_one()
    return last


def read_landed(connection: Connection, after: datetime, until: datetime) -> list[Article]:
    """The articles, not withdrawn, that landed in (after, until], oldest first."""
    within = and_(articles.c.landed > after, articles.c.landed <= until, ~articles.c.withdrawn)
    query = NEWEST_VERSION.where(within).order_by(articles.c.landed, articles.c.seq)
    return [to_article(row) for row in connection.execute(query)]


def read_versions(connection: Connection, article_id: str) -> list[Version]:
    """Every version of an article with what it changed, the first one first."""
    if not is_storable(article_id):
        return []
    rows = connection.execute(_VERSIONS, {"wanted": article_id})
    return [
        Version(
            number=row.version,
            seen=row.seen,
            title=row.title,
            text=row.text,
            edits=EDITS.validate_json(row.revision) if row.revision else (),
        )
        for row in rows
    ]


def read_holdings(connection: Connection) -> Holdings:
    """What can be cited, and where it comes from."""
    counted = select(
        articles.c.origin,
        func.count().label("number"),
        func.count(articles.c.copy_of).label("copies"),
        func.max(articles.c.published).label("newest"),
    )
    rows = connection.execute(counted.where(~articles.c.withdrawn).group_by(articles.c.origin)).all()
    return Holdings(
        by_origin={row.origin: row.number for row in sorted(rows, key=lambda row: -row.number)},
        copies=sum(row.copies for row in rows),
        newest=max((row.newest for row in rows if row.newest), default=None),
    )


def count(connection: Connection) -> Counts:
    """How many articles there are."""
    grouped = select(articles.c.withdrawn, func.count().label("number")).group_by(articles.c.withdrawn)
    numbers: dict[bool, int] = {row.withdrawn: row.number for row in connection.execute(grouped)}
    return Counts(articles=numbers.get(False, 0), withdrawn=numbers.get(True, 0))
