"""A case between its people on their pages: approved, returned for points, mended and seen."""

import io
import re

import pytest

from cases.example_cases import READY
from documents.reader.examine_file import read_file
from documents.writer import write
from forms.exchange import answers_from_json, answers_to_json
from forms.path import Path
from tests.web.submission import fields_of

AREA = "kriminalitetsforebyggelse"
AGREEMENT, LACKING = "samarbejdsaftale//organisering", f"delaftale/{AREA}/"


@pytest.fixture
def sent(sign_in):
    """The officer's address of the case that was sent in, which is being examined."""
    officer = sign_in("sagsbehandler")
    inbox = re.search(r'href="(/indbakke/\w+)"', officer.get("/indbakke").text)[1]
    for deed in ("modtag", "undersoeg"):
        assert officer.post(f"{inbox}/gang/{deed}").status_code == 302
    return officer, inbox


@pytest.fixture
def returned(sent, sign_in):
    """The writer's address of the case, sent back for its organisation."""
    officer, inbox = sent
    officer.post(f"{inbox}/punkter", data={"sted": AGREEMENT, "tekst": "Hvem sidder der?"})
    assert officer.post(f"{inbox}/retur").status_code == 302
    return sign_in("skriver"), inbox.replace("/indbakke/", "/sager/")


def draft_of(page, title):
    return re.search(rf'href="(/kladder/\w+)">{title}', page)[1]


@pytest.mark.parametrize(
    ("way", "posted", "fields"),
    [
        ("punkter", {"sted": "", "tekst": "Ret det."}, ["sted"]),
        ("punkter", {"sted": AGREEMENT, "tekst": " \n"}, ["tekst"]),
        ("punkter", {"sted": "", "tekst": ""}, ["sted", "tekst"]),
        ("afgoerelse", {"afgoerelse": "indstil", "begrundelse": ""}, ["begrundelse"]),
        ("retur", {"frist": "31.02.2027"}, ["frist"]),
    ],
)
def test_what_lacks_is_told_at_its_field_and_what_was_typed_stays(sent, way, posted, fields):
    officer, inbox = sent
    officer.post(f"{inbox}/punkter", data={"sted": AGREEMENT, "tekst": "Et punkt"})
    answer = officer.post(f"{inbox}/{way}", data=posted)
    assert (answer.status_code, "<title>Fejl: " in answer.text) == (422, True)
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == fields
    assert all(f'id="{each}-error"' in answer.text for each in fields)
    assert all(each.strip() in answer.text for each in posted.values())


def test_a_grant_without_an_amount_is_told_and_the_recommended_one_stands_there(sent):
    officer, inbox = sent
    told = {"afgoerelse": "indstil", "beloeb": "1.000.000", "begrundelse": "God."}
    assert officer.post(f"{inbox}/afgoerelse", data=told).status_code == 302
    assert 'value="1.000.000,00"' in officer.get(inbox).text
    answer = officer.post(f"{inbox}/afgoerelse", data=told | {"afgoerelse": "bevilg", "beloeb": ""})
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == ["beloeb"]


def test_a_document_that_was_not_sent_is_asked_for_and_seen_when_it_comes(sent, sign_in):
    officer, inbox = sent
    assert f'value="{LACKING}"' in officer.get(inbox).text
    assert officer.post(f"{inbox}/punkter", data={"sted": LACKING, "tekst": "?"}).status_code == 302
    officer.post(f"{inbox}/retur")
    writer, case = sign_in("skriver"), inbox.replace("/indbakke/", "/sager/")
    page = writer.get(case).text
    # The agreement's areas are opened with it: without its area it could not be sent.
    assert len(re.findall(r'<li id="punkt-', page)) == 2
    assert f'name="area" value="{AREA}"' in page
    asked = {"form": "delaftale", "area": AREA}
    assert writer.post(f"{case}/dokumenter", data=asked | {"area": "findes"}).status_code == 404
    new = writer.post(f"{case}/dokumenter", data=asked).location
    _fill_as_another(writer, case, new)
    _choose_the_area(writer, case)
    assert writer.post(f"{case}/indsend").location == f"{case}/kvittering/2"
    points = re.findall(r"<li>\s*<p class=\"typed\">.*?</li>", officer.get(inbox).text, re.DOTALL)
    assert [each.count("badge-success") for each in points] == [1, 1]
    assert "Dokumentet er sendt med denne gang" in "".join(points)


