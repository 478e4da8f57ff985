"""Lay files into a review, to be read one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import NoRoom, ReviewFull
from cases.file_store import FileStore
from cases.holder import Holder
from cases.laying import lay, settle
from cases.links import new_id
from cases.models import ReviewFileRecord
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import bytes_added_since, bytes_without_owner, held_review_record
from documents.safety.verdict import Verdict

MOST_FILES = 400
MOST_BYTES = 500 * 1024 * 1024
LONGEST_NAME = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many bytes one person may lay up in a day, and all reviews without an owner may hold."""

    a_day: int = 1024 * 1024 * 1024
    without_owner: int = 5 * 1024 * 1024 * 1024


_ROOM = Room()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to be added; `refused` is set for one that could not be taken out of its zip."""

    name: str
    content: bytes
    dated: date | None = None
    refused: Verdict | None = None


def add_files(
    database: Database,
    store: FileStore,
    holder: Holder,
    review_id: str,
    files: Sequence[NewFile],
    *,
    now: datetime,
    room: Room = _ROOM,
) -> tuple[str, ...]:
    """The ids of the files in the review, all of them added or none.

    Each is whole in the store before its row is written. Raises ReviewNotFound, ReviewFull, NoRoom,
    StorageFull and StoreDown.
    """
    added = sum(len(each.content) for each in files)
    with database.reading() as session:
        _refuse_beyond(session, holder, added, room, now)
    laid = lay(database, store, [each.content for each in files], now=now)
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        _refuse_beyond(session, holder, added, room, now)
        of_review = ReviewFileRecord.review_id == review_id
        wanted = select(func.max(ReviewFileRecord.number), func.sum(ReviewFileRecord.size))
        last, size = session.execute(wanted.where(of_review)).one()
        if (last or 0) + len(files) > MOST_FILES or (size or 0) + added > MOST_BYTES:
            raise ReviewFull
        ids = []
        for number, (each, name) in enumerate(zip(files, laid.names, strict=True), (last or 0) + 1):
            record = _record(review_id, number, each, name, now)
            session.add(record)
            ids.append(record.id)
        settle(session, laid)
        note_review(session, ReviewEvent.FILES_ADDED, review_id, holder, now)
    return tuple(ids)


def _refuse_beyond(session: Session, holder: Holder, added: int, room: Room, now: datetime) -> None:
    since = now - timedelta(days=1)
    is_full = bytes_added_since(session, holder, since) + added > room.a_day
    if holder.fund_id is None and not is_full:
        is_full = bytes_without_owner(session) + added > room.without_owner
    if is_full and added:
        raise NoRoom


def _record(
    review_id: str, number: int, file: NewFile, sha256: str, now: datetime
) -> ReviewFileRecord:
    file_id = new_id()
    return ReviewFileRecord(
        id=file_id,
        review_id=review_id,
        number=number,
        name=file.name[-LONGEST_NAME:],
        sha256=sha256,
        size=len(file.content),
        refused="" if file.refused is None else file.refused.value,
        line=file_id,
        is_set_aside=False,
        dated=file.dated,
        added_at=now,
    )
