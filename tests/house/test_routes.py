import io
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app import create_app
from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.database import COUNTING, Database
from cases.file_store import FileStore
from cases.holder import Role
from cases.job_kinds import KINDS
from cases.job_worker import Worker
from cases.migration import upgrade
from cases.people.person import OrganisationKind
from cases.turn import Turn
from documents.writer import write
from forms.exchange import answers_from_json
from forms.registry import form_of

SKETCH = form_of("projektskitse")

# The sketch that is held is given out in Word alone, and may take as many pages as it likes.
NOT_FOR_SKETCHES = {
    "GET /kladder/<draft_id>/sider",
    "POST /kladder/<draft_id>/sider",
    "GET /kladder/<draft_id>/word/regneark",
    "GET /skabeloner/<key>.xlsx",
    "GET /bibliotek/<key>/udfyldt.xlsx",
}

# Who may call each route: anyone, who holds the draft, case or review (others get 404), who has
# its secret link, who is signed in, or signed in with a role; and what a provider that is told of
# sends people to and takes them back from: the way back is the one GET that commits, once.
ACCESS = {
    "GET /": "anyone",
    "GET /b/<review_token>": "link",
    "GET /arbejde": "anyone",
    "POST /arbejde": "anyone",
    "GET /arbejde/<job_id>": "holder",
    "GET /arbejde/<job_id>/fil": "holder",
    "POST /arbejde/<job_id>/stop": "holder",
    "GET /bibliotek": "staff",
    "GET /bibliotek/alle.zip": "staff",
    "GET /bibliotek/<key>": "staff",
    "POST /bibliotek/<key>": "staff",
    "GET /bibliotek/<key>/skabelon.docx": "staff",
    "GET /bibliotek/<key>/udfyldt.docx": "staff",
    "GET /bibliotek/<key>/udfyldt.xlsx": "staff",
    "GET /bibliotek/skabelon/<template_id>": "staff",
    "GET /bibliotek/skabelon/<template_id>/brug": "staff",
    "POST /bibliotek/skabelon/<template_id>/brug": "staff",
    "GET /bibliotek/skabelon/<template_id>/fil": "staff",
    "POST /bibliotek/skabelon/<template_id>/proeve/<example>": "staff",
    "GET /bibliotek/skabelon/<template_id>/proeve/<example>.docx": "staff",
    "GET /bibliotek/brug/<int:number>": "staff",
    "POST /bibliotek/brug/<int:number>": "staff",
    "GET /bord": "anyone",
    "POST /bord": "anyone",
    "GET /bord/<review_id>": "holder",
    "POST /bord/<review_id>/bemaerkning/<remark_id>/slet": "holder",
    "GET /bord/<review_id>/fil/<file_id>": "holder",
    "POST /bord/<review_id>/fil/<file_id>/bemaerkning": "holder",
    "POST /bord/<review_id>/fil/<file_id>/frem": "holder",
    "GET /bord/<review_id>/fil/<file_id>/kommenteret": "holder",
    "GET /bord/<review_id>/fil/<file_id>/kontrol": "holder",
    "GET /bord/<review_id>/fil/<file_id>/renset": "holder",
    "GET /bord/<review_id>/fil/<file_id>/uden-navne": "holder",
    "GET /bord/<review_id>/fil/<file_id>/sammenlign": "holder",
    "POST /bord/<review_id>/fil/<file_id>/til-side": "holder",
    "POST /bord/<review_id>/filer": "holder",
    "POST /bord/<review_id>/laes": "holder",
    "GET /bord/<review_id>/link": "holder",
    "POST /bord/<review_id>/link": "holder",
    "GET /bord/<review_id>/mangelbrev": "holder",
    "POST /bord/<review_id>/mangelbrev": "holder",
    "POST /bord/<review_id>/passer": "holder",
    "POST /bord/<review_id>/passer/ikke": "holder",
    "GET /bord/<review_id>/rapport.<shape>": "holder",
    "GET /bord/<review_id>/slet": "holder",
    "POST /bord/<review_id>/slet": "holder",
    "GET /eksaminer": "anyone",
    "POST /eksaminer": "anyone",
    "POST /eksaminer/kladde": "anyone",
    "GET /eksaminer/uden-navne": "anyone",
    "POST /eksaminer/uden-navne": "anyone",
    "POST /kladder": "anyone",
    "GET /hjem": "anyone",
    "GET /glemt-adgangskode": "anyone",
    "POST /glemt-adgangskode": "anyone",
    "GET /indbakke": "fund",
    "GET /indbakke/<case_id>": "fund",
    "POST /indbakke/<case_id>/afgoerelse": "officer",
    "GET /indbakke/<case_id>/fil/<sent_id>": "fund",
    "POST /indbakke/<case_id>/gang/<case_deed>": "officer",
    "POST /indbakke/<case_id>/punkter": "officer",
    "POST /indbakke/<case_id>/punkter/<point_id>/slet": "officer",
    "POST /indbakke/<case_id>/retur": "officer",
    "POST /indbakke/<case_id>/tildel": "officer",
    "GET /invitation/<invitation_token>": "link",
    "POST /invitation/<invitation_token>": "link",
    "GET /invitation/<invitation_token>/hos/<provider_id>": "provider",
    "GET /kladder/<draft_id>": "holder",
    "GET /kladder/<draft_id>/historik": "holder",
    "GET /kladder/<draft_id>/historik/<int:number>": "holder",
    "POST /kladder/<draft_id>/historik/<int:number>": "holder",
    "GET /kladder/<draft_id>/link": "holder",
    "POST /kladder/<draft_id>/link": "holder",
    "GET /kladder/<draft_id>/sider": "holder",
    "POST /kladder/<draft_id>/sider": "holder",
    "GET /kladder/<draft_id>/slet": "holder",
    "POST /kladder/<draft_id>/slet": "holder",
    "GET /kladder/<draft_id>/svar": "holder",
    "GET /kladder/<draft_id>/svar/kontrol": "holder",
    "GET /kladder/<draft_id>/trin/<section_id>": "holder",
    "POST /kladder/<draft_id>/trin/<section_id>": "holder",
    "POST /kladder/<draft_id>/trin/<section_id>/afgoer": "holder",
    "POST /kladder/<draft_id>/trin/<section_id>/gem": "holder",
    "POST /kladder/<draft_id>/trin/<section_id>/her": "holder",
    "GET /kladder/<draft_id>/trin/<section_id>/uroert": "holder",
    "GET /kladder/<draft_id>/word": "holder",
    "POST /kladder/<draft_id>/word": "holder",
    "GET /kladder/<draft_id>/word/dokument": "holder",
    "POST /kladder/<draft_id>/word/overtag": "holder",
    "POST /kladder/<draft_id>/word/pdf": "holder",
    "GET /kladder/<draft_id>/word/regneark": "holder",
    "GET /konto": "person",
    "GET /konto/hos/<provider_id>": "person",
    "POST /konto/hos/<provider_id>": "person",
    "POST /konto/hos/<provider_id>/slut": "person",
    "GET /konto/indsigt.zip": "person",
    "GET /konto/slet": "person",
    "POST /konto/slet": "person",
    "POST /konto/adgangskode": "person",
    "POST /konto/koder": "person",
    "POST /konto/totrin": "person",
    "GET /l/<token>": "link",
    "GET /log-ind": "anyone",
    "POST /log-ind": "anyone",
    "GET /log-ind/hos/<provider_id>": "provider",
    "GET /log-ind/hos/<provider_id>/svar": "provider",
    "POST /log-ind/hos/<provider_id>/tag-i-brug": "provider",
    "GET /log-ind/hos/<provider_id>/ud": "provider",
    "GET /log-ind/kode": "anyone",
    "POST /log-ind/kode": "anyone",
    "GET /log-ind/tid": "anyone",
    "POST /log-ind/bliv": "anyone",
    "POST /log-ind/ud": "anyone",
    "GET /personer": "staff",
    "GET /personer/<person_id>": "staff",
    "POST /personer/<person_id>": "staff",
    "POST /personer/<person_id>/<deed>": "staff",
    "GET /personer/<person_id>/slet": "staff",
    "POST /personer/<person_id>/slet": "staff",
    "GET /personer/organisationer/<organisation_id>/slet": "staff",
    "POST /personer/organisationer/<organisation_id>/slet": "staff",
    "GET /personer/ny/<organisation_id>": "staff",
    "POST /personer/ny/<organisation_id>": "staff",
    "POST /personer/organisationer": "staff",
    "GET /post": "anyone",
    "GET /programmer": "anyone",
    "GET /programmer/<programme_id>": "anyone",
    "GET /regler": "anyone",
    "GET /revision": "audit",
    "GET /revision/hent.csv": "audit",
    "GET /s/<case_token>": "link",
    "POST /sager": "anyone",
    "GET /sager/<case_id>": "holder",
    "POST /sager/<case_id>/dokumenter": "holder",
    "GET /sager/<case_id>/deling": "owner",
    "POST /sager/<case_id>/deling": "owner",
    "POST /sager/<case_id>/deling/<partner_id>/slut": "owner",
    "GET /sager/<case_id>/dokumenter.zip": "holder",
    "GET /sager/<case_id>/kontrol": "holder",
    "POST /sager/<case_id>/gang/<case_deed>": "owner",
    "GET /sager/<case_id>/indsend": "holder",
    "GET /sager/<case_id>/indsigt.zip": "holder",
    "POST /sager/<case_id>/indsend": "owner",
    "GET /sager/<case_id>/kvittering/<int:number>": "sent",
    "GET /sager/<case_id>/kvittering/<int:number>/<sent_id>": "sent",
    "GET /sager/<case_id>/link": "holder",
    "POST /sager/<case_id>/link": "holder",
    "POST /sager/<case_id>/organisation": "holder",
    "GET /sager/<case_id>/sag.docx": "holder",
    "GET /sager/<case_id>/slet": "holder",
    "POST /sager/<case_id>/punkter/<point_id>": "owner",
    "POST /sager/<case_id>/slet": "holder",
    "GET /sager/<case_id>/undersoegelse": "holder",
    "GET /skabeloner": "anyone",
    "GET /skabeloner/<key>.docx": "anyone",
    "GET /skabeloner/<key>.xlsx": "anyone",
    "GET /static/<path:filename>": "anyone",
    "GET /statistik": "figures",
    "GET /statistik/hent.csv": "figures",
    "GET /statistik/hent.xlsx": "figures",
    "GET /sundhed": "anyone",
    "GET /tilgaengelighed": "anyone",
}