def _fill_as_another(writer, case, new):
    """The sub-agreement as another one of the case is, but for its own area."""
    other = draft_of(writer.get(case).text, "Delaftale for indsatsområdet: Besk")
    reading = read_file(writer.get(f"{other}/word/dokument").data)
    told = answers_to_json(reading.form, reading.answers)
    staff = [{"funktion": "Leder", "andel": "0"}]
    changed = {"indsatsomraade": AREA, "medarbejderressourcer": staff}
    content = write(reading.form, answers_from_json(reading.form, told | changed))
    page = writer.post(f"{new}/word", data={"fil": (io.BytesIO(content), "ny.docx")}).text
    taken = fields_of(page, "take-over")
    assert writer.post(f"{new}/word/overtag", data=taken).status_code == 302


def _choose_the_area(writer, case):
    agreement = draft_of(writer.get(case).text, "Strategisk")
    page = fields_of(writer.get(f"{agreement}/trin/indsatsomraader").text)
    number = sum(1 for name in page if name.endswith(".omraade"))
    row = f"indsatsomraader[{number}]"
    page[f"{row}.omraade"], page[f"{row}.problemkompleks"] = (
        AREA,
        "Unge mangler noget at stå op til.",
    )
    assert writer.post(f"{agreement}/trin/indsatsomraader", data=page).status_code == 302


def test_the_page_of_a_point_says_what_is_asked_and_leads_back_to_the_points(returned):
    writer, case = returned
    page = writer.get(case).text
    address = re.search(r'href="(/kladder/\w+/trin/organisering)"', page)[1]
    shown = writer.get(address).text
    assert "Hvem sidder der?" in shown
    assert "Ikke rettet endnu" in page
    assert "hverken rettet eller svaret" in writer.get(f"{case}/indsend").text
    fields = fields_of(shown)
    fields["organisering"] = "Kommunen, boligorganisationen og politiet."
    assert writer.post(address, data=fields).location == f"{case}#punkter"
    assert "Ændret" in writer.get(case).text
    assert "hverken rettet eller svaret" not in writer.get(f"{case}/indsend").text
    elsewhere = address.replace("organisering", "vision")
    assert "Hvem sidder der?" not in writer.get(elsewhere).text


def test_of_a_file_only_what_is_open_is_offered(returned):
    writer, case = returned
    draft = draft_of(writer.get(case).text, "Strategisk")
    reading = read_file(writer.get(f"{draft}/word/dokument").data)
    changed = {Path.parse("organisering"): "Politiet er med.", Path.parse("vision"): "En anden."}
    content = write(reading.form, reading.answers.replaced(changed))
    page = writer.post(f"{draft}/word", data={"fil": (io.BytesIO(content), "a.docx")}).text
    assert re.findall(r'name="take" value="(\w+)"', page) == ["organisering"]
    assert "kan ikke overtages nu" in page
    taken = fields_of(page, "take-over")
    assert writer.post(f"{draft}/word/overtag", data=taken).location == f"{case}#punkter"


def test_a_report_of_a_case_that_was_sent_is_open(sent, sign_in):
    _, inbox = sent
    writer, case = sign_in("skriver"), inbox.replace("/indbakke/", "/sager/")
    report = writer.post(f"{case}/dokumenter", data={"form": "statusrapport", "area": "2027"})
    page = writer.get(report.location).text
    section = re.search(r'href="(/kladder/\w+/trin/\w+)"', page)[1]
    assert 'data-autosave="' in writer.get(section).text


def test_a_receipt_says_where_the_case_is_now(sent, sign_in):
    officer, inbox = sent
    writer, receipt = sign_in("skriver"), inbox.replace("/indbakke/", "/sager/") + "/kvittering/1"

    def told():
        page = writer.get(receipt).text
        return "Fonden har fået sagen" in page, re.search(r'class="badge ([\w-]+)">', page)[1]

    assert told() == (True, "badge-info")
    officer.post(f"{inbox}/punkter", data={"sted": AGREEMENT, "tekst": "Hvem sidder der?"})
    officer.post(f"{inbox}/retur")
    assert told() == (False, "badge-warning")
    points = receipt.replace("/kvittering/1", "#punkter")
    assert f'<a href="{points}">' in writer.get(receipt).text


