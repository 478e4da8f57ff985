"""The tables of cases, drafts, their history and the trail of events."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_STORED_LENGTH = len("2021-10-01 12:00:00.000000")


class UtcDateTime(TypeDecorator[datetime]):
    """An hour in UTC; an hour without a time zone is refused, since it could be any."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The hour as stored; raises ValueError without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an hour needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The hour in UTC."""
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """What makes of an hour what the driver takes."""
        return _text_of if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """What makes an hour of what the driver gives; SQLite's are texts without a time zone."""
        is_text = dialect.name == "sqlite"
        return _hour_of if is_text else super().result_processor(dialect, coltype)


def _text_of(hour: datetime | None) -> str | None:
    """An hour as SQLAlchemy has SQLite keep one, written by a single call; raises as above."""
    if hour is None:
        return None
    if hour.tzinfo is None:
        raise ValueError("an hour needs its time zone")
    return _written(hour.astimezone(UTC))


# A save tells its hour to each of the tables it writes in. In other zones two hours are equal that
# are not the same: the one that comes twice in autumn.
@lru_cache(maxsize=16)
def _written(hour: datetime) -> str:
    return hour.isoformat(" ", "microseconds").removesuffix("+00:00")


def _hour_of(text: str | None) -> datetime | None:
    if text is None:
        return None
    if len(text) == _STORED_LENGTH:
        return datetime.fromisoformat(f"{text}+00:00")
    # Written by hand: shorter, or with a time zone.
    hour = datetime.fromisoformat(text)
    return hour.replace(tzinfo=UTC) if hour.tzinfo is None else hour.astimezone(UTC)


class Record(DeclarativeBase):
    """Any row."""

    metadata = MetaData(naming_convention=_NAMES)


def table_of(record: type[Record]) -> Table:
    """The table of a kind of rows, for what is asked of it without making objects of rows."""
    table = record.__table__
    if not isinstance(table, Table):
        raise TypeError(record)
    return table


class CaseRecord(Record):
    """A case: what the drafts of one application under a programme have in common.

    `answer_by` is the day by which a returned one is to be sent again, `tried_at` when
    approval was first asked for or tried.
    """

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_programme_state", "programme", "state"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    programme: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[str | None] = mapped_column(String(32), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16), server_default="draft")
    officer_id: Mapped[str | None] = mapped_column(String(32))
    answer_by: Mapped[date | None] = mapped_column(Date)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DraftRecord(Record):
    """A draft without its answers, so that a save rewrites a short row.

    `size` and `history_size` are the bytes its answers and its history take. A case has one
    draft of each form, and of the form that is filled in for each area, one an `area`; the area
    is empty for all others.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("uq_drafts_case_id", "case_id", "form_id", "area", unique=True),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    form_id: Mapped[str] = mapped_column(String(64))
    form_version: Mapped[str] = mapped_column(String(32))
    programme: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[str | None] = mapped_column(String(32), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    area: Mapped[str] = mapped_column(String(64), server_default="")
    revision: Mapped[int]
    size: Mapped[int]
    history_size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AnswerRecord(Record):
    """One answer as it stands: JSON of its kind, by path, with the section it is asked in."""

    __tablename__ = "draft_answers"

    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(String(255), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class ChangeRecord(Record):
    """What a save replaced: JSON by path of how to get the answers before it from those after it.

    Together with the answers as they stand this is every revision of the draft.
    """

    __tablename__ = "draft_changes"

    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    undo: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str | None] = mapped_column(String(32))


class PresenceRecord(Record):
    """A page of a draft that a person has open, as it last told; forgotten within minutes."""

    __tablename__ = "presences"

    draft_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    section: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class EventRecord(Record):
    """One thing that happened; never changed nor deleted, and without a word of any answer.

    It outlives the draft it tells of. Saves stand in the history instead.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    draft_id: Mapped[str] = mapped_column(String(32), index=True)
    revision: Mapped[int]
    actor_id: Mapped[str | None] = mapped_column(String(32))


