"""Say something of a file in one's own words, or take it back."""

import json
from datetime import datetime

from sqlalchemy import func, select

from cases.database import Database
from cases.errors import NotInReview, UnfitRemark
from cases.holder import Holder
from cases.links import new_id
from cases.models import RemarkRecord
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import file_record, held_review_record
from documents.reader.wire import place_to_json
from forms.text import clean_text
from validators.finding import Place

LONGEST_REMARK = 4_000
MOST_REMARKS = 500


def add_remark(
    database: Database,
    holder: Holder,
    review_id: str,
    file_id: str,
    *,
    text: str,
    place: Place | None,
    must_be_mended: bool,
    now: datetime,
) -> str:
    """The id of a new remark of at most `LONGEST_REMARK` characters.

    Raises ReviewNotFound, NotInReview and UnfitRemark.
    """
    said = clean_text(text).strip()
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        file_record(session, review_id, file_id)
        counted = select(func.count()).where(RemarkRecord.review_id == review_id)
        if not said or len(said) > LONGEST_REMARK or (session.scalar(counted) or 0) >= MOST_REMARKS:
            raise UnfitRemark
        record = RemarkRecord(
            id=new_id(),
            review_id=review_id,
            file_id=file_id,
            place=None if place is None else json.dumps(place_to_json(place)),
            text=said,
            must_be_mended=must_be_mended,
            made_at=now,
        )
        session.add(record)
        note_review(session, ReviewEvent.REMARK_MADE, review_id, holder, now)
        return record.id


def take_remark_back(
    database: Database, holder: Holder, review_id: str, remark_id: str, *, now: datetime
) -> None:
    """Delete a remark; raises ReviewNotFound and NotInReview."""
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        record = session.get(RemarkRecord, remark_id)
        if record is None or record.review_id != review_id:
            raise NotInReview
        session.delete(record)
        note_review(session, ReviewEvent.REMARK_TAKEN_BACK, review_id, holder, now)
