"""The officer's desk: laid up, read, sorted, decided, sent back."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path as FilePath
from types import ModuleType

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from cases.actions.add_remark import LONGEST_REMARK
from cases.actions.waive_finding import LONGEST_REASON
from cases.example import example_answers, example_form
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import FileKind, Verdict, describe
from documents.writer import write
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.path import Path
from forms.registry import form_of
from tests.documents.safety.attack import compound_file
from tests.documents.test_uploaded_pages import printed_sign_up
from tests.web.heap import heap, zipped
from web import review_files, traces
from web.naming import area_title

SKETCH = example_form()
LBF = "lbf-boligsocial-2019-26"
OLD_WORD = compound_file("Root Entry", "WordDocument")


@pytest.fixture(scope="module")
def sketch() -> bytes:
    return write(SKETCH, example_answers())


@pytest.fixture(scope="module")
def mended() -> bytes:
    return write(SKETCH, example_answers().replaced({Path.parse("vision"): "En helt ny vision"}))


def lay_up(
    client: FlaskClient, address: str, files: dict[str, bytes], **told: object
) -> TestResponse:
    data = {"filer": [(io.BytesIO(content), name) for name, content in files.items()], **told}
    environ = EnvironBuilder(path=address, method="POST", data=data).get_environ()
    answer = client.open(environ)
    environ["wsgi.input"].close()
    return answer


def read_all(client: FlaskClient, address: str) -> None:
    told = {"left": 1}
    while told["left"]:
        answer = client.post(f"{address}/laes", headers={"Accept": "application/json"})
        told = answer.get_json()


def laid_up(client: FlaskClient, files: dict[str, bytes], **told: object) -> str:
    """The address of a review whose files are all read."""
    answer = lay_up(client, "/bord", files, **told)
    assert answer.status_code == 302, answer.text
    read_all(client, answer.location)
    return str(answer.location)


def seen(client: FlaskClient, address: str) -> str:
    """A page as it is seen: each has tokens of its own."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(address).text)


def file_addresses(page: str) -> list[str]:
    found = re.findall(r'class="task-name" href="(/bord/\w+/fil/\w+)"', page)
    return list(dict.fromkeys(found))


@pytest.fixture
def address(client: FlaskClient, sketch: bytes) -> str:
    return laid_up(client, {"skitse.docx": sketch})


@pytest.fixture
def file(client: FlaskClient, address: str) -> str:
    return file_addresses(client.get(address).text)[0]


def test_a_file_is_read_before_its_page_is_shown(client: FlaskClient, sketch: bytes) -> None:
    answer = lay_up(client, "/bord", {"skitse.docx": sketch})
    page = client.get(answer.location).text
    assert "Projektskitse" in page
    assert "venter" not in page


def test_no_file_and_a_day_that_is_none_are_told_at_their_fields(client: FlaskClient) -> None:
    answer = lay_up(client, "/bord", {}, modtaget="i går")
    assert answer.status_code == 422
    assert 'href="#filer"' in answer.text
    assert 'href="#modtaget"' in answer.text
    assert 'value="i går"' in answer.text


def test_a_script_lays_up_file_by_file_and_reads_them_one_by_one(
    client: FlaskClient, sketch: bytes
) -> None:
    wants = {"Accept": "application/json"}
    ways = client.post("/bord", data={"navn": "Bunke"}, headers=wants).get_json()
    for name in ("a.docx", "b.docx"):
        content = io.BytesIO(sketch + b"\0" * (name == "b.docx"))
        data = {"filer": (content, name), "sti": f"m/{name}"}
        assert client.post(ways["add"], data=data, headers=wants).status_code == 200
    told = [client.post(ways["read"], headers=wants).get_json() for _ in range(3)]
    assert [each["left"] for each in told] == [1, 0, 0]
    assert [each["name"] for each in told] == ["m/a.docx", "m/b.docx", None]


def test_every_finding_leads_to_its_place_and_back(client: FlaskClient, file: str) -> None:
    page = client.get(file).text
    to_places = re.findall(r'href="#fund-(\d+)"', page)
    assert len(to_places) == len(re.findall(r'<article class="finding', page)) > 0
    for number in to_places:
        assert page.count(f'id="fund-{number}"') == 1
        assert page.count(f'href="#punkt-{number}"') == 1
        assert page.count(f'id="punkt-{number}"') == 1


