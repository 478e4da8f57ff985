"""The tables of organisations, people, their sign-ins, and the e-mail written to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Record, UtcDateTime


class OrganisationRecord(Record):
    """An applicant, such as a kommune or a housing organisation, or a fund that gives money."""

    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OrganisationProgrammeRecord(Record):
    """A programme that a fund decides under."""

    __tablename__ = "organisation_programmes"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    programme: Mapped[str] = mapped_column(String(64), primary_key=True)


class PersonRecord(Record):
    """An account. `email` is folded to lower case; no password until one is chosen.

    `totp_secret` is sealed; `totp_step` is the last step of the second factor that was used, so
    that no code works twice.
    """

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(400))
    totp_step: Mapped[int]
    is_closed: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RoleRecord(Record):
    """A role of a person in their organisation."""

    __tablename__ = "person_roles"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)


class SignInRecord(Record):
    """A browser that somebody signed in with, by the hash of what its cookie carries.

    While `is_half` is true the second factor is awaited. `issuer` is the provider that vouched for
    the person, None where a password did.
    """

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    is_half: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issuer: Mapped[str | None] = mapped_column(String(255))


class IdentityRecord(Record):
    """Who a person is to a provider elsewhere, whose word opens the account.

    `organisation` is whom they acted for when it was linked, as the provider calls it.
    """

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(64))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecoveryCodeRecord(Record):
    """A code that opens a sign-in once without the second factor, by its hash."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)


class AttemptRecord(Record):
    """A wrong password or code; `subject` is a hash, so that no address stands here."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class InvitationRecord(Record):
    """The one way to choose a password: a link by e-mail, used once and for a time."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MailRecord(Record):
    """An e-mail, written in the transaction it tells of and sent afterwards; then its text goes."""

    __tablename__ = "mails"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ShareRecord(Record):
    """A case that a partner's person may read, or one of its documents that they may write.

    `draft_id` is empty for the whole case.
    """

    __tablename__ = "case_shares"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    draft_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PersonEventRecord(Record):
    """One thing that happened to an account or organisation; never changed nor deleted."""

    __tablename__ = "person_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(32), index=True)
    actor_id: Mapped[str | None] = mapped_column(String(32))
