"""Send the e-mails that wait."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select, update

from cases.database import Database
from cases.people.models import MailRecord

AT_ONCE = 50
GIVEN_UP_AFTER = timedelta(days=3)
"""Later nobody waits for it, and its links have mostly run out."""


class NotSent(Exception):
    """The e-mail was not handed over; it waits for the next time."""


Send = Callable[[str, str, str], None]
"""Hands over recipient, subject and text; raises NotSent."""


def send_mails(database: Database, send: Send, *, now: datetime) -> int:
    """How many of those that wait were handed over, the oldest first; then their text is gone.

    One that cannot be handed over does not hold up the others. Each is marked as soon as it is
    handed over: a crash between the two sends that one again, and loses none.
    """
    with database.reading() as session:
        is_waiting = (MailRecord.sent_at.is_(None), MailRecord.written_at > now - GIVEN_UP_AFTER)
        wanted = select(MailRecord).where(*is_waiting).order_by(MailRecord.id)
        waiting = [
            (each.id, each.recipient, each.subject, each.body)
            for each in session.scalars(wanted.limit(AT_ONCE))
        ]
    sent = 0
    for mail_id, recipient, subject, body in waiting:
        try:
            send(recipient, subject, body)
        except NotSent:
            continue
        with database.writing() as session:
            mine = update(MailRecord).where(MailRecord.id == mail_id)
            session.execute(mine.values(sent_at=now, body=""))
        sent += 1
    return sent
