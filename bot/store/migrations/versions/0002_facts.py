"""What a version of an article states, beside its text. Empty until it is taken anew, at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("article_versions", sa.Column("facts", sa.Text()))
    op.add_column("article_versions", sa.Column("facts_taken_by", sa.Text()))
