"""The tables as they are now. `migrations/` holds how they came to be; a test compares the two."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    false,
)

from bot.store.moment import Moment

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _leased() -> tuple[Column[str], Column[datetime], Column[datetime]]:
    """What says who holds a row: see `leases`, which counts the `refusals` as well."""
    return Column("claim", Text), Column("begun", Moment), Column("held_until", Moment)


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
    Column("copy_of", Text),
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
    Column("revision", Text),  # JSON
)
Index(
    "ix_article_versions_taken",
    article_versions.c.article,
    article_versions.c.version,
    article_versions.c.facts_taken_by,
)

sketches = Table(
    "sketches",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("article", Text, primary_key=True, index=True),
)

addresses = Table("addresses", metadata, Column("key", Text, primary_key=True), Column("article", Text, nullable=False))

containers = Table(
    "containers",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("pause", Integer, nullable=False),
    Column("added", Moment, nullable=False),
    Column("checked", Moment),
    Column("due", Moment, nullable=False),
    Column("leased", Moment),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Column("paused", Text),
    Column("newest", Moment),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("article", Text),
    Column("tries", Integer, nullable=False),
    Column("refused", Text),
    Column("tried", Moment, nullable=False),
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
    Column("state", Text, nullable=False, server_default="unsure"),
    *_leased(),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("why", Text),
)

digest_channels = Table(
    "digest_channels",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("at", Text, nullable=False),  # 08:30
    Column("weekdays", Text, nullable=False),  # 01234: Monday to Friday
    Column("timezone", Text, nullable=False),
    Column("topics", Text, nullable=False),  # JSON
    Column("quiet_when_empty", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("changed_by", Text),
    Column("changed", Moment),
)

muted_stories = Table(
    "muted_stories",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)

shown_quotes = Table(
    "shown_quotes",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("period", Date, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("citations", Text, nullable=False),  # JSON
)

watches = Table(
    "watches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("answer", Text, nullable=False),
    Column("told", Moment, nullable=False),
    Column("checked", BigInteger, nullable=False),
    *_leased(),
    Column("refusals", Integer, nullable=False),
)

threads = Table(
    "threads",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("about", Text, nullable=False),  # JSON
    Column("at", Moment, nullable=False, index=True),
)

asked = Table(
    "asked",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("public", Boolean, nullable=False, server_default=false()),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("answer", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

channel_rules = Table(
    "channel_rules",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("public", Boolean, nullable=False),
    Column("answers_mentions", Boolean, nullable=False),
    Column("unfurls", Boolean, nullable=False),
    Column("topics", Text, nullable=False),  # JSON
)

checks = Table(
    "checks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("checked", Text, nullable=False),  # JSON
    Column("kept", Moment, nullable=False, index=True),
)
