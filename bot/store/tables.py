"""The tables as they are now. `migrations/` holds how they came to be; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A point in time: aware UTC in and out, to the microsecond, on both databases.

    Raises ValueError for a naive datetime, which would mean another moment on each machine.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite gives back what was bound, in UTC but without saying so.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("published", Date),
    Column("version", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("landed", Moment, nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
)
Index("ix_articles_seq", articles.c.seq, unique=True)
# A source holds one live article: its index, ix_articles_live_source, stands in the first migration alone.
# It needs postgresql_where, which would load the whole PostgreSQL dialect (60 ms) with every start.

article_versions = Table(
    "article_versions",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False),  # JSON
    Column("seen", Moment, nullable=False),
    Column("facts", Text),  # JSON
    Column("facts_taken_by", Text),
)

changes = Table("changes", metadata, Column("last", BigInteger, nullable=False))  # always one row

identity = Table("identity", metadata, Column("id", Text, nullable=False))  # always one row

seen_events = Table(
    "seen_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seen", Moment, nullable=False, index=True),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("answer", Text, nullable=False),  # JSON
    Column("kept", Moment, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("period", Date, primary_key=True),
    Column("claimed", Moment, nullable=False, index=True),
    Column("until", Moment),
    Column("ts", Text),
)
