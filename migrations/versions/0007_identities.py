"""Identities elsewhere that open an account, recovery codes, and secrets that are sealed."""

import sqlalchemy as sa
from alembic import context, op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, and seal the secrets that stood open."""
    _make_identities()
    _make_recovery_codes()
    op.add_column("sign_ins", sa.Column("issuer", sa.String(255), nullable=True))
    _make_room_for_sealed_secrets()
    _seal_secrets()


def _make_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject_hash", name="pk_identities"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_identities_person_id"),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])


def _make_recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_recovery_codes_person_id"),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"])


def _make_room_for_sealed_secrets() -> None:
    """Widen the column by another in its place: SQLite drops no table that rows refer to."""
    op.add_column("people", sa.Column("sealed", sa.String(400), nullable=True))
    op.execute("UPDATE people SET sealed = totp_secret")
    op.drop_column("people", "totp_secret")
    op.alter_column("people", "sealed", new_column_name="totp_secret")


def _seal_secrets() -> None:
    people = sa.table("people", sa.column("id", sa.String), sa.column("totp_secret", sa.String))
    connection = op.get_bind()
    wanted = sa.select(people.c.id, people.c.totp_secret).where(people.c.totp_secret.is_not(None))
    for person_id, secret in connection.execute(wanted).all():
        seal = context.config.attributes.get("seal")
        if seal is None:
            raise RuntimeError("secrets from before there was a seal need the key to be sealed")
        sealed = sa.update(people).where(people.c.id == person_id).values(totp_secret=seal(secret))
        connection.execute(sealed)
