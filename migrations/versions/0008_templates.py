"""Templates that staff laid up, and which is in use from when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables of the library; until somebody chooses, every form is laid out by ours."""
    _make_templates()
    _make_uses()
    op.create_table(
        "template_events",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("template_id", sa.String(32), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_template_events"),
    )
    op.create_index("ix_template_events_template_id", "template_events", ["template_id"])
    op.create_index("ix_template_events_programme", "template_events", ["programme"])
    _keep_events_for_ever(op.get_bind().dialect.name)


def _keep_events_for_ever(dialect: str) -> None:
    """The trail is added to and nothing else, whoever asks."""
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER template_events_no_{verb.lower()} BEFORE {verb} ON "
                "template_events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER template_events_no_change BEFORE UPDATE OR DELETE ON template_events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _make_templates() -> None:
    op.create_table(
        "template_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_template_files"),
    )
    op.create_table(
        "form_templates",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("form_id", sa.String(64), nullable=False),
        sa.Column("form_version", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.String(32), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form_templates"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["template_files.sha256"], name="fk_form_templates_sha256"
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["people.id"], name="fk_form_templates_uploaded_by"
        ),
    )
    names = ["form_id", "form_version", "number"]
    op.create_index("uq_form_templates_form_id", "form_templates", names, unique=True)


def _make_uses() -> None:
    op.create_table(
        "template_uses",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("template_id", sa.String(32), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("chosen_by", sa.String(32), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.String(32), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_template_uses"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["form_templates.id"], name="fk_template_uses_template_id"
        ),
        sa.ForeignKeyConstraint(["chosen_by"], ["people.id"], name="fk_template_uses_chosen_by"),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["people.id"], name="fk_template_uses_withdrawn_by"
        ),
    )
    op.create_index("ix_template_uses_template_id", "template_uses", ["template_id"])
