"""Open what happened to a case: for its own people, or for the fund it was sent to."""

from dataclasses import dataclass

from cases.case_queries import held_case
from cases.database import Database
from cases.errors import CaseNotFound, NotAllowed
from cases.holder import Holder
from cases.life.locks import ALL, is_going_on, is_report_of
from cases.life.moving import is_sent_to
from cases.life.queries import inbox_lines, life_of
from cases.life.sent import CaseLife, InboxLine, Point
from cases.life.states import TERMS, CaseState, Deed
from cases.models import CaseRecord
from forms.grammar import FormDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a return opened of a document: sections, ALL among them for the whole, and its points.

    Neither in a case that is only waited for, nor in one that a partner only reads.
    """

    is_for_reading: bool = False
    sections: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()

    def has(self, section: str) -> bool:
        """Whether a section may be written in."""
        return ALL in self.sections or section in self.sections

    @property
    def mends_sections(self) -> bool:
        """Whether the document was sent back for some of its sections, and not as a whole."""
        return bool(self.points) and ALL not in self.sections


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


def opening_of(database: Database, case_id: str, form: FormDefinition, area: str) -> Opening | None:
    """What of a case's document may be written now; None for all of it, as in a draft."""
    with database.reading() as session:
        record = session.get(CaseRecord, case_id)
        if record is None or CaseState(record.state) in TERMS[Deed.WRITE].states:
            return None
        state = CaseState(record.state)
        if is_report_of(record.programme, form.key) and is_going_on(state):
            return None
        if state not in TERMS[Deed.MEND].states:
            return Opening()
        about = life_of(session, record).open_points()
        points = tuple(each for each in about if (each.form.id, each.area) == (form.id, area))
    return Opening(sections=frozenset(each.section for each in points), points=points)