# What a browser without anybody signed in may reach; the matrix of people holds the rest.
HELD_BY_ANYBODY = {"anyone", "holder", "link"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('routes')}/tilsagn.sqlite3"
    upgrade(url)
    told = {"SECRET_KEY": "a key of the tests", "DATABASE_URL": url, "WTF_CSRF_ENABLED": False}
    told |= {"FILES_FOLDER": str(tmp_path_factory.mktemp("files"))}
    return create_app(told | {"TESTING": True})


@pytest.fixture(scope="module")
def held(app):
    """A client that holds a draft, a case and a review, and the values of their addresses."""
    client = app.test_client()
    draft_id = client.post("/kladder", data={"form": "projektskitse"}).location.rsplit("/", 1)[-1]
    vision = {"_version": "0", "_end": "1", "vision": "En første udgave"}
    client.post(f"/kladder/{draft_id}/trin/vision", data=vision)
    programme = "lbf-boligsocial-2019-26"
    case_id = client.post("/sager", data={"programme": programme}).location.rsplit("/", 1)[-1]
    with client.session_transaction() as session:
        token, case_token = session["drafts"][draft_id], session["cases"][case_id]
    values = _review(client) | _job(app, client)
    values |= {"draft_id": draft_id, "section_id": "udgifter", "token": token}
    values |= {"case_id": case_id, "case_token": case_token, "programme_id": programme}
    values |= {"invitation_token": _invitation(app)}
    public = {"key": "projektskitse@2009", "filename": "css/tilsagn.css"}
    return client, values | public


