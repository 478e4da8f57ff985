"""Return a case to be mended, with exactly the points that open it."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.errors import NothingToMend, NotInCase
from cases.holder import APPLICANTS, Holder
from cases.life.locks import ALL
from cases.life.models import PointRecord
from cases.life.moving import move, officer_record
from cases.life.queries import latest_number, life_of, point_record
from cases.life.states import Deed
from cases.links import new_id
from cases.people.letters import post_to, returned
from forms.programmes.programme import Programme
from forms.registry import form_of, programme_of

LONGEST, MOST = 4_000, 200


def point_out(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    form_id: str,
    area: str,
    section: str,
    text: str,
    now: datetime,
) -> None:
    """Add a point to mend in a section of a document, or in all of it where section is empty.

    Raises CaseNotFound, NotAllowed, CaseMoved, NotInCase for a place the case does not have, and
    NothingToMend for one without a word.
    """
    said = text.strip()
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.POINT_OUT)
        if not 0 < len(said) <= LONGEST or len(_points(session, case_id)) >= MOST:
            raise NothingToMend
        _refuse_elsewhere(programme_of(record.programme), form_id, section)
        session.add(
            PointRecord(
                id=new_id(),
                case_id=case_id,
                round=latest_number(session, case_id),
                form_id=form_id,
                area=area[:64],
                section=section,
                text=said,
                reply="",
                made_by=holder.person_id,
                made_at=now,
            )
        )


def take_point_back(database: Database, holder: Holder, case_id: str, point_id: str) -> None:
    """Take a point away before the case is returned. Raises CaseNotFound, NotAllowed, CaseMoved."""
    with database.writing() as session:
        officer_record(session, holder, case_id, Deed.POINT_OUT)
        session.delete(point_record(session, case_id, point_id))


def return_case(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    answer_by: date | None,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Send a case back for its points and write them to the applicant.

    Raises CaseNotFound, NotAllowed, CaseMoved, and NothingToMend without a point.
    """
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.RETURN)
        points = _points(session, case_id)
        if not points:
            raise NothingToMend
        record.answer_by = answer_by
        move(session, record, Deed.RETURN, holder, now)
        latest = life_of(session, record).latest
        until = answer_by.strftime("%d.%m.%Y") if answer_by else ""
        title = latest.title if latest else ""
        letter = returned(title, [each.text for each in points], until, address(case_id))
        post_to(session, str(record.owner_id), APPLICANTS, letter, now)


def _points(session: Session, case_id: str) -> list[PointRecord]:
    """The points about what was sent last, in the order they were made."""
    wanted = (
        select(PointRecord)
        .where(PointRecord.case_id == case_id, PointRecord.round == latest_number(session, case_id))
        .order_by(PointRecord.made_at, PointRecord.id)
    )
    return list(session.scalars(wanted))


def _refuse_elsewhere(programme: Programme, form_id: str, section: str) -> None:
    forms = {form.id: form for form in map(form_of, programme.forms)}
    if form_id not in forms:
        raise NotInCase
    if section != ALL and section not in {each.id for each in forms[form_id].sections}:
        raise NotInCase
