"""Digests of any number of channels, and runs of them that can be settled after a crash."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "digest_channels",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("quiet_when_empty", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Text()),
        sa.Column("changed", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("channel", name="pk_digest_channels"),
    )
    # The default is also for a version before this one that shares the database: nothing is known of its runs, and
    # no message of theirs can be found, so none of them is ever posted again.
    op.add_column("digests", sa.Column("state", sa.Text(), nullable=False, server_default="unsure"))
    op.add_column("digests", sa.Column("claim", sa.Text()))
    op.add_column("digests", sa.Column("begun", sa.DateTime(timezone=True)))
    op.add_column("digests", sa.Column("held_until", sa.DateTime(timezone=True)))
    op.add_column("digests", sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("digests", sa.Column("why", sa.Text()))
    op.execute("UPDATE digests SET state = 'posted' WHERE until IS NOT NULL")
