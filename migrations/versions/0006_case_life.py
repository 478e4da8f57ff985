"""A case's state, what was sent in of it, what it was returned for and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of a case's life; a case there is already is a draft."""
    _let_cases_have_states()
    _make_submissions()
    _make_points_and_decisions()


def _let_cases_have_states() -> None:
    op.add_column(
        "cases", sa.Column("state", sa.String(16), nullable=False, server_default="draft")
    )
    op.add_column("cases", sa.Column("officer_id", sa.String(32), nullable=True))
    op.add_column("cases", sa.Column("answer_by", sa.Date(), nullable=True))
    op.create_index("ix_cases_programme_state", "cases", ["programme", "state"])


def _make_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.String(32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_submissions_case_id"),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name="fk_submissions_sent_by"),
    )
    op.create_index("uq_submissions_case_id", "submissions", ["case_id", "number"], unique=True)
    op.create_table(
        "submission_files",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("submission_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("form_id", sa.String(64), nullable=False),
        sa.Column("form_version", sa.String(32), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_submission_files"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_submission_files_submission_id"
        ),
    )
    names = ["submission_id", "name"]
    op.create_index("uq_submission_files_submission_id", "submission_files", names, unique=True)
    op.create_index("ix_submission_files_sha256", "submission_files", ["sha256"])


def _make_points_and_decisions() -> None:
    op.create_table(
        "case_points",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("section", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_points"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_points_case_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_case_points_made_by"),
    )
    op.create_index("ix_case_points_case_id", "case_points", ["case_id"])
    op.create_table(
        "case_decisions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("amount", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_decisions"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_decisions_case_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_case_decisions_made_by"),
    )
    op.create_index("ix_case_decisions_case_id", "case_decisions", ["case_id"])
