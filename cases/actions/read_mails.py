"""Read the e-mails that were written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cases.database import Database
from cases.people.models import MailRecord

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An e-mail; its text is gone once it was sent."""

    id: int
    recipient: str
    subject: str
    body: str
    written_at: datetime


def read_mails(database: Database) -> tuple[Mail, ...]:
    """The latest ones, the newest first."""
    with database.reading() as session:
        wanted = select(MailRecord).order_by(MailRecord.id.desc()).limit(MOST)
        return tuple(
            Mail(
                id=each.id,
                recipient=each.recipient,
                subject=each.subject,
                body=each.body,
                written_at=each.written_at,
            )
            for each in session.scalars(wanted)
        )
