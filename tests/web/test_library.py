"""Staff's library on pages: a template laid up, looked at, tried out, used and taken back."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.keep_own_templates import keep_own_templates
from cases.database import Database
from cases.holder import Role
from cases.library.layouts import danish_day
from documents.reader.document import read
from documents.seal import Sealer
from documents.template import compiled
from documents.template_proof import isolated
from documents.template_proof.examples import example_answers
from documents.template_proof.report import ExampleKind
from documents.writer import write
from forms.answers import Answers
from forms.exchange import normalised
from forms.registry import all_forms
from tests.cases.library.shelved import FIRST, invited, kept, with_password
from tests.documents.template_proof.changed import (
    FORM,
    OWN,
    changed,
    with_hidden_vision,
    with_paragraph,
)
from tests.web.conftest import KEY
from tests.web.people import PASSWORD
from web import library

pytestmark = pytest.mark.usefixtures("cheap")

SHELF = f"/bibliotek/{FORM.key}"
BLANK = f"/skabeloner/{FORM.key}.docx"


@pytest.fixture
def staff_of(app):
    """A browser in which somebody of a fund's staff is signed in."""

    def signed_in(fund, *programmes):
        database, now = Database(app.config["DATABASE_URL"]), datetime.now(UTC)
        who = invited(database, f"staff of {fund}", fund, Role.STAFF, programmes, now)
        email = with_password(database, who, PASSWORD)
        database.dispose()
        client = app.test_client()
        answer = client.post("/log-ind", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return signed_in


@pytest.fixture
def staff(staff_of):
    return staff_of("Fonden", FORM.programme)


@pytest.fixture
def template(app, staff):
    """The address of a template that was kept, without the process that looks at one."""
    database, now = Database(app.config["DATABASE_URL"]), datetime.now(UTC)
    who = invited(database, "colleague", "Fonden", Role.STAFF, (FORM.programme,), now)
    template_id = kept(database, who, now)
    database.dispose()
    return f"/bibliotek/skabelon/{template_id}"


def lay_up(client, content, name="skabelon.docx"):
    return client.post(SHELF, data={"fil": (io.BytesIO(content), name)})


def made(answers, template=None):
    """A document as the service hands it out."""
    return Sealer(KEY).seal(write(FORM, answers, template))


def day(days=0):
    return (danish_day(datetime.now(UTC)) + timedelta(days=days)).strftime("%d.%m.%Y")


def findings(answer):
    return re.findall(r'<p class="template-problem">([^<]+)</p>', answer.text)


def test_a_sound_template_is_kept_shown_and_fetched_byte_for_byte(staff):
    answer = lay_up(staff, FIRST)
    page = staff.get(answer.location)
    assert page.text.count("Alle er uændrede") == 3
    assert staff.get(f"{answer.location}/fil").data == FIRST
    for kind in ExampleKind:
        tried = staff.get(f"{answer.location}/proeve/{kind.value}.docx").data
        assert read(tried).answers == normalised(FORM, example_answers(FORM, kind))
    assert staff.get(f"{answer.location}/proeve/andet.docx").status_code == 404
    assert staff.get(BLANK).data == made(Answers())


def test_a_misspelt_field_is_told_with_what_it_may_have_been_and_nothing_is_kept(staff):
    answer = lay_up(staff, changed(("word/document.xml", "{{r p.beloeb }}", "{{r p.belob }}")))
    assert answer.status_code == 422
    assert len(findings(answer)) == 2
    assert "Mente du p.beloeb?" in answer.text
    assert "tabel 6, række 3, celle 2" in answer.text
    assert "/bibliotek/skabelon/" not in staff.get(SHELF).text


def test_a_template_that_hides_an_answer_is_refused_with_the_name_of_its_field(staff):
    answer = lay_up(staff, with_hidden_vision())
    assert answer.status_code == 422
    assert len(findings(answer)) == 2
    proofs = answer.text.partition('id="proever"')[2].partition("</table>")[0]
    assert re.findall(r"</span> ([^<]*)</td>", proofs) == ["vision", "vision"]


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"", "tom.docx", 422),
        (b"hej", "tekst.docx", 422),
        (OWN, "", 422),
        (with_paragraph("{{" * 18_000), "dyr.docx", 422),
        (with_paragraph("{%p for x in range(1000000000) %}"), "loekke.docx", 422),
        (write(FORM, Answers()), "dokument.docx", 422),
    ],
)
def test_what_is_no_template_is_refused_in_words(staff, content, name, status):
    answer = lay_up(staff, content, name)
    assert answer.status_code == status
    assert 'class="alert alert-error error-summary"' in answer.text


