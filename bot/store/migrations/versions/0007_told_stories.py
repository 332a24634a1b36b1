"""What a channel was told of stories: quotes that it was shown, and stories that it does not want to hear of."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "muted_stories",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "story", name="pk_muted_stories"),
    )
    op.create_table(
        "shown_quotes",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("citations", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "period", name="pk_shown_quotes"),
    )
