"""What statistics count by, and what is left of a thing that was deleted."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from cases.statistics.counted import counted_by
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import FormDefinition
from forms.registry import form_of, programme_of

revision = "0009"
down_revision = "0008"

_TRAILS = ("events", "case_events", "review_events", "person_events", "template_events")


def upgrade() -> None:
    """Make the tables and columns, and reckon from what was sent what it applied for."""
    _let_submissions_be_counted()
    _let_findings_be_counted()
    _make_tombstones()
    _let_trails_end(op.get_bind().dialect.name)
    _reckon_what_was_sent()


def _let_submissions_be_counted() -> None:
    op.add_column("submissions", sa.Column("applied", sa.String(32), nullable=True))
    op.add_column(
        "submissions", sa.Column("kommune", sa.String(64), nullable=False, server_default="")
    )


def _let_findings_be_counted() -> None:
    op.add_column("cases", sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "first_findings",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("rule", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "rule", name="pk_first_findings"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_first_findings_case_id"),
    )
    for name, length in (("rule", 16), ("programme", 64)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("review_waivers", column)


def _make_tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_subject_id", "tombstones", ["subject_id"])


def _let_trails_end(dialect: str) -> None:
    """What happened is never changed, and goes no sooner than five years after it did."""
    if dialect == "sqlite":
        for trail in _TRAILS:
            op.execute(f"DROP TRIGGER {trail}_no_delete")
            op.execute(
                f"CREATE TRIGGER {trail}_no_delete BEFORE DELETE ON {trail} "
                "WHEN OLD.at > datetime('now', '-5 years') "
                "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_early_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF OLD.at > now() - interval '5 years' THEN "
        "RAISE EXCEPTION 'events are never changed'; END IF; RETURN OLD; END $$"
    )
    for trail in _TRAILS:
        op.execute(f"DROP TRIGGER {trail}_no_change ON {trail}")
        op.execute(
            f"CREATE TRIGGER {trail}_no_change BEFORE UPDATE ON {trail} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {trail}_no_early_end BEFORE DELETE ON {trail} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_early_end()"
        )


def _reckon_what_was_sent() -> None:
    """A released form never changes, so that its answers are read here as they are anywhere."""
    connection = op.get_bind()
    asked = sa.text(
        "SELECT s.id, c.programme, f.form_id, f.form_version, f.answers FROM submissions s "
        "JOIN cases c ON c.id = s.case_id JOIN submission_files f ON f.submission_id = s.id "
        "WHERE f.answers IS NOT NULL ORDER BY s.id, f.number"
    )
    wanted = sa.text("UPDATE submissions SET applied = :applied, kommune = :kommune WHERE id = :id")
    for (sent, programme), rows in groupby(connection.execute(asked).all(), lambda row: row[:2]):
        read = [_read(*row[2:]) for row in rows]
        told = counted_by(programme_of(programme), read)
        values = {"id": sent, "applied": told.applied, "kommune": told.kommune}
        connection.execute(wanted, values)


def _read(form_id: str, version: str, answers: str) -> tuple[FormDefinition, Answers]:
    form = form_of(f"{form_id}@{version}")
    return form, answers_from_json(form, json.loads(answers))
