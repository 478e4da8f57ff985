"""Reviews of files that others made: what was laid up, read, waived and remarked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of reviews and their trail."""
    _make_reviews()
    _make_files()
    _make_waivers_and_remarks()
    _make_events()
    _keep_events_for_ever(op.get_bind().dialect.name)


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.String(32), nullable=True),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("link_hash", name="uq_reviews_link_hash"),
    )
    op.create_index("ix_reviews_owner_id", "reviews", ["owner_id"])


def _make_files() -> None:
    op.create_table(
        "review_files",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("review_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("refused", sa.String(64), nullable=False),
        sa.Column("line", sa.String(32), nullable=False),
        sa.Column("is_set_aside", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reading", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_review_files"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_files_review_id"),
    )
    names = ["review_id", "number"]
    op.create_index("uq_review_files_review_id", "review_files", names, unique=True)
    op.create_index("ix_review_files_sha256", "review_files", ["sha256"])


def _make_waivers_and_remarks() -> None:
    op.create_table(
        "review_waivers",
        sa.Column("review_id", sa.String(32), nullable=False),
        sa.Column("finding", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("review_id", "finding", name="pk_review_waivers"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_waivers_review_id"),
    )
    op.create_table(
        "review_remarks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("review_id", sa.String(32), nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("must_be_mended", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_remarks"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_remarks_review_id"),
        sa.ForeignKeyConstraint(["file_id"], ["review_files.id"], name="fk_review_remarks_file_id"),
    )
    op.create_index("ix_review_remarks_review_id", "review_remarks", ["review_id"])


def _make_events() -> None:
    op.create_table(
        "review_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("review_id", sa.String(32), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_review_events"),
    )
    op.create_index("ix_review_events_review_id", "review_events", ["review_id"])


def _keep_events_for_ever(dialect: str) -> None:
    """The trail is added to and nothing else, whoever asks."""
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER review_events_no_{verb.lower()} BEFORE {verb} ON review_events "
                "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER review_events_no_change BEFORE UPDATE OR DELETE ON review_events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
