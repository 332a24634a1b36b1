"""The first tables. Frozen: what comes later is a migration of its own."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_articles()
    _create_counters()
    _create_claims()


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("landed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_seq", "articles", ["seq"], unique=True)
    op.create_index("ix_articles_landed", "articles", ["landed"])
    live = sa.text("NOT withdrawn")
    op.create_index(
        "ix_articles_live_source",
        "articles",
        ["origin", "source"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_table(
        "article_versions",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article", "version", name="pk_article_versions"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_article_versions_article"),
    )


def _create_counters() -> None:
    changes = op.create_table("changes", sa.Column("last", sa.BigInteger(), nullable=False))
    op.bulk_insert(changes, [{"last": 0}])
    identity = op.create_table("identity", sa.Column("id", sa.Text(), nullable=False))
    op.bulk_insert(identity, [{"id": secrets.token_hex(16)}])


def _create_claims() -> None:
    op.create_table(
        "seen_events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seen_events"),
    )
    op.create_index("ix_seen_events_seen", "seen_events", ["seen"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_kept", "answers", ["kept"])
    op.create_table(
        "digests",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("ts", sa.Text()),
        sa.PrimaryKeyConstraint("channel", "period", name="pk_digests"),
    )
    op.create_index("ix_digests_claimed", "digests", ["claimed"])