def test_a_template_larger_than_documents_should_carry_is_refused(staff, monkeypatch):
    monkeypatch.setattr(library, "MOST_BYTES", len(OWN) - 1)
    assert lay_up(staff, OWN).status_code == 413


def test_a_template_that_does_not_end_is_stopped_and_told_of(staff, monkeypatch):
    monkeypatch.setitem(isolated.prove_isolated.__kwdefaults__, "seconds", 0.001)
    answer = lay_up(staff, FIRST)
    assert answer.status_code == 422
    assert "Skabelonen blev ikke færdig i tide og blev stoppet" in answer.text


def test_what_stands_in_a_template_is_shown_and_never_run_by_the_page(staff):
    answer = lay_up(staff, with_paragraph("{{ &lt;script&gt;alert(1)&lt;/script&gt; }}"))
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_a_template_is_taken_into_use_by_a_second_look_and_back_again(staff, template):
    look = staff.get(f"{template}/brug?fra={day()}")
    assert look.status_code == 200
    assert staff.get(BLANK).data == made(Answers())
    assert staff.post(f"{template}/brug", data={"fra": day()}).location.endswith(SHELF)
    changed_blank = staff.get(BLANK).data
    assert changed_blank == made(Answers(), compiled(FORM, FIRST))
    assert staff.get(f"{SHELF}/skabelon.docx").data == FIRST
    assert read(staff.get(f"{SHELF}/udfyldt.docx").data).form is FORM
    back = re.search(r'href="(/bibliotek/brug/\d+)"', staff.get(SHELF).text)[1]
    assert staff.get(back).status_code == 200
    assert staff.post(back).status_code == 302
    assert staff.get(BLANK).data == made(Answers())
    assert staff.post(back).status_code == 404
    assert staff.get(f"{SHELF}/skabelon.docx").data == OWN


def test_a_template_in_use_says_so_and_is_not_offered_again(staff, template):
    offered = f'action="{template}/brug"'
    assert offered in staff.get(template).text
    staff.post(f"{template}/brug", data={"fra": day()})
    page = staff.get(template)
    assert "Skabelonen er i brug" in page.text
    assert re.search(r'href="/bibliotek/brug/\d+"', page.text)
    assert offered not in page.text
    for typed in (day(), "i morgen"):
        answer = staff.get(f"{template}/brug?fra={typed}", follow_redirects=True)
        assert (answer.status_code, answer.request.path) == (200, template)


def test_a_template_that_is_followed_by_another_may_be_chosen_for_after_it(app, staff, template):
    database = Database(app.config["DATABASE_URL"])
    keep_own_templates(database, now=datetime.now(UTC))
    database.dispose()
    ours = re.search(r'href="(/bibliotek/skabelon/[^"/]+)">Nr\. 2:', staff.get(SHELF).text)[1]
    staff.post(f"{template}/brug", data={"fra": day()})
    staff.post(f"{ours}/brug", data={"fra": day(2)})
    assert f'action="{template}/brug"' in staff.get(template).text
    answer = staff.get(f"{template}/brug?fra={day(1)}", follow_redirects=True)
    assert answer.status_code == 422
    assert "allerede den, der er i brug den dag" in answer.text
    assert staff.get(f"{template}/brug?fra={day(3)}").status_code == 200


