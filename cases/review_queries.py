"""What is asked of the database about reviews; never one query for each file."""

import json
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, defer

from cases.errors import NotInReview, ReviewNotFound
from cases.holder import Holder
from cases.models import RemarkRecord, ReviewFileRecord, ReviewRecord, WaiverRecord
from cases.review import OwnRemark, Review, ReviewFile, ReviewSummary, Waiver
from documents.reader.wire import place_from_json, reading_from_bytes


def held_review_record(session: Session, holder: Holder, review_id: str) -> ReviewRecord:
    """The row of a review the holder holds, kept for this transaction; raises ReviewNotFound."""
    wanted = select(ReviewRecord).where(ReviewRecord.id == review_id).with_for_update()
    record = session.scalar(wanted)
    if record is None or not holder.holds_review(record.id, record.owner_id):
        raise ReviewNotFound
    return record


def held_review(session: Session, holder: Holder, review_id: str) -> Review:
    """A review the holder holds, whole but for the texts of its files; raises ReviewNotFound."""
    record = session.get(ReviewRecord, review_id)
    if record is None or not holder.holds_review(record.id, record.owner_id):
        raise ReviewNotFound
    return _review(session, record)


def linked_review(session: Session, link_hash: str) -> str:
    """The id of the review whose link has that hash; raises ReviewNotFound."""
    is_linked = ReviewRecord.link_hash == link_hash
    unowned = select(ReviewRecord.id).where(is_linked, ReviewRecord.owner_id.is_(None))
    found = session.scalar(unowned)
    if found is None:
        raise ReviewNotFound
    return found


def file_record(session: Session, review_id: str, file_id: str) -> ReviewFileRecord:
    """The row of a file of a review; raises NotInReview."""
    record = session.get(ReviewFileRecord, file_id)
    if record is None or record.review_id != review_id:
        raise NotInReview
    return record


def files_of(session: Session, review_id: str) -> tuple[ReviewFile, ...]:
    """The files of a review with what was read of them, without their texts."""
    wanted = (
        select(ReviewFileRecord)
        .where(ReviewFileRecord.review_id == review_id)
        .order_by(ReviewFileRecord.number)
        .options(defer(ReviewFileRecord.body, raiseload=True))
    )
    return tuple(map(file_of, session.scalars(wanted)))


def file_of(record: ReviewFileRecord) -> ReviewFile:
    """A row as a file of a review."""
    reading = None if record.reading is None else reading_from_bytes(record.reading.encode())
    return ReviewFile(
        id=record.id,
        number=record.number,
        name=record.name,
        sha256=record.sha256,
        size=record.size,
        refused=record.refused,
        line=record.line,
        is_set_aside=record.is_set_aside,
        dated=record.dated,
        added_at=record.added_at,
        reading=reading,
    )


def bytes_added_since(session: Session, holder: Holder, since: datetime) -> int:
    """How much lies in the reviews a holder holds that was laid there after an hour."""
    wanted = (
        select(func.sum(ReviewFileRecord.size))
        .join(ReviewRecord, ReviewFileRecord.review_id == ReviewRecord.id)
        .where(_is_held(holder), ReviewFileRecord.added_at > since)
    )
    return session.scalar(wanted) or 0


def bytes_without_owner(session: Session) -> int:
    """How much lies in all reviews that no organisation owns."""
    wanted = (
        select(func.sum(ReviewFileRecord.size))
        .join(ReviewRecord, ReviewFileRecord.review_id == ReviewRecord.id)
        .where(ReviewRecord.owner_id.is_(None))
    )
    return session.scalar(wanted) or 0


def review_summaries(session: Session, holder: Holder) -> tuple[ReviewSummary, ...]:
    """All reviews the holder holds, the newest first."""
    wanted = (
        select(ReviewRecord, func.count(ReviewFileRecord.id))
        .outerjoin(ReviewFileRecord, ReviewFileRecord.review_id == ReviewRecord.id)
        .where(_is_held(holder))
        .group_by(ReviewRecord.id)
        .order_by(ReviewRecord.created_at.desc(), ReviewRecord.id)
    )
    return tuple(
        ReviewSummary(id=each.id, title=each.title, files=files, created_at=each.created_at)
        for each, files in session.execute(wanted)
    )


def _is_held(holder: Holder) -> ColumnElement[bool]:
    by_link = ReviewRecord.id.in_(holder.review_ids)
    is_held: list[ColumnElement[bool]] = [and_(by_link, ReviewRecord.owner_id.is_(None))]
    if holder.fund_id is not None:
        is_held.append(ReviewRecord.owner_id == holder.fund_id)
    return or_(*is_held)


def _review(session: Session, record: ReviewRecord) -> Review:
    waivers = session.scalars(select(WaiverRecord).where(WaiverRecord.review_id == record.id))
    remarks = session.scalars(
        select(RemarkRecord)
        .where(RemarkRecord.review_id == record.id)
        .order_by(RemarkRecord.made_at, RemarkRecord.id)
    )
    return Review(
        id=record.id,
        title=record.title,
        received=record.received,
        created_at=record.created_at,
        owner_id=record.owner_id,
        files=files_of(session, record.id),
        waivers={
            each.finding: Waiver(
                made_for=each.finding, reason=each.reason, waived_at=each.waived_at
            )
            for each in waivers
        },
        remarks=tuple(map(_remark, remarks)),
    )


def _remark(record: RemarkRecord) -> OwnRemark:
    return OwnRemark(
        id=record.id,
        file_id=record.file_id,
        place=None if record.place is None else place_from_json(json.loads(record.place)),
        text=record.text,
        must_be_mended=record.must_be_mended,
        made_at=record.made_at,
    )
