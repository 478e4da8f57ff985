"""Who reaches what: each person × each route with an id × its methods, from the routes we have."""

import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from flask import request
from sqlalchemy.exc import OperationalError

from app import create_app
from cases.actions import submit_case
from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.take_up_invitation import take_up_invitation
from cases.database import Database
from cases.example import example_answers
from cases.holder import Role
from cases.library.layouts import danish_day
from cases.migration import upgrade
from cases.people import passwords
from cases.people.person import OrganisationKind
from documents.writer import write
from forms.exchange import answers_from_json, answers_to_json
from tests.cases.people.cheap import CHEAP
from tests.documents.template_proof.changed import with_paragraph
from tests.house.canaries import (
    CPR,
    EMAIL,
    HEADERS,
    QUERY,
    TEXT,
    TOKEN,
    WAYS_IN,
    WRITTEN,
    Seen,
    logged,
    met,
    posted,
)
from tests.house.test_routes import ACCESS, NOT_FOR_SKETCHES, SKETCH, address_of, routes_of

PROGRAMME = "lokale-partnerskaber"
PASSWORD = "en lang sætning til prøven"
# Each with the organisation they belong to and what they do there.
PEOPLE = {
    "writer": ("Åby Kommune", Role.WRITER),
    "approver": ("Åby Kommune", Role.APPROVER),
    "neighbour": ("Ballum Kommune", Role.WRITER),
    "reader": ("Midtegnens Politi", Role.WRITER),
    "co-writer": ("Åby Boligforening", Role.WRITER),
    "officer": ("Fonden", Role.OFFICER),
    "staff": ("Fonden", Role.STAFF),
    "auditor": ("Fonden", Role.AUDITOR),
    "other officer": ("En anden fond", Role.OFFICER),
}
EVERYBODY = (*PEOPLE, "anonymous")
OWNERS = {"writer", "approver"}
# What is told of a thing, of all there is to be told: not there, not yours to change, or anything.
NOT_THERE, NOT_YOURS, REACHED, SIGN_IN = "not there", "not yours", "reached", "sign in"
# A link says nothing of who came: what an organisation owns has none.
LINKS = {"/sager/<case_id>/link", "/kladder/<draft_id>/link", "/bord/<review_id>/link"}
# The review has no warning that could pass, so that nobody finds one.
NO_FINDING = "POST /bord/<review_id>/passer"
# Whose case it is decides about these, whoever else works in it.
OWN_MATTERS = {"POST /kladder/<draft_id>/slet"}
"""What only the owner does with a draft; a partner who writes in it sees it and is refused."""


def expected(who, route, rule):
    kind = ACCESS[route]
    if kind == "staff":
        return SIGN_IN if who == "anonymous" else REACHED if who == "staff" else NOT_THERE
    if rule.startswith("/indbakke"):
        return _of_the_inbox(who, kind)
    if "<job_id>" in rule:
        # The browser that put the work down holds it, and no other.
        return NOT_THERE
    if "<review_id>" in rule:
        if who != "officer" or route == NO_FINDING:
            return NOT_THERE
        return _link(route.startswith("POST")) if rule in LINKS else REACHED
    return _of_a_case(who, route, rule)


def _of_the_inbox(who, kind):
    if who == "anonymous":
        return SIGN_IN
    if who == "auditor" and kind == "officer":
        return NOT_YOURS
    return REACHED if who in ("officer", "auditor") else NOT_THERE


def _of_a_case(who, route, rule):
    changes = route.startswith("POST")
    if who in OWNERS:
        return _link(changes) if rule in LINKS else NOT_YOURS if route in ADOPT else REACHED
    if who == "reader":
        return _of_a_reader(route, rule, changes)
    if who == "co-writer" and "<draft_id>" in rule:
        return _link(changes) if rule in LINKS else NOT_YOURS if route in OWN_MATTERS else REACHED
    return NOT_THERE


