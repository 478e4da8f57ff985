"""A case from its programme's page: begun, worked on, examined, downloaded, shared and deleted."""

import io
import re
import zipfile

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.counting import counted
from tests.web.submission import fields_of

PROGRAMME = "lbf-boligsocial-2019-26"


@pytest.fixture
def case(client: FlaskClient) -> str:
    """The address of a case that the client holds."""
    return str(client.post("/sager", data={"programme": PROGRAMME}).location)


def _begin(client: FlaskClient, case: str, form: str, area: str = "") -> str:
    answer = client.post(f"{case}/dokumenter", data={"form": form, "area": area})
    assert answer.status_code == 302
    return str(answer.location)


def _save(client: FlaskClient, address: str, **typed: str) -> None:
    page = fields_of(client.get(address).text)
    for name, text in typed.items():
        page[name] = text
    assert client.post(address, data=page).status_code == 302


def _choose(client: FlaskClient, case: str, *areas: str) -> str:
    agreement = _begin(client, case, "samarbejdsaftale")
    sent = {f"indsatsomraader[{row}].omraade": area for row, area in enumerate(areas)}
    _send(client, f"{agreement}/trin/indsatsomraader", sent)
    return agreement


def _send(client: FlaskClient, address: str, typed: dict[str, str]) -> None:
    """Post a page as if it had been given all the rows first."""
    revision = fields_of(client.get(address).text)["_version"]
    answer = client.post(address, data={"_version": revision, "_end": "1", **typed})
    assert answer.status_code == 302


def _fill_with_rows(client: FlaskClient, case: str, area: str) -> None:
    """A sub-agreement of 20 activities and 20 indicators."""
    draft = _begin(client, case, "delaftale", area)
    sheets = {f"aktiviteter[{row}].navn": f"Aktivitet {row} om {area}" for row in range(20)}
    _send(client, f"{draft}/trin/aktiviteter", sheets)
    goals = {f"delmaal[{row}].indikator": f"Andel {row}" for row in range(20)}
    _send(client, f"{draft}/trin/delmaal", goals)


def _staff(client: FlaskClient, case: str, area: str, share: str) -> None:
    draft = _begin(client, case, "delaftale", area)
    at = "medarbejderressourcer[0]"
    typed = {f"{at}.funktion": "Koordinator", f"{at}.andel": share}
    _save(client, f"{draft}/trin/medarbejderressourcer", **typed)


def test_a_case_is_begun_from_its_programme(client: FlaskClient) -> None:
    html = client.get(f"/programmer/{PROGRAMME}").text
    assert 'action="/sager"' in html
    assert f'name="programme" value="{PROGRAMME}"' in html
    assert client.post("/sager", data={"programme": "findes-ikke"}).status_code == 404


def test_every_document_stands_in_one_list(client: FlaskClient, case: str) -> None:
    html = client.get(case).text
    for form in ("samarbejdsaftale", "budget", "milepaelsplan", "beredskabsplan", "kommissorium"):
        assert f'name="form" value="{form}"' in html
    assert 'value="delaftale"' not in html


def test_an_area_that_is_chosen_brings_its_sub_agreement(client: FlaskClient, case: str) -> None:
    _choose(client, case, "uddannelse", "beskaeftigelse")
    html = client.get(case).text
    assert html.count('name="form" value="delaftale"') == 2
    draft = _begin(client, case, "delaftale", "uddannelse")
    assert draft in client.get(case).text
    page = fields_of(client.get(f"{draft}/trin/indsatsomraade").text)
    assert page["indsatsomraade"] == "uddannelse"
    assert f'href="{case}"' in client.get(draft).text


def test_a_sub_agreement_whose_area_is_chosen_no_longer_stays(
    client: FlaskClient, case: str
) -> None:
    _choose(client, case, "uddannelse")
    draft = _begin(client, case, "delaftale", "uddannelse")
    _save(client, f"{draft}/trin/revision", revision="Skrevet og ikke glemt")
    _choose(client, case, "beskaeftigelse")
    html = client.get(case).text
    assert draft in html
    assert "Ikke længere valgt" in html
    assert "Skrevet og ikke glemt" in client.get(f"{draft}/svar").text


def test_progress_and_findings_are_counted(client: FlaskClient, case: str) -> None:
    agreement = _begin(client, case, "samarbejdsaftale")
    _save(client, f"{agreement}/trin/vision", vision="I 2025 flytter folk hertil med vilje.")
    html = client.get(case).text
    assert "2 af 9 trin er færdige." in html
    assert re.search(r"\d+ fejl", html)