class CaseEventRecord(Record):
    """One thing that happened to a case; never changed nor deleted, and outlives the case."""

    __tablename__ = "case_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[str] = mapped_column(String(32), index=True)
    actor_id: Mapped[str | None] = mapped_column(String(32))


class ReviewRecord(Record):
    """A review: the files an officer laid up to be read together.

    `received` is the day they came, by which deadlines are held; empty when it was not told.
    """

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    received: Mapped[date | None] = mapped_column(Date)
    owner_id: Mapped[str | None] = mapped_column(String(32), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewFileRecord(Record):
    """A file of a review by the checksum of its content, with what was read of it.

    `refused` is a verdict's code where a file was not taken in at all, so that it can be told of.
    `line` is the id of the first version of the same document, its own where it is the first.
    Before the file is read `reading` is None; `body` is its text laid out to be shown.
    """

    __tablename__ = "review_files"
    __table_args__ = (Index("uq_review_files_review_id", "review_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    review_id: Mapped[str] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(400))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    refused: Mapped[str] = mapped_column(String(64))
    line: Mapped[str] = mapped_column(String(32))
    is_set_aside: Mapped[bool]
    dated: Mapped[date | None] = mapped_column(Date)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reading: Mapped[str | None] = mapped_column(Text)
    body: Mapped[str | None] = mapped_column(Text)


class WaiverRecord(Record):
    """A warning the officer lets pass, by the key of its finding, and why.

    `rule` and `programme` are what it is counted by; empty in one of before it was counted.
    """

    __tablename__ = "review_waivers"

    review_id: Mapped[str] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    waived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rule: Mapped[str] = mapped_column(String(16), server_default="")
    programme: Mapped[str] = mapped_column(String(64), server_default="")


class RemarkRecord(Record):
    """What the officer has to say of a document; `place` is JSON of where, None for the whole."""

    __tablename__ = "review_remarks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    review_id: Mapped[str] = mapped_column(ForeignKey("reviews.id"), index=True)
    file_id: Mapped[str] = mapped_column(ForeignKey("review_files.id"))
    place: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    must_be_mended: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewEventRecord(Record):
    """One thing that happened to a review; never changed nor deleted, and outlives the review."""

    __tablename__ = "review_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    review_id: Mapped[str] = mapped_column(String(32), index=True)
    actor_id: Mapped[str | None] = mapped_column(String(32))


class FileClaimRecord(Record):
    """A file that somebody is laying into the store, and nobody takes away until `until`.

    Or the other way about where it `is_to_go`.
    """

    __tablename__ = "file_claims"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    is_to_go: Mapped[bool] = mapped_column(server_default=false())


class TombstoneRecord(Record):
    """That a thing was deleted: its kind and id, when, why and by whom; no word that was in it.

    `owner_id` and `programme` are whose it was: only they are told that it is gone. It has no
    number but an id of its own, so that tombstones of two databases can be put together.
    """

    __tablename__ = "tombstones"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(32), index=True)
    owner_id: Mapped[str | None] = mapped_column(String(32))
    programme: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(32))
    gone_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[str | None] = mapped_column(String(32))


class JobRecord(Record):
    """One piece of long work.

    `order` is JSON of what is to be done, `note` of what the person is told: a Danish msgid and
    its values. `share` is how far it has come, in thousandths. A job that runs is leased by its
    worker until `leased_until`; when that has passed the worker is gone and another goes on.
    `attempts` are those since it last came further. `draft_id` is the draft that something is made
    of, with which it goes.
    """

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(200))
    owner_id: Mapped[str | None] = mapped_column(String(32), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    draft_id: Mapped[str | None] = mapped_column(String(32), index=True)
    is_to_be_cancelled: Mapped[bool]
    attempts: Mapped[int]
    order: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    done: Mapped[int]
    failed: Mapped[int]
    share: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JobFileRecord(Record):
    """A file that a job was given or made, by what the job calls it; it lies in the store."""

    __tablename__ = "job_files"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
