"""How the bot behaves in a channel, as its members have it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "channel_rules",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("answers_mentions", sa.Boolean(), nullable=False),
        sa.Column("unfurls", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_rules"),
    )
