"""Recommend and decide a case."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import UnfitDecision
from cases.holder import APPLICANTS, Holder
from cases.life.models import DecisionRecord
from cases.life.moving import move, officer_record
from cases.life.queries import life_of
from cases.life.states import CaseState, Deed, state_after
from cases.links import new_id
from cases.models import CaseRecord
from cases.people.letters import decided, post_to

LONGEST = 8_000
_WORDS = {CaseState.GRANTED: "bevilget", CaseState.REFUSED: "afslået"}


def decide_case(
    database: Database,
    holder: Holder,
    case_id: str,
    deed: Deed,
    *,
    amount: Decimal | None,
    reason: str,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Recommend, grant or refuse a case with a reason; a grant has its amount.

    A decision is written to the applicant. Raises CaseNotFound, NotAllowed, CaseMoved, and
    UnfitDecision without a reason or for a grant without a positive amount.
    """
    said = reason.strip()
    with database.writing() as session:
        record = officer_record(session, holder, case_id, deed)
        outcome = state_after(deed, CaseState(record.state))
        lacks_reason = not 0 < len(said) <= LONGEST
        lacks_amount = outcome is CaseState.GRANTED and not (amount is not None and amount > 0)
        if lacks_reason or lacks_amount:
            raise UnfitDecision(lacks_reason=lacks_reason, lacks_amount=lacks_amount)
        kept = "" if amount is None or outcome is CaseState.REFUSED else f"{amount:.2f}"
        session.add(
            DecisionRecord(
                id=new_id(),
                case_id=case_id,
                outcome=outcome.value,
                amount=kept,
                reason=said,
                made_by=holder.person_id,
                made_at=now,
            )
        )
        move(session, record, deed, holder, now)
        if outcome in _WORDS:
            _tell(session, record, _WORDS[outcome], kept, said, address, now)


def reconsider_case(database: Database, holder: Holder, case_id: str, *, now: datetime) -> None:
    """Examine a recommended case again. Raises CaseNotFound, NotAllowed and CaseMoved."""
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.RECONSIDER)
        move(session, record, Deed.RECONSIDER, holder, now)


def _tell(
    session: Session,
    record: CaseRecord,
    outcome: str,
    amount: str,
    reason: str,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    latest = life_of(session, record).latest
    title = latest.title if latest else ""
    letter = decided(title, outcome, amount, reason, address(record.id))
    post_to(session, str(record.owner_id), APPLICANTS, letter, now)
