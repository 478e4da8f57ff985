"""The tables of what was sent in, what was returned for, and what was decided."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Record, UtcDateTime


class SubmissionRecord(Record):
    """A case as it was sent in once; never changed afterwards.

    `title` and `warnings` are what it was called and how many warnings stood when it was sent.
    It is counted by `applied`, plain decimals of kroner or None where it names no amount, and by
    `kommune`, empty where it names none.
    """

    __tablename__ = "submissions"
    __table_args__ = (Index("uq_submissions_case_id", "case_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(400))
    warnings: Mapped[int]
    sent_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied: Mapped[str | None] = mapped_column(String(32))
    kommune: Mapped[str] = mapped_column(String(64), server_default="")


class FirstFindingRecord(Record):
    """How often a rule was broken when approval of a case was first asked for or tried."""

    __tablename__ = "first_findings"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(String(16), primary_key=True)
    severity: Mapped[str] = mapped_column(String(16))
    count: Mapped[int]


class SentFileRecord(Record):
    """A document as it was sent, by the checksum of its bytes; `answers` are those it says."""

    __tablename__ = "submission_files"
    __table_args__ = (
        Index("uq_submission_files_submission_id", "submission_id", "name", unique=True),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    form_id: Mapped[str] = mapped_column(String(64))
    form_version: Mapped[str] = mapped_column(String(32))
    area: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    answers: Mapped[str | None] = mapped_column(Text)


class PointRecord(Record):
    """A point an applicant is to mend: a section of a document, or all of it where it is empty.

    `round` is the number of the submission it is about. The `reply` is the applicant's.
    """

    __tablename__ = "case_points"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    round: Mapped[int]
    form_id: Mapped[str] = mapped_column(String(64))
    area: Mapped[str] = mapped_column(String(64))
    section: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DecisionRecord(Record):
    """What an officer recommended or decided, and why; `amount` is plain decimals of kroner."""

    __tablename__ = "case_decisions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(16))
    amount: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
