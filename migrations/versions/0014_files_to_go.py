"""Which files somebody is taking away, so that nobody lays them down meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Let a claim say so; those from before are of files that are laid down."""
    is_to_go = sa.Column("is_to_go", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("file_claims", is_to_go)
