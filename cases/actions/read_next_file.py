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
from cases.shelf import FileGone
from documents.reader.examine_file import is_unreadable, is_workbook, read_file, unreadable
from documents.reader.shown import ShownBody, body_to_json, shown_isolated, shown_workbook
from documents.reader.wire import reading_to_bytes
from documents.reader.workbook import read_workbook_isolated
from documents.reading import Reading
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import FileKind, Verdict, describe, describe_bundled
from documents.traces.cpr import with_cpr_of_file
from documents.traces.finding_traces import traces_isolated
from documents.uploaded_pages import with_pages


def read_next_file(
    database: Database, store: FileStore, holder: Holder, review_id: str
) -> ReviewFile | None:
    """The file that was read, None when none waits; a file is read once, whoever asks.

    The reading happens outside any transaction. Raises ReviewNotFound and IsolationBusy.
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
        return unreadable(verdict, describe_bundled(verdict), file.name), ShownBody()
    try:
        content = store.get(file.sha256)
    except FileGone:
        return unreadable(Verdict.DAMAGED, Verdict.DAMAGED.sentence, file.name), ShownBody()
    reading = read_file(content, file=file.name)
    if is_unreadable(reading):
        return reading, ShownBody()
    reading = with_cpr_of_file(reading, traces_isolated(content))
    if is_workbook(reading):
        return _read_workbook(reading, content)
    return with_pages(reading, content), _shown(content)


def _read_workbook(reading: Reading, content: bytes) -> tuple[Reading, ShownBody]:
    try:
        return reading, shown_workbook(read_workbook_isolated(content))
    except IsolationFailed as failed:
        reason = describe(failed.verdict, FileKind.EXCEL)
        return unreadable(failed.verdict, reason, reading.file), ShownBody()


def _shown(content: bytes) -> ShownBody:
    """The text; nothing of it where it takes too much, as the reading may still hold."""
    try:
        return shown_isolated(content)
    except IsolationFailed:
        return ShownBody(is_cut=True)
