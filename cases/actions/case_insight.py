"""Everything that is kept of a case as one zip, for those it tells of."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cases.case import Case
from cases.case_events import CaseEvent
from cases.case_queries import held_case
from cases.database import Database
from cases.documents import documents_of
from cases.file_store import FileStore
from cases.files import document_files, file_name
from cases.history import changed_in
from cases.holder import Holder
from cases.library.layouts import Layouts, layouts
from cases.life.queries import life_of
from cases.life.sent import CaseLife
from cases.life.states import DECIDED
from cases.models import CaseEventRecord, CaseRecord, ChangeRecord, EventRecord
from cases.people.models import OrganisationRecord, PersonRecord, ShareRecord
from cases.people.person import OrganisationKind
from documents.package import Part, zipped
from documents.seal import Seal, as_made
from forms.exchange import answers_to_json
from forms.kinds.kind import Json

_WHO = (PersonRecord.name, OrganisationRecord.name, OrganisationRecord.kind)


def case_insight(
    database: Database,
    store: FileStore,
    holder: Holder,
    case_id: str,
    *,
    now: datetime,
    seal: Seal = as_made,
) -> bytes:
    """The documents, their answers, what was sent byte for byte, and who did what when.

    What the fund has not told the applicant yet is not in it, and its people stand by the fund's
    name. Raises CaseNotFound, FileGone and WriteFailed.
    """
    with database.reading() as session:
        case = held_case(session, holder, case_id)
        life = life_of(session, session.get_one(CaseRecord, case_id))
        told = json_part("sag.json", _told_case(session, case, life))
        trail = json_part("spor.json", [*_of_case(session, case_id), *_of_drafts(session, case)])
    documents = _documents(case, layouts(database, now), seal)
    return zipped((*documents, told, trail, *_sent(store, life)))


def _documents(case: Case, chosen: Layouts, seal: Seal) -> Iterator[Part]:
    for document in documents_of(case):
        for name, content in document_files(document, chosen, seal):
            yield Part.of(f"dokumenter/{name}", content)
        if document.draft:
            answers = answers_to_json(document.draft.form, document.draft.answers)
            yield json_part(f"svar/{file_name(document).removesuffix('.docx')}.json", answers)


def _sent(store: FileStore, life: CaseLife) -> Iterator[Part]:
    for submission in life.submissions:
        for file in submission.files:
            yield Part.of(f"sendt/{submission.number}/{file.name}", store.get(file.sha256))


def json_part(name: str, content: Json) -> Part:
    """A file of JSON to be read by people too; half a pair of characters is written as escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Part.of(name, text.encode("utf-8", "backslashreplace"))


def _told_case(session: Session, case: Case, life: CaseLife) -> Json:
    return {
        "id": case.id,
        "program": case.programme.id,
        "tilstand": life.state.value,
        "organisation": life.organisation,
        "delt_med": list(_partners(session, case)),
        "indsendelser": list(_submissions(life)),
        "punkter": list(_points(session, case.id, life)),
        "afgoerelser": [
            {"udfald": each.outcome.value, "beloeb": each.amount, "begrundelse": each.reason}
            for each in life.decisions
            if each.outcome in DECIDED
        ],
    }


def _partners(session: Session, case: Case) -> Iterator[Json]:
    wanted = (
        select(PersonRecord.name, ShareRecord.draft_id, ShareRecord.shared_at)
        .join(PersonRecord, PersonRecord.id == ShareRecord.person_id)
        .where(ShareRecord.case_id == case.id)
        .order_by(ShareRecord.shared_at, PersonRecord.name)
    )
    for name, draft_id, at in session.execute(wanted):
        yield {"navn": name, "dokument": draft_id, "tid": told_hour(at)}


def _submissions(life: CaseLife) -> Iterator[Json]:
    for each in life.submissions:
        yield {
            "nummer": each.number,
            "kvittering": each.receipt,
            "af": each.sent_by,
            "tid": told_hour(each.sent_at),
            "filer": {file.name: file.sha256 for file in each.files},
        }


def _points(session: Session, case_id: str, life: CaseLife) -> Iterator[Json]:
    """Those of the rounds that were sent back; before that they are the officer's notes.

    All but the last submission were sent back, and the last where the trail says so too.
    """
    kind = CaseEventRecord.kind == CaseEvent.RETURNED
    returns = select(func.count()).where(kind, CaseEventRecord.case_id == case_id)
    last = max(len(life.submissions) - 1, session.scalar(returns) or 0)
    for each in life.points:
        if each.round <= last:
            yield {
                "runde": each.round,
                "afsnit": each.section,
                "tekst": each.text,
                "svar": each.reply,
            }


def _of_case(session: Session, case_id: str) -> Iterator[Json]:
    wanted = _with_who(select(CaseEventRecord, *_WHO), CaseEventRecord.actor_id)
    wanted = wanted.where(CaseEventRecord.case_id == case_id).order_by(CaseEventRecord.id)
    for row in session.execute(wanted):
        yield {"tid": told_hour(row[0].at), "haendelse": row[0].kind, "hvem": _who(row)}


def _of_drafts(session: Session, case: Case) -> Iterator[Json]:
    ids = [each.id for each in case.drafts]
    wanted = _with_who(select(EventRecord, *_WHO), EventRecord.actor_id)
    for row in session.execute(
        wanted.where(EventRecord.draft_id.in_(ids)).order_by(EventRecord.id)
    ):
        at = {"tid": told_hour(row[0].at), "haendelse": row[0].kind, "hvem": _who(row)}
        yield at | {"dokument": row[0].draft_id}
    saves = _with_who(select(ChangeRecord, *_WHO), ChangeRecord.saved_by)
    saves = saves.where(ChangeRecord.draft_id.in_(ids))
    order = (ChangeRecord.draft_id, ChangeRecord.revision)
    for row in session.execute(saves.order_by(*order).execution_options(yield_per=100)):
        yield {
            "tid": told_hour(row[0].saved_at),
            "haendelse": "draft_saved",
            "hvem": _who(row),
            "dokument": row[0].draft_id,
            "nummer": row[0].revision,
            "aendret": list(changed_in(row[0].undo)),
        }


def _with_who(
    wanted: Select[*tuple[Any, ...]], actor: InstrumentedAttribute[str | None]
) -> Select[*tuple[Any, ...]]:
    return wanted.outerjoin(PersonRecord, PersonRecord.id == actor).outerjoin(
        OrganisationRecord, OrganisationRecord.id == PersonRecord.organisation_id
    )


def _who(row: Row[*tuple[Any, ...]]) -> str:
    _, person, organisation, kind = row
    is_fund = kind == OrganisationKind.FUND.value
    return (organisation if is_fund else person) or ""


def told_hour(moment: datetime) -> str:
    """A moment as data, in UTC."""
    return moment.isoformat(timespec="seconds")
