"""Answers are kept for good: nobody looks for those of a time any more."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_index("ix_answers_kept", "answers")