def test_the_words_a_finding_rests_on_are_marked(client: FlaskClient) -> None:
    text = "Vi vil have XXXX med i projektet."
    found = write(SKETCH, example_answers().replaced({Path.parse("vision"): text}))
    address = laid_up(client, {"a.docx": found})
    page = client.get(file_addresses(client.get(address).text)[0]).text
    marked = re.findall(r'<mark class="mark mark-\w+">(.*?)</mark>', page)
    assert any("XXXX" in each for each in marked)


def test_what_a_file_says_is_shown_and_never_run(client: FlaskClient) -> None:
    text = "<script>alert(1)</script> {{ 7 * 7 }}"
    found = write(SKETCH, example_answers().replaced({Path.parse("vision"): text}))
    address = laid_up(client, {"<b>a</b>.docx": found})
    overview = client.get(address).text
    page = client.get(file_addresses(overview)[0]).text
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page
    assert "<b>a</b>" not in overview


def keys(page: str) -> list[str]:
    return re.findall(r'name="fund" value="(\w+)"', page)


WARNS = {Path.parse("vision"): "Vi vil have XXXX med i projektet."}


@pytest.fixture
def warned(client: FlaskClient) -> str:
    """The page of a file with a warning."""
    address = laid_up(client, {"a.docx": write(SKETCH, example_answers().replaced(WARNS))})
    return file_addresses(client.get(address).text)[0]


def test_a_warning_passes_with_a_reason_and_counts_again(client: FlaskClient, warned: str) -> None:
    review = warned.split("/fil/", maxsplit=1)[0]
    [key, *_] = keys(client.get(warned).text)
    before = seen(client, review)
    assert client.post(f"{review}/passer", data={"fund": key, "grund": " "}).status_code == 422
    passed = client.post(f"{review}/passer", data={"fund": key, "grund": "Aftalt på møde"})
    assert passed.status_code == 302
    assert "Aftalt på møde" in client.get(warned).text
    assert seen(client, review) != before
    client.post(f"{review}/passer/ikke", data={"fund": key})
    assert "Aftalt på møde" not in client.get(warned).text
    assert seen(client, review) == before


@pytest.mark.parametrize(
    ("way", "field", "label", "most", "heading"),
    [
        ("passer", "grund", "Begrundelse", LONGEST_REASON, "Det kan ikke passere"),
        ("fil/{}/bemaerkning", "tekst", "Tekst", LONGEST_REMARK, "Bemærkningen blev ikke gemt"),
    ],
)
def test_what_was_too_long_to_keep_is_shown_with_what_became_of_it(
    client: FlaskClient, warned: str, way: str, field: str, label: str, most: int, heading: str
) -> None:
    review, file_id = warned.split("/fil/", maxsplit=1)
    sent = {"fund": keys(client.get(warned).text)[0], "fil": file_id, field: "å" * (most + 1)}
    answer = client.post(f"{review}/{way.format(file_id)}", data=sent)
    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.text) == (422, True)
    assert re.findall(r"<dt>(.*?)</dt>.*?>(.*?)</dd>", answer.text) == [(label, sent[field])]
    assert f'<a href="{review}">Til gennemgangen</a>' in answer.text


def test_an_error_does_not_pass(client: FlaskClient, app: Flask, warned: str) -> None:
    review = warned.split("/fil/", maxsplit=1)[0]
    told = client.get(f"{review}/rapport.json").get_json()
    error = next(
        each["key"]
        for case in told["cases"]
        for document in case["documents"]
        for each in document["findings"]
        if each["severity"] == "error"
    )
    assert client.post(f"{review}/passer", data={"fund": error, "grund": "x"}).status_code == 422
    assert client.post(f"{review}/passer", data={"fund": "f" * 64, "grund": "x"}).status_code == 404