def test_the_staff_are_added_up_in_a_table(client: FlaskClient, case: str) -> None:
    _choose(client, case, "uddannelse", "beskaeftigelse")
    _staff(client, case, "uddannelse", "60 %")
    html = client.get(case).text
    assert "<caption" in html
    assert "Mangler 40\N{NO-BREAK SPACE}%" in html
    _staff(client, case, "beskaeftigelse", "40 %")
    assert "✓ Går op" in client.get(case).text


def test_the_budget_is_drawn_and_told_with_its_local_share(client: FlaskClient, case: str) -> None:
    budget = _begin(client, case, "budget")
    spent = {"poster[0].kategori": "loen", "poster[0].aar1": "1.500"}
    _save(client, f"{budget}/trin/udgifter", **spent)
    html = client.get(case).text
    assert html.count('<rect class="part') == 2, "a bar, and its line of the legend"
    assert "<td>1.500,00\N{NO-BREAK SPACE}kr.</td>" in html
    paid = {"finansiering[0].kilde": "lbf", "finansiering[0].aar1": "1.200"}
    local = {"finansiering[1].kilde": "boligorganisation", "finansiering[1].aar1": "300"}
    _save(client, f"{budget}/trin/finansiering", **paid, **local)
    html = client.get(case).text
    assert "20,0\N{NO-BREAK SPACE}%" in html
    assert 'id="share-title"' in html


def test_the_organisation_and_the_milestones_are_drawn_and_told(
    client: FlaskClient, case: str
) -> None:
    assert "<svg class=" not in client.get(case).text.replace('<svg class="icon', "")
    agreement, plan = (
        _begin(client, case, "samarbejdsaftale"),
        _begin(client, case, "milepaelsplan"),
    )
    units = {"organisation[0].navn": "Bestyrelsen & co.", "organisation[1].navn": "<b>Leder</b>"}
    under = {"organisation[1].under": "bestyrelsen & co."}
    _save(client, f"{agreement}/trin/organisering", **units, **under)
    first = {"milepaele[0].milepael": "Leder ansat", "milepaele[0].dato": "01.03.2022"}
    _save(client, f"{plan}/trin/milepaele", **first)
    html = client.get(case).text
    assert html.count('<rect class="box"') == 2
    assert html.count('<path class="link"') == 1
    assert html.count('<rect class="bar"') == 1
    assert html.count("Bestyrelsen &amp; co.") >= 2
    assert "<b>Leder</b>" not in html
    assert '<th scope="row">01.03.2022</th>' in html


def test_the_whole_case_is_examined(client: FlaskClient, case: str) -> None:
    _choose(client, case, "uddannelse", "beskaeftigelse")
    _staff(client, case, "uddannelse", "60 %")
    _staff(client, case, "beskaeftigelse", "60 %")
    html = client.get(f"{case}/undersoegelse").text
    assert "REQ001" in html
    assert "STA001" in html
    assert html.count("Delaftale for indsatsområdet: Beskæftigelse") > 2
    assert "5 dokumenter er ikke begyndt" in html
    assert "på tværs af sagen" in client.get(case).text


def test_what_two_documents_disagree_on_is_told_where_each_is_filled_in(
    app: Flask, client: FlaskClient, case: str
) -> None:
    agreement = _choose(client, case, "beskaeftigelse")
    part = _begin(client, case, "delaftale", "beskaeftigelse")
    page = f"{part}/trin/indsatsomraade"
    _save(client, f"{agreement}/trin/stamdata", periode="01.10.2021 - 30.09.2025")
    _save(client, page, periode="01.10.2021 - 31.08.2025")
    told = "er perioden 01.10.2021 – 30.09.2025"
    assert told in client.get(page).text
    answers = client.get(f"{part}/svar").text
    assert told in answers
    assert "DAT004</a> · Strategisk samarbejdsaftale om boligsocial indsats, " in answers
    _save(client, page, periode="01.10.2021 - 30.09.2025")
    assert told not in client.get(page).text
    assert told not in client.get(f"{part}/svar").text