def test_what_takes_the_place_of_a_template_in_use_is_told_beside_it(app, staff, template):
    database = Database(app.config["DATABASE_URL"])
    keep_own_templates(database, now=datetime.now(UTC))
    database.dispose()
    ours = re.search(r'href="(/bibliotek/skabelon/[^"/]+)">Nr\. 2:', staff.get(SHELF).text)[1]
    assert "Skabelonen er i brug" in staff.get(ours).text
    assert "Den følger med tjenesten." in staff.get(ours).text
    staff.post(f"{template}/brug", data={"fra": day(1)})
    assert f'href="{template}"' in staff.get(ours).text
    staff.post(f"{template}/brug", data={"fra": day()})
    assert f'action="{ours}/brug"' in staff.get(ours).text


def test_a_draft_is_downloaded_by_the_template_in_use(staff, template, client, draft):
    before = client.get(f"{draft}/word/dokument").data
    staff.post(f"{template}/brug", data={"fra": day()})
    after = client.get(f"{draft}/word/dokument").data
    assert before != after
    assert read(before).answers == read(after).answers


def test_a_template_for_later_is_announced_and_not_used_yet(staff, template):
    staff.post(f"{template}/brug", data={"fra": day(1)})
    assert staff.get(BLANK).data == made(Answers())
    assert "Ny fra" in staff.get("/bibliotek").text


@pytest.mark.parametrize("typed", ["", "i morgen", "01.01.2020", "31.02.2027"])
def test_a_day_that_cannot_be_meant_is_asked_for_again(staff, template, typed):
    for answer in (
        staff.get(f"{template}/brug", query_string={"fra": typed}, follow_redirects=True),
        staff.post(f"{template}/brug", data={"fra": typed}, follow_redirects=True),
    ):
        assert answer.status_code == 422
        assert 'id="fra-error"' in answer.text


def test_staff_of_another_fund_sees_a_template_and_changes_nothing(staff, template, staff_of):
    staff.post(f"{template}/brug", data={"fra": day()})
    back = re.search(r'href="(/bibliotek/brug/\d+)"', staff.get(SHELF).text)[1]
    other = staff_of("En anden fond")
    assert other.get(template).status_code == 200
    assert 'enctype="multipart/form-data"' not in other.get(SHELF).text
    asked = [other.get(f"{template}/brug?fra={day()}"), other.get(back), other.post(back)]
    asked += [lay_up(other, OWN), other.post(f"{template}/brug", data={"fra": day()})]
    assert [each.status_code for each in asked] == [403] * 5


def test_everything_is_fetched_as_one_zip(staff):
    with zipfile.ZipFile(io.BytesIO(staff.get("/bibliotek/alle.zip").data)) as archive:
        names = set(archive.namelist())
        filled = read(archive.read("udfyldte/milepaelsplan-2019-26.docx"))
        blank = read(archive.read("tomme/milepaelsplan-2019-26.docx"))
        assert archive.read("skabeloner/projektskitse-2009.docx") == OWN
    wanted = {
        f"{folder}/{form.id}-{form.version}.docx"
        for form in all_forms()
        for folder in ("tomme", "udfyldte", "skabeloner")
    }
    assert names - wanted == {"tomme/budget-2019-26.xlsx", "udfyldte/budget-2019-26.xlsx"}
    assert (wanted <= names, blank.answers) == (True, Answers())
    assert filled.answers == example_answers(filled.form, ExampleKind.FILLED)


def test_a_workbook_is_given_of_a_form_that_is_one(staff):
    assert staff.get("/bibliotek/budget@2019-26/udfyldt.xlsx").status_code == 200
    assert staff.get(f"{SHELF}/udfyldt.xlsx").status_code == 404
    assert staff.get("/bibliotek/findes-ikke").status_code == 404


def test_a_preview_is_printed_by_a_job(staff, template):
    job = staff.post(f"{template}/proeve/udfyldt").location
    assert re.search(r"/arbejde/\w{32}", job)
    assert staff.get(job).status_code == 200