def _of_a_reader(route, rule, changes):
    if ACCESS[route] == "owner" or rule in LINKS:
        return _link(changes)
    return NOT_YOURS if changes and not _only_looks(route) else REACHED


# A case that has an owner is given to nobody.
ADOPT = {"POST /sager/<case_id>/organisation"}


def _link(changes):
    return NOT_YOURS if changes else NOT_THERE


def _only_looks(route):
    """A file is only compared with the draft, a PDF made of it as it stands; and one is there."""
    ways = ("word", "word/pdf", "trin/<section_id>/her")
    return route in {f"POST /kladder/<draft_id>/{each}" for each in ways}


# These end the sign-in they come by.
SIGNS_OUT = {"/log-ind", "/log-ind/ud"}
POSTED = {
    "form": "projektskitse",
    "_version": "0",
    "_end": "1",
    "_read": "{}",
    "_yours": "{}",
    "sted": "projektskitse//",
    "afgoerelse": "indstil",
}


def fail_in_words(**told):
    raise ValueError(f"cannot read {told} {dict(request.form)} {request.url} {WRITTEN} {WAYS_IN}")


def fail_in_the_database(**_):
    statement = f"SELECT '{TEXT}'"
    raise OperationalError(statement, {"email": EMAIL, "token": TOKEN}, Exception(CPR))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        # The sketch's programme closed long ago.
        patch.setattr(submit_case, "is_taken_in", lambda *_: True)
        yield _house(tmp_path_factory)


def _house(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('access')}/tilsagn.sqlite3"
    upgrade(url)
    told = {"SECRET_KEY": "a key of the tests", "DATABASE_URL": url, "WTF_CSRF_ENABLED": False}
    told |= {"FILES_FOLDER": str(tmp_path_factory.mktemp("files")), "TESTING": True}
    app = create_app(told)
    database = Database(url)
    for who, (organisation, role) in PEOPLE.items():
        _invite(database, who, organisation, role)
    clients = {who: app.test_client() for who in EVERYBODY}
    for who in PEOPLE:
        answer = clients[who].post("/log-ind", data={"email": _email(who), "password": PASSWORD})
        assert answer.status_code == 302
    values = _things(app, database, clients)
    database.dispose()
    file = url.removeprefix("sqlite:///")
    _copy(file, f"{file}.kept")
    return app, clients, values, lambda: _copy(f"{file}.kept", file), file


