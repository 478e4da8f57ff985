"""Read the next file of a review that waits to be read."""

from dataclasses import replace

from sqlalchemy import select

from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.models import ReviewFileRecord
from cases.review import ReviewFile
from cases.review_lines import line_of
from cases.review_queries import file_of, files_of, held_review, held_review_record
from documents.reader.examine_file import is_unreadable, read_file, unreadable
from documents.reader.shown import ShownBody, body_to_json, shown_isolated
from documents.reader.wire import reading_to_bytes
from documents.reading import Reading
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Verdict


def read_next_file(
    database: Database, store: FileStore, holder: Holder, review_id: str
) -> ReviewFile | None:
    """The file that was read, None when none waits; a file is read once, whoever asks.

    The reading happens outside any transaction. Raises ReviewNotFound, FileGone and
    IsolationBusy.
    """
    with database.reading() as session:
        review = held_review(session, holder, review_id)
    waiting = next((each for each in review.files if each.is_waiting), None)
    if waiting is None:
        return None
    reading, body = _read(store, waiting)
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        record = session.scalar(
            select(ReviewFileRecord).where(ReviewFileRecord.id == waiting.id).with_for_update()
        )
        if record is None:
            return None
        if record.reading is None:
            record.reading = reading_to_bytes(reading).decode()
            record.body = body_to_json(body)
            record.line = line_of(replace(waiting, reading=reading), files_of(session, review_id))
        return file_of(record)


def _read(store: FileStore, file: ReviewFile) -> tuple[Reading, ShownBody]:
    """What the file says and its text; of one that cannot be read, why not."""
    if file.refused:
        verdict = Verdict(file.refused)
        return unreadable(verdict, verdict.sentence, file.name), ShownBody()
    content = store.get(file.sha256)
    reading = read_file(content, file=file.name)
    if is_unreadable(reading):
        return reading, ShownBody()
    try:
        return reading, shown_isolated(content)
    except IsolationFailed:
        return reading, ShownBody(is_cut=True)
