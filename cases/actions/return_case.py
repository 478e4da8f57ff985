"""Return a case to be mended, with exactly the points that open it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.database import Database
from cases.documents import (
    AGREEMENT,
    CHOSEN_AREAS,
    SUB_AGREEMENT,
    area_label,
    askable_documents,
)
from cases.errors import NothingToMend, NotInCase, UnfitPoint
from cases.holder import APPLICANTS, Holder
from cases.life.locks import ALL
from cases.life.models import PointRecord
from cases.life.moving import move, officer_record
from cases.life.queries import latest_number, life_of, point_record
from cases.life.sent import SentFile
from cases.life.states import CaseState, Deed
from cases.links import new_id
from cases.models import CaseRecord
from cases.people.letters import one_more_point, post_to, returned
from forms.answers import Answers
from forms.programmes.programme import Programme
from forms.registry import form_of, programme_of
from validators.areas import areas_in

LONGEST, MOST = 4_000, 200
# Written to the applicant, as letters are: in Danish whatever the officer reads in.
_CHOOSE_IT = "Vælg også indsatsområdet »{}« i samarbejdsaftalen, så den nye delaftale hører til."


def point_out(
    database: Database,
    holder: Holder,
    case_id: str,
    *,
    form_id: str,
    area: str,
    section: str,
    text: str,
    address: Callable[[str], str],
    now: datetime,
) -> None:
    """Add a point to mend in a section of a document, or in all of it where section is empty.

    A document of the programme that was not sent can be asked for as a whole. Where it is for an
    area that the agreement does not name, a second point opens the agreement's areas: the one
    without the other could not be sent again. In a case that is returned already the applicant is
    told of the new point: mending one place may take another one. Raises CaseNotFound,
    NotAllowed, CaseMoved, NotInCase for a place the case does not have, and UnfitPoint for one
    without a word.
    """
    said = text.strip()
    with database.writing() as session:
        record = officer_record(session, holder, case_id, Deed.POINT_OUT)
        points = _points(session, case_id)
        if not 0 < len(said) <= LONGEST or len(points) >= MOST:
            raise UnfitPoint
        sent = _documents_sent(session, record)
        _refuse_elsewhere(programme_of(record.programme), sent, (form_id, area, section))
        point = PointRecord(form_id=form_id, area=area, section=section, text=said, reply="")
        point.id, point.case_id, point.round = new_id(), case_id, latest_number(session, case_id)
        point.made_by, point.made_at = str(holder.person_id), now
        session.add_all((point, *_taken_along(point, points, sent)))
        if record.state == CaseState.RETURNED.value:
            _tell_of(session, record, point, address(case_id))


def _documents_sent(session: Session, record: CaseRecord) -> tuple[SentFile, ...]:
    latest = life_of(session, record).latest
    return latest.documents() if latest else ()


def _tell_of(session: Session, record: CaseRecord, point: PointRecord, address: str) -> None:
    latest = life_of(session, record).latest
    letter = one_more_point(latest.title if latest else "", point.text, address)
    post_to(session, str(record.owner_id), APPLICANTS, letter, point.made_at)


def _taken_along(
    point: PointRecord, points: list[PointRecord], sent: tuple[SentFile, ...]
) -> Iterator[PointRecord]:
    """What is opened with a sub-agreement for an area that the agreement, as sent, lacks."""
    if point.form_id != SUB_AGREEMENT or point.area in _areas_sent(sent):
        return
    opened = {(each.form_id, each.section) for each in points}
    if not opened & {(AGREEMENT, ALL), (AGREEMENT, str(CHOSEN_AREAS))}:
        yield _about_its_area(point)


def _about_its_area(point: PointRecord) -> PointRecord:
    """Where the agreement is to name the area of a sub-agreement that is asked for."""
    return PointRecord(
        id=new_id(),
        case_id=point.case_id,
        round=point.round,
        form_id=AGREEMENT,
        area="",
        section=str(CHOSEN_AREAS),
        text=_CHOOSE_IT.format(area_label(form_of(point.form_id), point.area)),
        reply="",
        made_by=point.made_by,
        made_at=point.made_at,
    )


def _areas_sent(sent: tuple[SentFile, ...]) -> tuple[str, ...]:
    agreement = next((each for each in sent if each.form.id == AGREEMENT), None)
    return tuple(areas_in(agreement.answers or Answers())) if agreement else ()


def take_point_back(database: Database, holder: Holder, case_id: str, point_id: str) -> None:
    """Take a point away before the case is returned. Raises CaseNotFound, NotAllowed, CaseMoved."""
    with database.writing() as session:
        officer_record(session, holder, case_id, Deed.TAKE_POINT_BACK)
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


def _refuse_elsewhere(
    programme: Programme, sent: tuple[SentFile, ...], place: tuple[str, str, str]
) -> None:
    """A document that was sent can be mended in a section; one that was not, made as a whole."""
    *document, section = place
    here = next((each for each in sent if [each.form.id, each.area] == document), None)
    if here is not None:
        if section not in {ALL, *(each.id for each in here.form.sections)}:
            raise NotInCase
        return
    lacking = {(form.id, area) for form, area in askable_documents(programme)}
    if section != ALL or tuple(document) not in lacking:
        raise NotInCase
