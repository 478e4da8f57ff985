"""Staff looks after people, officers filter their inbox, and the trail is taken out."""

import csv
import errno
import io
import os
import re
from dataclasses import asdict, replace
from datetime import timedelta
from hashlib import sha256

from cases.example_cases import READY
from tests.cases import s3
from tests.web.counting import counted
from tests.web.submission import fields_of
from web import signing_in, writers


def person_id(staff, name):
    return re.search(rf'href="/personer/(\w+)">{name}', staff.get("/personer").text)[1]


def test_staff_invites_a_person_who_chooses_a_password_from_the_letter(app, sign_in):
    staff = sign_in("medarbejder")
    address = re.findall(r'href="(/personer/ny/\w+)"', staff.get("/personer").text)[1]
    typed = {"navn": "Ny Kollega", "email": "ny@eksempel.example", "roller": "writer"}
    assert staff.post(address, data=typed | {"roller": "officer"}).status_code == 422
    assert staff.post(address, data=typed).status_code == 302
    assert "Inviteret" in staff.get("/personer").text
    link = re.search(r'href="http://[^/]+(/invitation/[^"]+)"', staff.get("/post").text)[1]
    newcomer = app.test_client()
    newcomer.post(link, data={"password": "tre grønne cykler"})
    data = {"email": "ny@eksempel.example", "password": "tre grønne cykler"}
    assert newcomer.post("/log-ind", data=data).status_code == 302
    assert "Åparken" in newcomer.get("/").text


def test_other_roles_and_a_closed_account_count_at_the_next_click(sign_in):
    staff, writer = sign_in("medarbejder"), sign_in("skriver")
    address = f"/personer/{person_id(staff, 'Signe Skriver')}"
    assert staff.post(address, data={}).status_code == 422
    assert writer.get("/konto").status_code == 200
    staff.post(address, data={"roller": ["writer", "approver"]})
    assert writer.get("/konto").status_code == 302
    approver = sign_in("skriver")
    assert "godkender" in approver.get("/konto").text
    staff.post(f"{address}/luk")
    assert approver.get("/konto").status_code == 302
    assert staff.post(f"{address}/udelad").status_code == 404


def test_an_organisation_needs_a_name_of_its_own(sign_in):
    staff = sign_in("medarbejder")
    add = "/personer/organisationer"
    assert staff.post(add, data={"organisation": "Ballum Kommune"}).status_code == 302
    for name in ("Ballum  Kommune", " "):
        assert staff.post(add, data={"organisation": name}).status_code == 422


def test_the_inbox_shows_what_is_asked_for(sign_in):
    officer = sign_in("sagsbehandler")
    case = re.search(r'href="(/indbakke/\w+)"', officer.get("/indbakke").text)[1]
    assert "Søvænget" in officer.get("/indbakke?hvis=ingens").text
    assert case not in officer.get("/indbakke?hvis=mine").text
    officer.post(f"{case}/gang/modtag")
    assert case in officer.get("/indbakke?hvis=mine&tilstand=received").text
    assert case in officer.get("/indbakke?program=lbf-boligsocial-2019-26").text
    for other in ("hvis=ingens", "tilstand=submitted", "program=kl-ungeindsats"):
        assert case not in officer.get(f"/indbakke?{other}").text