def test_a_document_shared_alone_says_nothing_of_the_others(
    app: Flask, client: FlaskClient, case: str
) -> None:
    agreement = _choose(client, case, "beskaeftigelse")
    part = _begin(client, case, "delaftale", "beskaeftigelse")
    _save(client, f"{agreement}/trin/stamdata", periode="01.10.2021 - 30.09.2025")
    _save(client, f"{part}/trin/indsatsomraade", periode="01.10.2021 - 31.08.2025")
    client.post(f"{part}/link")
    found = re.search(r"/l/[\w-]{43}", client.get(f"{part}/link").text)
    assert found
    other = app.test_client()
    other.get(found[0])
    assert "31.08.2025" in other.get(f"{part}/svar").text
    assert "DAT004" not in other.get(f"{part}/svar").text


def test_the_case_is_downloaded_as_one_file(client: FlaskClient, case: str) -> None:
    _choose(client, case, "uddannelse")
    _begin(client, case, "delaftale", "uddannelse")
    _begin(client, case, "budget")
    first, again = (client.get(f"{case}/dokumenter.zip") for _ in range(2))
    assert first.mimetype == "application/zip"
    assert first.data == again.data
    with zipfile.ZipFile(io.BytesIO(first.data)) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    documents = ["samarbejdsaftale.docx", "delaftale-uddannelse.docx", "budget.docx"]
    assert names == [*documents, "budget.xlsx"]


def test_the_case_is_downloaded_as_one_word_file_with_contents(
    client: FlaskClient, case: str
) -> None:
    _choose(client, case, "uddannelse")
    _begin(client, case, "delaftale", "uddannelse")
    first, again = (client.get(f"{case}/sag.docx") for _ in range(2))
    assert first.data == again.data
    paragraphs = [each.text for each in docx.Document(io.BytesIO(first.data)).paragraphs]
    listed = [text for text in paragraphs if re.match(r"\d\. .*\t", text)]
    assert [text.split("\t")[0] for text in listed] == [
        "1. Strategisk samarbejdsaftale om boligsocial indsats",
        "2. Delaftale for indsatsområdet: Uddannelse og livschancer",
    ]


def test_the_link_opens_the_case_and_its_documents(
    app: Flask, client: FlaskClient, case: str
) -> None:
    draft = _begin(client, case, "budget")
    other = app.test_client()
    assert other.get(case).status_code == 404
    assert other.get(draft).status_code == 404
    found = re.search(r"/s/[\w-]{43}", client.get(f"{case}/link").text)
    assert found
    assert other.get(found[0]).location == case
    assert other.get(draft).status_code == 200
    assert case in other.get("/").text
    client.post(f"{case}/link")
    assert app.test_client().get(found[0]).status_code == 404


def test_a_document_shared_alone_does_not_open_the_case(
    app: Flask, client: FlaskClient, case: str
) -> None:
    draft = _begin(client, case, "budget")
    client.post(f"{draft}/link")
    found = re.search(r"/l/[\w-]{43}", client.get(f"{draft}/link").text)
    assert found
    other = app.test_client()
    other.get(found[0])
    html = other.get(draft).text
    assert case not in html
    assert other.get(case).status_code == 404


def test_a_deleted_document_may_be_begun_again(client: FlaskClient, case: str) -> None:
    draft = _begin(client, case, "budget")
    assert client.post(f"{draft}/slet").location == case
    assert _begin(client, case, "budget") != draft


def test_a_deleted_case_is_gone_with_its_documents(client: FlaskClient, case: str) -> None:
    draft = _begin(client, case, "budget")
    assert client.get(f"{case}/slet").status_code == 200
    assert client.post(f"{case}/slet").status_code == 302
    assert client.get(case).status_code == 404
    assert client.get(draft).status_code == 404
    assert case not in client.get("/").text


def test_the_queries_of_a_page_grow_with_neither_rows_nor_documents(
    client: FlaskClient, case: str
) -> None:
    agreement = _begin(client, case, "samarbejdsaftale")
    pages = (case, f"{case}/undersoegelse", f"{agreement}/trin/stamdata", f"{agreement}/svar")
    with counted() as asked:

        def queries() -> list[int]:
            # What a draft says is read at the first look after it changed.
            client.get(f"{agreement}/svar")
            return [asked(lambda page=page: client.get(page)) for page in pages]

        few = queries()
        _choose(client, case, "uddannelse", "beskaeftigelse", "sammenhaengskraft")
        for area in ("uddannelse", "beskaeftigelse", "sammenhaengskraft"):
            _fill_with_rows(client, case, area)
            _staff(client, case, area, "20 %")
        _begin(client, case, "budget")
        many = queries()
    assert {client.get(page).status_code for page in pages} == {200}
    assert min(few) > 0
    assert many == few
