"""Which draft a job makes something of, so that it goes with the draft."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Let a job say so; of those from before nobody knows, and they go a week after they ended."""
    op.add_column("jobs", sa.Column("draft_id", sa.String(32), nullable=True))
    op.create_index("ix_jobs_draft_id", "jobs", ["draft_id"])