def test_the_trail_is_taken_out_for_a_danish_spreadsheet(sign_in):
    auditor = sign_in("revisor")
    answer = auditor.get("/revision/hent.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert {"case_submitted", "signed_in", "person_invited"} <= {row[1] for row in rows}
    page = auditor.get("/revision").text
    assert "Sagen er sendt ind" in page
    case = re.search(r'href="(/indbakke/\w+)"', page)[1]
    assert "Søvænget" in auditor.get(case).text


def test_two_on_one_page_are_told_of_each_other(sign_in):
    writer, approver = sign_in("skriver"), sign_in("godkender")
    draft = writer.post("/kladder", data={"form": "projektskitse"}).location
    page = fields_of(writer.get(f"{draft}/trin/vision").text)
    page["vision"] = "Skrevet nu"
    assert writer.post(f"{draft}/trin/vision/gem", data=page).json["others"] == ""
    seen = approver.get(f"{draft}/trin/vision").text
    assert "Signe Skriver" in seen
    page = fields_of(seen)
    page["vision"] = "Skrevet videre"
    told = approver.post(f"{draft}/trin/vision/gem", data=page).json["others"]
    assert "Signe Skriver" in told
    assert "Signe Skriver" not in approver.get(f"{draft}/trin/udfordringer").text


def test_who_only_reads_is_seen_while_the_page_is_open(sign_in, monkeypatch):
    approver, partner = sign_in("godkender"), sign_in("partner")
    case = re.search(r'href="(/sager/\w+)"', partner.get("/").text)[1]
    page = re.search(r'href="(/kladder/\w+)"', partner.get(case).text)[1] + "/trin/vision"
    assert f'data-here="{page}/her"' in partner.get(page).text
    assert "Ser på denne side nu" not in approver.get(page).text
    assert "Ser på denne side nu" not in partner.post(f"{page}/her").json["others"]
    assert "Ser på denne side nu: Pia Partner." in approver.get(page).text
    assert "Pia Partner" in approver.post(f"{page}/her").json["others"]
    assert "nu: Gorm Godkender." in partner.post(f"{page}/her").json["others"]
    elsewhere = page.replace("vision", "organisering")
    assert "Pia Partner" not in approver.get(elsewhere).text
    later = writers.now() + timedelta(minutes=2)
    monkeypatch.setattr(writers, "now", lambda: later)
    assert "Pia Partner" not in approver.get(page).text


def test_a_page_that_is_only_open_keeps_nobody_signed_in(sign_in, monkeypatch):
    writer = sign_in("skriver")
    page = writer.post("/kladder", data={"form": "projektskitse"}).location + "/trin/vision"
    later = signing_in.now() + timedelta(minutes=20)
    monkeypatch.setattr(signing_in, "now", lambda: later)
    told = (writer.post(f"{page}/her"), writer.get(page))
    assert ["-person=" in str(each.headers) for each in told] == [False, True]


def test_a_full_disk_while_sending_is_told_and_the_case_waits(sign_in, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    writer, approver = sign_in("skriver"), sign_in("godkender")
    case = re.search(rf'href="(/sager/\w+)"[^>]*>\s*{READY}', writer.get("/").text)[1]
    assert approver.post(f"{case}/gang/godkend").status_code == 302
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = writer.post(f"{case}/indsend")
    assert (answer.status_code, "Der er ikke plads" in answer.text) == (507, True)
    assert writer.get(f"{case}/kvittering/1").status_code == 404
    assert writer.post(f"{case}/indsend").location == f"{case}/kvittering/1"


def test_the_inbox_asks_no_more_of_the_database_with_more_cases_and_organisations(app, sign_in):
    officer, writer, approver, staff = map(
        sign_in, ("sagsbehandler", "skriver", "godkender", "medarbejder")
    )
    with counted() as asked:
        one = asked(lambda: officer.get("/indbakke"))
        for name in ("Ballum Kommune", "Brøns Kommune"):
            staff.post("/personer/organisationer", data={"organisation": name})
        case = next(
            each
            for each in re.findall(r'href="(/sager/\w+)"', writer.get("/").text)
            if READY in writer.get(each).text
        )
        assert approver.post(f"{case}/gang/godkend").status_code == 302
        assert writer.post(f"{case}/indsend").status_code == 302
        two = asked(lambda: officer.get("/indbakke"))
    assert len(set(re.findall(r'href="(/indbakke/\w+)"', officer.get("/indbakke").text))) == 2
    assert one == two > 0


def test_a_bucket_that_is_away_while_sending_is_told_and_the_case_waits(app, sign_in, s3_port):
    writer, approver = sign_in("skriver"), sign_in("godkender")
    case = re.search(rf'href="(/sager/\w+)"[^>]*>\s*{READY}', writer.get("/").text)[1]
    approver.post(f"{case}/gang/godkend")
    bucket = s3.new_bucket(s3_port)
    app.config["FILES_BUCKET"] = asdict(replace(bucket, endpoint="http://127.0.0.1:1"))
    answer = writer.post(f"{case}/indsend")
    assert (answer.status_code, "Filerne kan ikke nås" in answer.text) == (503, True)
    assert writer.get(f"{case}/kvittering/1").status_code == 404
    app.config["FILES_BUCKET"] = asdict(bucket)
    receipt = writer.get(writer.post(f"{case}/indsend").location)
    address = re.search(rf'href="({case}/kvittering/1/\w+)"', receipt.text)[1]
    file = writer.get(address)
    assert sha256(file.data).hexdigest() in receipt.text
    app.config["FILES_BUCKET"] = asdict(replace(bucket, endpoint="http://127.0.0.1:1"))
    assert writer.get(address).status_code == 503
