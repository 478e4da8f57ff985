"""Cases, which drafts belong to, and the trail of what happened to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of cases, and let a draft belong to one."""
    _make_cases()
    _let_drafts_belong_to_cases()
    _make_events()
    _keep_events_for_ever(op.get_bind().dialect.name)


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=True),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("link_hash", name="uq_cases_link_hash"),
    )
    op.create_index("ix_cases_owner_id", "cases", ["owner_id"])


def _let_drafts_belong_to_cases() -> None:
    # Alembic would copy the table to add a foreign key in SQLite, and dropping the old one
    # fails while answers refer to it.
    op.execute(
        "ALTER TABLE drafts ADD COLUMN case_id VARCHAR(32) "
        "CONSTRAINT fk_drafts_case_id REFERENCES cases (id)"
    )
    area = sa.Column("area", sa.String(64), nullable=False, server_default="")
    op.add_column("drafts", area)
    names = ["case_id", "form_id", "area"]
    op.create_index("uq_drafts_case_id", "drafts", names, unique=True)


def _make_events() -> None:
    op.create_table(
        "case_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])


def _keep_events_for_ever(dialect: str) -> None:
    """The trail is added to and nothing else, whoever asks."""
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER case_events_no_{verb.lower()} BEFORE {verb} ON case_events "
                "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER case_events_no_change BEFORE UPDATE OR DELETE ON case_events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
