"""Articles of any origin: their addresses, whose wording they copy, what a version changed, and what was refused."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("articles", sa.Column("copy_of", sa.Text()))
    op.add_column("article_versions", sa.Column("revision", sa.Text()))
    op.create_index("ix_article_versions_taken", "article_versions", ["article", "version", "facts_taken_by"])
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "article", name="pk_sketches"),
    )
    op.create_index("ix_sketches_article", "sketches", ["article"])
    op.create_table(
        "addresses",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_addresses"),
    )
    op.create_table(
        "containers",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "source", name="pk_containers"),
    )
    op.create_table(
        "refusals",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("origin", "source", name="pk_refusals"),
    )
