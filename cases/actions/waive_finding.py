"""Let a warning pass, with a reason."""

from datetime import datetime

from cases.database import Database
from cases.errors import CannotWaive, NotInReview
from cases.holder import Holder
from cases.models import WaiverRecord
from cases.review_events import ReviewEvent, note_review
from cases.review_queries import held_review, held_review_record
from cases.review_report import report_of
from forms.text import clean_text
from validators.finding import Severity

LONGEST_REASON = 2_000


def waive_finding(
    database: Database, holder: Holder, review_id: str, key: str, reason: str, *, now: datetime
) -> None:
    """Let the warning of a key pass; said again, the later reason holds.

    Raises ReviewNotFound, NotInReview for a key that no finding has, and CannotWaive for an error
    or without a reason of at most `LONGEST_REASON` characters.
    """
    why = clean_text(reason).strip()
    with database.reading() as session:
        report = report_of(held_review(session, holder, review_id))
    noted = next((each for each in report.noted() if each.key == key), None)
    if noted is None:
        raise NotInReview
    if noted.finding.severity is not Severity.WARNING or not 0 < len(why) <= LONGEST_REASON:
        raise CannotWaive
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        record = WaiverRecord(
            review_id=review_id,
            finding=key,
            reason=why,
            waived_at=now,
            rule=noted.finding.rule,
            programme=report.programme_of(noted),
        )
        session.merge(record)
        note_review(session, ReviewEvent.WAIVED, review_id, holder, now)


def take_waiver_back(
    database: Database, holder: Holder, review_id: str, key: str, *, now: datetime
) -> None:
    """Let the finding count again; nothing happens when it already does. Raises ReviewNotFound."""
    with database.reading() as session:
        report = report_of(held_review(session, holder, review_id))
    waived = next((each.waiver for each in report.noted() if each.key == key), None)
    made_for = key if waived is None else waived.made_for
    with database.writing() as session:
        held_review_record(session, holder, review_id)
        record = session.get(WaiverRecord, (review_id, made_for))
        if record is not None:
            session.delete(record)
            note_review(session, ReviewEvent.WAIVER_TAKEN_BACK, review_id, holder, now)
