"""Open what happened to a case: for its own people, or for the fund it was sent to."""

from cases.case_queries import held_case
from cases.database import Database
from cases.errors import CaseNotFound, NotAllowed
from cases.holder import Holder
from cases.life.locks import opened_points
from cases.life.moving import is_sent_to
from cases.life.queries import inbox_lines, life_of
from cases.life.sent import CaseLife, InboxLine
from cases.life.states import TERMS, CaseState, Deed
from cases.models import CaseRecord


def open_life(database: Database, holder: Holder, case_id: str) -> CaseLife:
    """The life of a case one may read; raises CaseNotFound."""
    with database.reading() as session:
        held_case(session, holder, case_id)
        return life_of(session, session.get_one(CaseRecord, case_id))


def open_sent_case(database: Database, holder: Holder, case_id: str) -> CaseLife:
    """The life of a case that was sent to one's fund; raises CaseNotFound."""
    with database.reading() as session:
        record = session.get(CaseRecord, case_id)
        if record is None or not is_sent_to(holder, record):
            raise CaseNotFound
        return life_of(session, record)


def list_inbox(database: Database, holder: Holder) -> tuple[InboxLine, ...]:
    """Every case sent to one's fund; raises NotAllowed for who reads no such cases."""
    if not holder.roles & TERMS[Deed.READ_SENT].by:
        raise NotAllowed
    with database.reading() as session:
        return inbox_lines(session, holder)


def opened_in(database: Database, case_id: str, form_id: str, area: str) -> frozenset[str] | None:
    """The sections of a case's document that may be written now; None for all of them."""
    with database.reading() as session:
        record = session.get(CaseRecord, case_id)
        if record is None or CaseState(record.state) in TERMS[Deed.WRITE].states:
            return None
        if CaseState(record.state) not in TERMS[Deed.MEND].states:
            return frozenset()
        points = opened_points(session, case_id)
    sections = frozenset(each[2] for each in points if each[:2] == (form_id, area))
    return None if "" in sections else sections
