"""Reading articles, and what they state."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, case, func, select

from bot.facts.record import FACTS, Facts, taken_by
from bot.models import Article, Citation, Holdings
from bot.store.part import Part
from bot.store.rows import EDITS, EVERY_VERSION, NEWEST_VERSION, Kept, is_storable, to_article
from bot.store.tables import article_versions, articles, changes, identity
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


class ArticleStore(Part):
    """The articles as they can be read."""

    def identity(self) -> str:
        """A random id made with the database: an index that follows another one's changes shows by it."""
        with self._database.read() as connection:
            made: str = connection.execute(select(identity.c.id)).scalar_one()
        return made

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """An article in its newest version, or in the one asked for; withdrawn ones included."""
        if not is_storable(article_id):
            return None
        query = _NEWEST if version is None else _ONE_VERSION
        with self._database.read() as connection:
            row = connection.execute(query, {"wanted": article_id, "number": version}).one_or_none()
        return None if row is None else to_article(row)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """The newest versions of these articles, by id, without those that there are not."""
        wanted = sorted({article_id for article_id in ids if is_storable(article_id)})
        found: dict[str, Article] = {}
        with self._database.read() as connection:
            for first in range(0, len(wanted), BATCH):
                rows = connection.execute(_BY_IDS, {"wanted": wanted[first : first + BATCH]})
                found |= {row.id: to_article(row) for row in rows}
        return found

    def facts(self, ids: Iterable[str]) -> dict[str, Facts]:
        """What the newest versions of these articles state, by id; without those whose facts are missing or were
        taken by another version of this program. At most some hundred ids."""
        with self._database.read() as connection:
            found = connection.execute(_FACTS, {"by": taken_by(), "wanted": list(ids)}).all()
        return {article_id: FACTS.validate_json(facts) for article_id, facts in found}

    def without_facts(self, after: str, limit: int) -> list[Kept]:
        """At most `limit` articles, not withdrawn, for which `facts` has nothing: the next behind the id `after`, in
        their order; "" begins."""
        wanted = {"by": taken_by(), "after": after, "most": limit}
        with self._database.read() as connection:
            ids = connection.execute(_WITHOUT_FACTS, wanted).scalars().all()
            rows = connection.execute(_KEPT_BY_IDS, {"wanted": ids, "taken_by": taken_by()})
            found = {row.id: Kept(*row) for row in rows}
        return [found[article_id] for article_id in ids]

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article with what it changed, the first one first; none where there is none of it."""
        if not is_storable(article_id):
            return []
        with self._database.read() as connection:
            rows = connection.execute(_VERSIONS, {"wanted": article_id}).all()
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

    def cited(self, citation: Citation, by: datetime) -> Article | None:
        """The article in the version that a citation was taken from; None where no version holds the quote there.

        That is the newest with the quote in its place, of those read up to that moment: what was cited may have
        changed before the answer was kept.
        """
        if not all(map(is_storable, (citation.article, citation.quote))):
            return None
        place = {"first": citation.start + 1, "length": len(citation.quote), "quote": citation.quote}
        with self._database.read() as connection:
            row = connection.execute(_QUOTING, {"wanted": citation.article, "by": by, **place}).one_or_none()
        return None if row is None else to_article(row)

    def last_change(self) -> int:
        """The number of the last change to an article; 0 before the first."""
        with self._database.read() as connection:
            last: int = connection.execute(_LAST_CHANGE).scalar_one()
        return last

    def changes(self, after: int, limit: int) -> list[Article]:
        """At most `limit` articles that changed after the change of that number, in `seq` order.

        Withdrawn ones included. Whoever has read up to a number never misses a smaller one.
        """
        with self._database.read() as connection:
            return [to_article(row) for row in connection.execute(_CHANGED_AFTER, {"after": after, "most": limit})]

    def kept_changes(self, after: int, limit: int) -> list[Kept]:
        """As `changes`, each with its facts and not read yet: `read_kept` does that, in any process."""
        wanted = {"after": after, "most": limit, "taken_by": taken_by()}
        with self._database.read() as connection:
            return [Kept(*row) for row in connection.execute(_KEPT_AFTER, wanted)]

    def landed(self, after: datetime, until: datetime) -> list[Article]:
        """The articles, not withdrawn, that landed in (after, until], oldest first."""
        within = and_(articles.c.landed > after, articles.c.landed <= until, ~articles.c.withdrawn)
        query = NEWEST_VERSION.where(within).order_by(articles.c.landed, articles.c.seq)
        with self._database.read() as connection:
            return [to_article(row) for row in connection.execute(query)]

    def holdings(self) -> Holdings:
        """What can be cited, and where it comes from."""
        counted = select(
            articles.c.origin,
            func.count().label("number"),
            func.count(articles.c.copy_of).label("copies"),
            func.max(articles.c.published).label("newest"),
        )
        with self._database.read() as connection:
            rows = connection.execute(counted.where(~articles.c.withdrawn).group_by(articles.c.origin)).all()
        return Holdings(
            by_origin={row.origin: row.number for row in sorted(rows, key=lambda row: -row.number)},
            copies=sum(row.copies for row in rows),
            newest=max((row.newest for row in rows if row.newest), default=None),
        )

    def counts(self) -> Counts:
        """How many articles can be cited and how many are withdrawn."""
        grouped = select(articles.c.withdrawn, func.count().label("number")).group_by(articles.c.withdrawn)
        with self._database.read() as connection:
            numbers: dict[bool, int] = {row.withdrawn: row.number for row in connection.execute(grouped)}
        return Counts(articles=numbers.get(False, 0), withdrawn=numbers.get(True, 0))