def test_a_receipt_of_a_case_that_is_decided_leads_to_the_decision(sent, sign_in):
    officer, inbox = sent
    told = {"afgoerelse": "indstil", "beloeb": "1.000.000", "begrundelse": "God."}
    for deed in ("indstil", "bevilg"):
        officer.post(f"{inbox}/afgoerelse", data=told | {"afgoerelse": deed})
    case = inbox.replace("/indbakke/", "/sager/")
    page = sign_in("skriver").get(f"{case}/kvittering/1").text
    assert "Fonden har fået sagen" not in page
    assert f'<a href="{case}">Se afgørelsen</a>' in page


def test_an_approver_hears_that_a_case_waits_and_the_writer_that_it_is_approved(sign_in):
    writer, approver = sign_in("skriver"), sign_in("godkender")
    case = re.search(rf'href="(/sager/\w+)"[^>]*>\s*{READY}', writer.get("/").text)[1]
    assert "Venter på godkendelse" in approver.get("/").text
    assert "Signe Skriver bad om godkendelse" in approver.get(case).text
    assert writer.post(f"{case}/gang/bed-om-godkendelse").status_code == 302
    asked = re.findall(r"Til godkendelse: Åparken", writer.get("/post").text)
    assert len(asked) == 2
    assert approver.post(f"{case}/gang/bed-om-godkendelse").status_code == 422
    assert approver.post(f"{case}/gang/godkend").status_code == 302
    assert "Godkendt: Åparken" in writer.get("/post").text
    assert writer.post(f"{case}/gang/genaabn").status_code == 302
    assert "bad om godkendelse" not in approver.get(case).text


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("skriver", "/"),
        ("sagsbehandler", "/indbakke"),
        ("medarbejder", "/personer"),
        ("revisor", "/revision"),
    ],
)
def test_each_comes_from_signing_in_to_their_own_work(app, example, who, home):
    data = {"email": f"{who}@eksempel.example", "password": example.password}
    answer = app.test_client().post("/log-ind", data=data, follow_redirects=True)
    assert answer.request.path == home


def test_a_partner_is_told_by_letter_and_sees_whose_case_it_is(sign_in):
    partner = sign_in("partner")
    assert "Delt med dig: Åparken" in partner.get("/post").text
    assert "Delt af Åby Kommune" in partner.get("/").text
    case = re.search(r'href="(/sager/\w+)"', partner.get("/").text)[1]
    page = partner.get(case).text
    assert "Du kan læse den" in page
    assert "/gang/" not in page


def test_a_partner_meets_no_field_that_only_looks_open(sign_in):
    writer, partner = sign_in("skriver"), sign_in("partner")
    case = re.search(r'href="(/sager/\w+)"', partner.get("/").text)[1]
    draft = draft_of(partner.get(case).text, "Strategisk")
    seen = partner.get(f"{draft}/trin/vision").text
    assert ('class="locked" disabled' in seen, "data-autosave" in seen) == (True, False)
    assert "/slet" not in partner.get(draft).text
    assert "data-autosave" in writer.get(f"{draft}/trin/vision").text
    shared = {"email": "partner@eksempel.example", "dokument": draft.rsplit("/", 1)[-1]}
    assert writer.post(f"{case}/deling", data=shared).status_code == 302
    assert "data-autosave" in partner.get(f"{draft}/trin/vision").text


def test_the_button_that_signs_out_carries_each_one_s_own_token(sign_in):
    told = []
    for who in ("skriver", "skriver"):
        client = sign_in(who)
        draft = client.post("/kladder", data={"form": "projektskitse"}).location
        page = client.get(f"{draft}/trin/vision").text
        told.append(set(re.findall(r'name="csrf_token" value="([^"]+)"', page)))
    assert [len(each) for each in told] == [1, 1]
    assert told[0] != told[1]
