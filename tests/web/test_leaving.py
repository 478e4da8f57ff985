"""The pages by which accounts and organisations are deleted."""

import re

import pytest

from cases.database import Database
from cases.holder import Role
from tests.web.people import PASSWORD, signed_in


@pytest.fixture
def visitors(app, cheap):
    database = Database(app.config["DATABASE_URL"])
    found = {role: signed_in(app, database, role) for role in (Role.WRITER, Role.STAFF)}
    database.dispose()
    return found


def test_one_deletes_ones_own_account_by_ones_password(visitors):
    writer = visitors[Role.WRITER]
    page = writer.get("/konto/slet").text
    assert "Det bliver" in page
    wrong = writer.post("/konto/slet", data={"present": "forkert"})
    assert (wrong.status_code, writer.get("/konto").status_code) == (422, 200)
    answer = writer.post("/konto/slet", data={"present": PASSWORD}, follow_redirects=True)
    assert "Din konto er slettet" in answer.text
    assert writer.get("/konto").status_code == 302


def test_a_deleted_account_signs_in_no_more(visitors, app):
    visitors[Role.WRITER].post("/konto/slet", data={"present": PASSWORD})
    told = {"email": "writer@example.dk", "password": PASSWORD}
    assert app.test_client().post("/log-ind", data=told).status_code == 422


def test_staff_deletes_a_person_who_is_gone_from_the_list(visitors):
    staff = visitors[Role.STAFF]
    person = re.search(r'href="(/personer/\w{32})">writer', staff.get("/personer").text)[1]
    assert f"{person}/slet" in staff.get(person).text
    assert staff.get(f"{person}/slet").status_code == 200
    assert staff.post(f"{person}/slet").status_code == 302
    assert person not in staff.get("/personer").text
    assert staff.get(person).status_code == 404
    assert visitors[Role.WRITER].get("/konto").status_code == 302


def test_staff_deletes_an_organisation_and_is_told_what_is_kept(visitors):
    staff = visitors[Role.STAFF]
    [address] = re.findall(
        r'href="(/personer/organisationer/\w+/slet)"', staff.get("/personer").text
    )
    assert "Ærø Kommune" in staff.get(address).text
    answer = staff.post(address)
    assert "Intet er tilbage" in answer.text
    assert staff.get(address).status_code == 404
    assert "Ærø Kommune" not in staff.get("/personer").text


def test_the_fund_itself_is_not_to_be_deleted(visitors):
    page = visitors[Role.STAFF].get("/personer").text
    fund = re.findall(r'href="/personer/ny/(\w+)"', page)
    deletable = re.findall(r'href="/personer/organisationer/(\w+)/slet"', page)
    [kept] = set(fund) - set(deletable)
    assert visitors[Role.STAFF].post(f"/personer/organisationer/{kept}/slet").status_code == 404
