"""Who has a page open just now, so that those who only read are seen too."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table of presences."""
    op.create_table(
        "presences",
        sa.Column("draft_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("section", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "person_id", "section", name="pk_presences"),
    )
    op.create_index("ix_presences_seen_at", "presences", ["seen_at"])