def _invitation(app):
    database = Database(app.config["DATABASE_URL"])
    now = datetime.now(UTC)
    made = organisation_named(database, "Ærø Kommune", OrganisationKind.APPLICANT, now=now)
    token = invite_person(
        database,
        organisation_id=made,
        name="Signe",
        email="signe@example.dk",
        roles={Role.WRITER},
        address=str,
        actor_id=None,
        now=now,
    )
    database.dispose()
    return token


def _job(app, client):
    """A bulk that is done."""
    rows = (io.BytesIO(b"{}"), "svar.jsonl")
    address = client.post("/arbejde", data={"formular": "milepaelsplan", "raekker": rows}).location
    database = Database(app.config["DATABASE_URL"])
    files = Path(app.config["FILES_FOLDER"])
    assert Worker(database, FileStore(files), files, KINDS).work_once()
    database.dispose()
    return {"job_id": address.rsplit("/", 1)[-1]}


def _review(client):
    """A review with two versions of a document and a remark, and the values of its addresses."""
    address = "/bord"
    for number in range(2):
        answers = answers_from_json(SKETCH, {"kommune": "Aarhus", "vision": f"Vision {number}"})
        data = {"filer": (io.BytesIO(write(SKETCH, answers)), f"{number}.docx")}
        to = f"{address}/filer" if number else address
        address = client.post(to, data=data).location
    with client.session_transaction() as session:
        [(review_id, token)] = session["reviews"].items()
    file_id = re.findall(r"/fil/(\w+)", client.get(address).text)[0]
    file = f"{address}/fil/{file_id}"
    client.post(f"{file}/bemaerkning", data={"tekst": "x"})
    remark_id = re.findall(r"/bemaerkning/(\w+)/slet", client.get(file).text)[0]
    told = {"review_id": review_id, "review_token": token, "file_id": file_id}
    return told | {"remark_id": remark_id, "shape": "json"}


