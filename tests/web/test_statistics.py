"""The page of statistics: who has it, what it says, and its files."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, select

from cases.database import Database
from cases.holder import Role
from cases.life.models import DecisionRecord, FirstFindingRecord, SubmissionRecord
from cases.models import CaseEventRecord, CaseRecord
from cases.people.models import PersonRecord
from tests.web.people import signed_in
from web.offices import now

PROGRAMME = "lokale-partnerskaber"
ROLES = (Role.OFFICER, Role.STAFF, Role.AUDITOR, Role.WRITER)


@pytest.fixture
def database(app):
    made = Database(app.config["DATABASE_URL"])
    yield made
    made.dispose()


@pytest.fixture
def visitors(app, database, cheap):
    return {role: signed_in(app, database, role) for role in ROLES}


@pytest.fixture
def granted(database, visitors):
    """A case of 1.000.000,50 kr. that was granted half of it; its kommune is typed as a formula."""
    with database.writing() as session:
        owner_id, by = _writer(session)
        case = {"programme": PROGRAMME, "created_at": now(), "state": "granted"}
        session.execute(insert(CaseRecord).values(id="c", owner_id=owner_id, link_hash="c", **case))
        sent = {"title": "x", "warnings": 0, "sent_by": by, "sent_at": now()}
        counted = {"number": 1, "applied": "1000000.50", "kommune": "=Ærø"}
        session.execute(insert(SubmissionRecord).values(id="c", case_id="c", **sent, **counted))
        decided = {"outcome": "granted", "amount": "500000.25", "reason": "x", "made_at": now()}
        session.execute(insert(DecisionRecord).values(id="c", case_id="c", made_by=by, **decided))
        found = {"rule": "BUD001", "severity": "error", "count": 3}
        session.execute(insert(FirstFindingRecord).values(case_id="c", **found))
        for kind in ("case_submitted", "case_granted"):
            session.execute(insert(CaseEventRecord).values(case_id="c", kind=kind, at=now()))


def _writer(session):
    person = session.scalars(select(PersonRecord).where(PersonRecord.name == "writer")).one()
    return person.organisation_id, person.id


def test_a_fund_has_statistics_and_an_applicant_none(visitors):
    told = {role: visitors[role].get("/statistik").status_code for role in ROLES}
    assert told == {Role.OFFICER: 200, Role.STAFF: 200, Role.AUDITOR: 200, Role.WRITER: 404}
    files = [visitors[Role.WRITER].get(f"/statistik/hent.{each}") for each in ("csv", "xlsx")]
    assert [each.status_code for each in files] == [404, 404]


def test_amounts_and_charts_stand_on_the_page(visitors, granted):
    page = visitors[Role.OFFICER].get("/statistik").text
    assert "1.000.000,50\u00a0kr." in page
    assert "500.000,25" in page
    assert "BUD001" in page
    titles = re.findall(r'<svg[^>]* role="img" aria-labelledby="([\w-]+)"', page)
    assert titles
    assert all(f'<title id="{each}">' in page for each in titles)


def test_what_is_asked_for_is_kept_and_nonsense_asks_for_nothing(visitors, granted):
    officer = visitors[Role.OFFICER]
    page = officer.get("/statistik?program=lokale-partnerskaber&fra=1999&til=x").text
    assert '<option value="lokale-partnerskaber" selected>' in page
    assert "500.000,25" in page
    assert "500.000,25" not in officer.get("/statistik?fra=9999").text
    assert "500.000,25" not in officer.get("/statistik?program=kl-ungeindsats").text


def test_the_workbook_has_numbers_and_no_formula(visitors, granted):
    content = visitors[Role.AUDITOR].get("/statistik/hent.xlsx").data
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    [_, row] = book.get_sheet_by_name("Program og år").to_python()
    assert row[1:4] == [str(now().year), 1, 1000000.5]
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        sheets = [made.read(name) for name in made.namelist() if "worksheets/" in name]
    assert len(sheets) == 5
    assert [each for each in sheets if b"<f>" in each] == []


def test_the_text_file_is_one_for_danish_spreadsheets(visitors, granted):
    answer = visitors[Role.STAFF].get("/statistik/hent.csv")
    assert answer.data.startswith("\ufeff".encode())
    text = answer.data.decode("utf-8-sig")
    assert ";1000000,50;" in text
    assert "'=Ærø;" in text


def test_the_page_speaks_english_too(visitors, granted):
    page = visitors[Role.OFFICER].get("/statistik?sprog=en").text
    assert "Applied for" in page
