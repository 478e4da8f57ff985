"""The tables of templates, and of which of them is in use from when."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Record, UtcDateTime


class TemplateFileRecord(Record):
    """The bytes of a template by their checksum, never changed.

    They are kept with the rows, since every document asks for them and they are few and small.
    """

    __tablename__ = "template_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TemplateRecord(Record):
    """A template of a form version; `number` counts them, ours too.

    `report` is JSON of what was found in it, empty for one of ours, which nobody laid up.
    """

    __tablename__ = "form_templates"
    __table_args__ = (
        Index("uq_form_templates_form_id", "form_id", "form_version", "number", unique=True),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    form_id: Mapped[str] = mapped_column(String(64))
    form_version: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(ForeignKey("template_files.sha256"))
    size: Mapped[int]
    report: Mapped[str] = mapped_column(Text)
    uploaded_by: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TemplateUseRecord(Record):
    """That a template is used from a day on, in Danish time, until another is or it is taken back.

    A row is never changed but for being taken back.
    """

    __tablename__ = "template_uses"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    template_id: Mapped[str] = mapped_column(ForeignKey("form_templates.id"), index=True)
    from_day: Mapped[date] = mapped_column(Date)
    chosen_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TemplateEventRecord(Record):
    """One thing that happened to a template; never changed, nor deleted within five years."""

    __tablename__ = "template_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    template_id: Mapped[str] = mapped_column(String(32), index=True)
    programme: Mapped[str] = mapped_column(String(64), index=True)
    actor_id: Mapped[str | None] = mapped_column(String(32))