def test_it_is_listed_who_may_call_each_route(app):
    assert {f"{method} {rule}" for method, rule in routes_of(app)} == set(ACCESS)


def test_what_others_hold_is_not_there(app, held):
    _, values = held
    stranger = app.test_client()
    answers = {
        f"{method} {rule}": stranger.open(address_of(rule, values), method=method).status_code
        for method, rule in routes_of(app)
        if ACCESS.get(f"{method} {rule}") == "holder"
    }
    assert {route: status for route, status in answers.items() if status != 404} == {}
    assert len(answers) > 10


@contextmanager
def _commits_noted(tell):
    """Tell of each commit, but of none that counts how often something was asked for."""
    entered = Turn.__enter__

    def note(connection):
        if not connection.get_execution_options().get(COUNTING):
            tell()

    def enter(turn):
        tell()
        return entered(turn)

    event.listen(Engine, "commit", note)
    try:
        with patch.object(Turn, "__enter__", enter):
            yield
    finally:
        event.remove(Engine, "commit", note)


def test_a_get_never_commits_and_never_fails(app, held):
    client, values = held
    committed, failed = [], []
    now_at = [""]
    with _commits_noted(lambda: committed.append(now_at[0])):
        for method, rule in routes_of(app):
            now_at[0] = f"{method} {rule}"
            if method == "GET" and ACCESS[now_at[0]] in HELD_BY_ANYBODY:
                answer = client.get(address_of(rule, values))
                is_right = answer.status_code < 400 or now_at[0] in NOT_FOR_SKETCHES
                failed += [] if is_right else [now_at[0]]
                answer.close()
    assert (committed, failed) == ([], [])


def test_a_commit_would_be_seen(held):
    client, values = held
    seen = []
    with _commits_noted(lambda: seen.append("it")):
        client.post("/kladder", data={"form": "projektskitse"})
        assert seen == ["it"]
        sent = {"_version": "0", "vision": "Skrevet", "_end": "changes"}
        client.post(f"/kladder/{values['draft_id']}/trin/vision/gem", data=sent)
        assert seen == ["it", "it"]


def test_every_route_that_changes_something_asks_for_its_token(app, held):
    _, values = held
    guarded = create_app({**app.config, "WTF_CSRF_ENABLED": True})
    answers = {
        f"{method} {rule}": guarded.test_client().open(address_of(rule, values), method=method)
        for method, rule in routes_of(guarded)
        if method != "GET"
    }
    assert [route for route, answer in answers.items() if answer.status_code != 400] == []


def routes_of(app):
    return sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    )


def address_of(rule, values):
    address = rule.replace("<path:filename>", values["filename"])
    address = address.replace("<int:number>", str(values.get("number", 1)))
    for name, value in values.items():
        address = address.replace(f"<{name}>", value)
    return address
