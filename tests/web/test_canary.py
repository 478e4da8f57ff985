"""What people write, their passwords and their links stand in no log, trail or error page."""

import io
import logging
import re

import pytest
from sqlalchemy import select

from cases.case_events import CaseEvent
from cases.database import Database
from cases.models import CaseEventRecord, EventRecord, ReviewEventRecord
from cases.people.models import AttemptRecord, PersonEventRecord, PersonRecord, SignInRecord
from documents.writer import write
from forms.exchange import answers_from_json
from forms.registry import form_of
from tests.web.people import PASSWORD, SIGN_IN
from web import wizard

pytestmark = pytest.mark.usefixtures("cheap")

SKETCH = form_of("projektskitse")
CPR, TEXT, SECRET = "010203-1234", "Kanariefugl i bur", "kanarie-hemmelig-1"
TRAILS = (CaseEventRecord, EventRecord, ReviewEventRecord, PersonEventRecord, AttemptRecord)


@pytest.fixture
def told(caplog):
    """Everything that was logged, by whomever, down to the smallest matter."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def walked(client, invitation, told):
    """A person who does everything once, and much of it wrongly; the tokens that were used."""
    client.post(invitation, data={"password": PASSWORD})
    client.post("/log-ind", data=SIGN_IN | {"password": SECRET})
    client.post("/log-ind", data=SIGN_IN)
    tokens = [invitation.rsplit("/", 1)[-1], client.get_cookie("tilsagn-person").value]
    draft = client.post("/kladder", data={"form": "projektskitse"}).location
    typed = {"_version": "0", "_end": "1", "vision": f"{TEXT} {CPR}"}
    client.post(f"{draft}/trin/vision", data=typed)
    client.post(f"{draft}/trin/vision/gem", data=typed)
    client.post(f"{draft}/trin/vision", data=typed | {"vision": "Andet"})
    case = re.search(r'href="(/sager/\w+)"', client.get(draft).text)[1]
    for way in ("gang/godkend", "indsend", "deling"):
        client.post(f"{case}/{way}", data={"email": f"{TEXT}@example.dk"})
    content = write(SKETCH, answers_from_json(SKETCH, {"vision": f"{TEXT} {CPR}"}))
    for to, field in ((f"{draft}/word", "fil"), ("/eksaminer", "fil"), ("/bord", "filer")):
        for data in (content, b"PK" + TEXT.encode()):
            client.post(to, data={field: (io.BytesIO(data), f"{TEXT}.docx")})
    client.post("/konto/adgangskode", data={"present": SECRET, "password": SECRET})
    client.post("/glemt-adgangskode", data={"email": SIGN_IN["email"]})
    client.get(f"/l/{SECRET}")
    return draft, tokens


def test_no_log_holds_what_was_written_or_what_opens_anything(walked, told):
    _, tokens = walked
    logged = told.text
    for word in (TEXT, CPR, SECRET, PASSWORD, *tokens):
        assert word not in logged


def test_an_error_nobody_foresaw_is_logged_by_its_place_without_its_words(
    walked, client, told, monkeypatch
):
    def fail(*_args, **_kwargs):
        raise ValueError(f"cannot read {TEXT} {CPR} {SECRET}")

    monkeypatch.setattr(wizard, "save_section", fail)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    draft, _ = walked
    answer = client.post(
        f"{draft}/trin/vision", data={"_version": "1", "_end": "1", "vision": TEXT}
    )
    assert answer.status_code == 500
    assert "unforeseen at wizard.save: ValueError at" in told.text
    for word in (TEXT, CPR, SECRET):
        assert word not in told.text
        assert word not in answer.text


def test_no_trail_holds_a_word_and_no_table_a_password_or_token(app, walked):
    _, tokens = walked
    database = Database(app.config["DATABASE_URL"])
    with database.reading() as session:
        found = [
            repr({column.name: getattr(row, column.name) for column in row.__table__.columns})
            for table in (*TRAILS, PersonRecord, SignInRecord)
            for row in session.scalars(select(table))
        ]
    database.dispose()
    assert any(CaseEvent.STARTED.value in each for each in found)
    for word in (TEXT, CPR, SECRET, PASSWORD, *tokens):
        assert not [each for each in found if word in each]