def test_a_remark_stands_at_its_place_until_it_is_taken_back(
    client: FlaskClient, file: str
) -> None:
    place = re.findall(r'<option value="([\d-]+)">', client.get(file).text)[3]
    said = {"tekst": "Ring til mig\n<b>nu</b>", "sted": place, "rettes": "ja"}
    assert client.post(f"{file}/bemaerkning", data=said).status_code == 302
    page = client.get(file).text
    assert "Ring til mig\n&lt;b&gt;nu&lt;/b&gt;" in page
    assert re.search(r'class="mark-number mark-remark"', page)
    [remark] = re.findall(r"/bemaerkning/(\w+)/slet", page)
    review = file.split("/fil/", maxsplit=1)[0]
    client.post(f"{review}/bemaerkning/{remark}/slet", data={"fil": file.rsplit("/", 1)[-1]})
    assert "Ring til mig" not in client.get(file).text


@pytest.mark.parametrize("said", [{"tekst": ""}, {"tekst": "x" * 4_001}])
def test_an_empty_or_endless_remark_is_refused(
    client: FlaskClient, file: str, said: dict[str, str]
) -> None:
    assert client.post(f"{file}/bemaerkning", data=said).status_code == 422


@pytest.mark.parametrize("place", ["x", "1-2", "-1", "9999999", "99", "0-0-0", "1-2-3-4"])
def test_a_place_that_is_none_is_refused(client: FlaskClient, file: str, place: str) -> None:
    said = {"tekst": "x", "sted": place}
    assert client.post(f"{file}/bemaerkning", data=said).status_code == 400


def test_a_file_set_aside_counts_for_nothing_until_it_is_brought_back(
    client: FlaskClient, address: str, file: str
) -> None:
    before = seen(client, address)
    client.post(f"{file}/til-side")
    assert "Lagt til side" in client.get(address).text
    client.post(f"{file}/frem")
    assert seen(client, address) == before


def test_a_new_version_is_known_again_and_compared(
    client: FlaskClient, address: str, file: str, mended: bytes
) -> None:
    answer = lay_up(client, f"{address}/filer", {"skitse ny.docx": mended})
    assert answer.location == address
    overview = client.get(address).text
    assert "Tidligere udgave" in overview
    [new] = [each for each in file_addresses(overview) if each != file]
    page = client.get(f"{new}/sammenlign").text
    assert "En helt ny vision" in page
    assert client.get(f"{file}/sammenlign").status_code == 404


def test_the_copy_with_comments_is_the_persons_own_file(client: FlaskClient, file: str) -> None:
    answer = client.get(f"{file}/kommenteret")
    assert answer.status_code == 200
    assert b"word/comments.xml" in answer.data
    assert "skitse-kommenteret.docx" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_cleaned_copy_opens(client: FlaskClient, file: str) -> None:
    answer = client.get(f"{file}/renset")
    assert (answer.status_code, answer.data[:2]) == (200, b"PK")


@pytest.mark.parametrize(
    ("of", "way"), [(review_files, "kommenteret"), (review_files, "renset"), (traces, "uden-navne")]
)
def test_a_copy_that_cannot_be_made_says_so_and_leads_back(
    client: FlaskClient, file: str, monkeypatch: pytest.MonkeyPatch, of: ModuleType, way: str
) -> None:
    def fails(*_given: object) -> bytes:
        raise IsolationFailed(Verdict.TIMEOUT)

    for name in ("cleaned_isolated", "nameless_isolated"):
        monkeypatch.setattr(of, name, fails, raising=False)
    answer = client.get(f"{file}/{way}")
    assert (answer.status_code, "<h1>Kopien kan ikke laves</h1>" in answer.text) == (422, True)
    assert f'<a href="{file.split("/fil/", maxsplit=1)[0]}">Til gennemgangen</a>' in answer.text