def _copy(source, target):
    """A database as it stands, put in place of another that may be in use."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _invite(database, who, organisation, role):
    kind = OrganisationKind.FUND if "fond" in organisation.lower() else OrganisationKind.APPLICANT
    programmes = (PROGRAMME,) if organisation == "Fonden" else ()
    token = invite_person(
        database,
        organisation_id=organisation_named(
            database, organisation, kind, programmes, now=datetime.now(UTC)
        ),
        name=who,
        email=_email(who),
        roles={role},
        address=str,
        actor_id=None,
        now=datetime.now(UTC),
    )
    take_up_invitation(database, token, PASSWORD, now=datetime.now(UTC))


def _things(app, database, clients):
    """A draft and case of the writer's organisation, shared twice, and a review of the fund's."""
    writer = clients["writer"]
    draft = writer.post("/kladder", data={"form": "projektskitse"}).location
    case_id = re.search(r'href="/sager/(\w+)"', writer.get(draft).text)[1]
    draft_id = draft.rsplit("/", 1)[-1]
    for who, what in (("reader", ""), ("co-writer", draft_id)):
        data = {"email": _email(who), "dokument": what}
        assert writer.post(f"/sager/{case_id}/deling", data=data).status_code == 302
    values = {"draft_id": draft_id, "section_id": "udgifter", "case_id": case_id}
    values |= _review(clients["officer"]) | _people(clients["staff"]) | _template(clients["staff"])
    values |= _sent(database, values["draft_id"], writer, clients)
    public = {"key": "projektskitse@2009", "filename": "css/tilsagn.css", "job_id": "0" * 32}
    tokens = dict.fromkeys(("token", "case_token", "review_token", "invitation_token"), TOKEN)
    public |= {"provider_id": "ingen", "programme_id": PROGRAMME}
    return values | public | tokens | {"shape": "json", "deed": "aabn"}


def _sent(database, draft_id, writer, clients):
    """The case filled in, approved, sent and returned, so that all of it is there to be reached."""
    case_id = re.search(r'href="/sager/(\w+)"', writer.get(f"/kladder/{draft_id}").text)[1]
    _fill(writer, f"/kladder/{draft_id}")
    case, inbox = f"/sager/{case_id}", f"/indbakke/{case_id}"
    assert clients["approver"].post(f"{case}/gang/godkend").status_code == 302
    assert writer.post(f"{case}/indsend").status_code == 302
    officer = clients["officer"]
    for deed in ("modtag", "undersoeg"):
        assert officer.post(f"{inbox}/gang/{deed}").status_code == 302
    point = {"sted": "projektskitse//", "tekst": "Ret det."}
    assert officer.post(f"{inbox}/punkter", data=point).status_code == 302
    told = _officer_id(officer.get(inbox).text)
    assert officer.post(f"{inbox}/retur").status_code == 302
    page = writer.get(case).text
    sent_id = re.search(r"/kvittering/1/(\w{32})", writer.get(f"{case}/kvittering/1").text)[1]
    return {
        "point_id": re.search(r"/punkter/(\w{32})", page)[1],
        "sent_id": sent_id,
        "officer_id": told,
        "number": "1",
    }


def _officer_id(page):
    return re.search(r'<option value="(\w{32})"', page)[1]


def _fill(client, draft):
    """Every answer of the example, taken over from its Word file."""
    carried = json.dumps(answers_to_json(SKETCH, example_answers()))
    taken = [str(path) for path in example_answers()]
    data = {"_version": "0", "_read": carried, "take": taken}
    assert client.post(f"{draft}/word/overtag", data=data).status_code == 302


def _people(staff):
    page = staff.get("/personer").text
    person = re.search(r'href="/personer/(\w{32})"', page)[1]
    organisation = re.search(r'href="/personer/ny/(\w{32})"', page)[1]
    return {"person_id": person, "organisation_id": organisation, "partner_id": person}


def _template(staff):
    """A template that staff laid up and took into use."""
    sent = {"fil": (io.BytesIO(with_paragraph("Ny linje")), "skabelon.docx")}
    address = staff.post(f"/bibliotek/{SKETCH.key}", data=sent).location
    today = danish_day(datetime.now(UTC)).strftime("%d.%m.%Y")
    assert staff.post(f"{address}/brug", data={"fra": today}).status_code == 302
    return {"key": SKETCH.key, "template_id": address.rsplit("/", 1)[-1], "example": "tom"}


def _review(officer):
    content = write(SKETCH, answers_from_json(SKETCH, {"kommune": "Aarhus"}))
    second = write(SKETCH, answers_from_json(SKETCH, {"kommune": "Aarhus", "vision": "x"}))
    address = officer.post("/bord", data={"filer": (io.BytesIO(content), "a.docx")}).location
    officer.post(f"{address}/filer", data={"filer": (io.BytesIO(second), "b.docx")})
    file_id = re.findall(r"/fil/(\w+)", officer.get(address).text)[0]
    officer.post(f"{address}/fil/{file_id}/bemaerkning", data={"tekst": "x"})
    page = officer.get(f"{address}/fil/{file_id}").text
    remark_id = re.findall(r"/bemaerkning/(\w+)/slet", page)[0]
    return {"review_id": address.rsplit("/", 1)[-1], "file_id": file_id, "remark_id": remark_id}


@pytest.fixture(scope="module")
def walked(house):
    """How far everybody came on every route, and what was seen of the canaries they carried."""
    app, clients, values, as_it_was, file = house
    told, seen = {}, Seen()
    for who in EVERYBODY:
        as_it_was()
        with logged(seen):
            for method, rule in sorted(routes_of(app), key=_destroys_last):
                route = f"{method} {rule}"
                answer = _answer(clients[who], method, rule, values)
                seen.note(f"{who} {route}", answer)
                if route in _with_an_id(app):
                    told[who, route] = (rule, _told(answer))
        seen.note_trails(file)
    return told, seen


def test_each_person_reaches_what_is_theirs_and_nothing_else(walked):
    told, _ = walked
    wrong = [
        f"{who} {route} is {found}, not {expected(who, route, rule)}"
        for (who, route), (rule, found) in told.items()
        if found != expected(who, route, rule)
    ]
    assert "\n".join(wrong) == ""
    assert len(told) > 500


def test_no_log_holds_what_was_written_sent_or_opens_anything(walked):
    _, seen = walked
    emails = tuple(map(_email, PEOPLE))
    assert met((*WRITTEN, *WAYS_IN, *emails, PASSWORD), seen.lines) == []
    assert len(seen.lines) > 1000


def test_no_trail_holds_a_word_an_address_or_a_way_in(walked):
    _, seen = walked
    assert met((*WRITTEN, *WAYS_IN, *map(_email, PEOPLE), PASSWORD), seen.trails) == []
    assert len(seen.trails) > 100


def test_no_page_of_a_mistake_shows_a_way_in_and_none_is_a_failure(walked):
    _, seen = walked
    assert met(WAYS_IN, seen.mistakes.values()) == []
    assert (len(seen.mistakes) > 300, seen.failures) == (True, {})


@pytest.mark.parametrize("fail", [fail_in_words, fail_in_the_database])
def test_a_route_that_fails_tells_neither_the_log_nor_the_page_why(house, monkeypatch, fail):
    app, clients, values, as_it_was, _ = house
    as_it_was()
    seen = Seen()
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    for endpoint in app.view_functions:
        monkeypatch.setitem(app.view_functions, endpoint, fail)
    routes = [each for each in routes_of(app) if "<path:" not in each[1]]
    with logged(seen):
        for method, rule in routes:
            seen.note(f"{method} {rule}", _answer(clients["writer"], method, rule, values))
    assert (seen.mistakes, len(seen.failures)) == ({}, len(routes))
    assert met((*WRITTEN, *WAYS_IN), [*seen.lines, *seen.failures.values()]) == []
    assert sum("unforeseen at" in line for line in seen.lines) == len(seen.failures)


def _with_an_id(app):
    return {
        f"{method} {rule}"
        for method, rule in routes_of(app)
        if ACCESS[f"{method} {rule}"] not in ("anyone", "link", "person", "provider")
        and "<" in rule
        and f"{method} {rule}" not in NOT_FOR_SKETCHES
    }


def _destroys_last(route):
    method, rule = route
    if rule in SIGNS_OUT:
        return (True, True, "~", method)
    return (rule.endswith("/slet") and method == "POST", "<case_id>/slet" in rule, rule, method)


def _answer(client, method, rule, values):
    values = values | {"case_deed": "modtag" if rule.startswith("/indbakke") else "genaabn"}
    told = posted() | POSTED | {"sagsbehandler": values["officer_id"]}
    data = told if method == "POST" else None
    query = QUERY if method == "GET" else None
    answer = client.open(
        address_of(rule, values), method=method, data=data, headers=HEADERS, query_string=query
    )
    answer.get_data()
    answer.close()
    return answer


def _told(answer):
    if answer.status_code == 302 and answer.location.startswith("/log-ind"):
        return SIGN_IN
    return {404: NOT_THERE, 403: NOT_YOURS}.get(answer.status_code, REACHED)


def _email(who):
    return f"{who.replace(' ', '.')}@example.dk"
