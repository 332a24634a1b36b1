"""Whether a question was asked for all to see. Of those that were asked before, nobody knows: they count as private."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("asked", sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.false()))