@pytest.mark.parametrize("shape", ["html", "json", "xlsx"])
def test_the_report_is_taken_out_whole(client: FlaskClient, address: str, shape: str) -> None:
    answer = client.get(f"{address}/rapport.{shape}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_report_of_no_known_shape_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(f"{address}/rapport.exe").status_code == 404


def test_the_link_opens_the_review_elsewhere(app: Flask, client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}/link").text
    link = re.findall(r"http://localhost(/b/[\w-]+)", page)[0]
    other = app.test_client()
    assert other.get(address).status_code == 404
    assert other.get(link).location == address
    assert other.get(address).status_code == 200
    client.post(f"{address}/link")
    assert app.test_client().get(link).status_code == 404


def test_a_deleted_review_takes_its_files_with_it(
    app: Flask, client: FlaskClient, address: str, sketch: bytes
) -> None:
    other = laid_up(client, {"samme.docx": sketch, "note.docx": b"x"})
    client.post(f"{address}/slet")
    assert client.get(address).status_code == 404
    file = file_addresses(client.get(other).text)[0]
    assert client.get(f"{file}/renset").status_code == 200
    client.post(f"{other}/slet")
    assert list(kept_files(app)) == []


def kept_files(app: Flask) -> Iterator[object]:
    yield from FilePath(app.config["FILES_FOLDER"]).glob("*/*")


def test_a_heap_of_forty_files_is_sorted_named_and_explained(client: FlaskClient) -> None:
    files = heap()
    assert len(files) == 40
    address = laid_up(client, {"bunke.zip": zipped(files)})
    told = client.get(f"{address}/rapport.json").get_json()
    roles = {each["file"]: each["role"] for each in told["files"]}
    assert len(roles) == 40
    cases = {case["name"]: case for case in told["cases"] if case["programme"] == LBF}
    assert list(cases) == ["Åparken", "Søbakken"]
    for case, folder in zip(cases.values(), ("Nord", "Syd"), strict=True):
        forms = [each for each in case["documents"] if each["form"]]
        assert all(each["file"].startswith(f"bunke.zip/{folder}/") for each in forms)
        assert len(forms) > 5
    by_role: dict[str, set[str]] = {}
    for name, role in roles.items():
        by_role.setdefault(role, set()).add(name.rsplit("/", 1)[-1])
    assert len(by_role["double"]) == 4
    assert len(by_role["older"]) == 1
    unread = {"gammel.doc", "scanning.pdf", "tom.docx", "noter.txt", "låst.docx"}
    assert unread <= by_role["unreadable"]
    assert "waiting" not in by_role
    for each in told["files"]:
        if each["role"] == "unreadable":
            assert [one["rule"] for one in each["problems"]][:1] == ["REA001"]
            assert each["problems"][0]["message"]


def test_the_officer_and_the_applicant_are_told_of_a_file_each_in_their_own_words(
    client: FlaskClient, sketch: bytes
) -> None:
    told = (Verdict.OK_EXTERNAL, describe(Verdict.OK_EXTERNAL, FileKind.WORD))
    address = laid_up(client, {"skitse.docx": reaching_out(sketch), "gammel.doc": OLD_WORD})
    page, old = client.get(address).text, describe(Verdict.WRONG_TYPE, FileKind.OLD_WORD)
    assert "Filen er gemt i Words gamle format (.doc). Bed ansøgeren" in page
    assert old not in page
    file = file_addresses(page)[0]
    assert "Bed ansøgeren om det, hvis sagen skal bruge det." in client.get(file).text
    assert all(each not in client.get(file).text for each in told)
    with zipfile.ZipFile(io.BytesIO(client.get(f"{file}/kommenteret").data)) as package:
        comments = package.read("word/comments.xml").decode()
    assert told[1] in comments
    assert "Bed ansøgeren" not in comments


def reaching_out(content: bytes) -> bytes:
    """The document with a picture that lies elsewhere."""
    made = Document(io.BytesIO(content))
    made.part.relate_to("https://example.dk/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_sign_up_of_too_many_pages_is_told_with_the_lines_that_are_too_many(client: FlaskClient):
    sent = {"for lang.pdf": printed_sign_up(41, 40, 2)}, {"passer.pdf": printed_sign_up(42, 39)}
    reviews = [seen(client, laid_up(client, each)) for each in sent]
    pages = [seen(client, file_addresses(each)[0]) for each in reviews]
    assert ["LIM001" in page for page in pages] == [True, False]
    assert "2 linjer for meget" in pages[0]


def test_reports_of_several_years_are_told_apart_by_their_years():
    form = form_of("statusrapport")
    answers = answers_from_json(form, {"aar": "2011"})
    assert area_title(form, answers) == "Statusrapport 2011"
    assert area_title(form, Answers()) == "Statusrapport"
