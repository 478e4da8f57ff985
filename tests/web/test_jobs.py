"""A bulk on a page: put down, followed, stopped and fetched."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete

from cases import pdf_job
from cases.database import Database
from cases.errors import StoreDown
from cases.fetches import Fetches
from cases.file_store import FileStore
from cases.job_kinds import KINDS
from cases.job_worker import Worker
from cases.models import JobFileRecord
from documents import pdf_conversion
from documents.pdf_conversion import Pdf

ROWS = b'{}\n{"milepaele": [{"milepael": "Hus"}]}\n{oops\n'


def put(client, rows=ROWS, name="svar.jsonl", form="milepaelsplan"):
    data = {"formular": form, "raekker": (io.BytesIO(rows), name)}
    return client.post("/arbejde", data=data)


def work(app):
    database = Database(app.config["DATABASE_URL"])
    files = Path(app.config["FILES_FOLDER"])
    assert Worker(database, FileStore(files), files, KINDS).work_once()
    database.dispose()


def test_a_bulk_is_put_down_done_and_fetched_with_its_bad_rows_told(app, client):
    address = put(client).location
    waiting = client.get(address)
    assert "data-follow" in waiting.text
    assert f'<noscript><p><a href="{address}">' in waiting.text
    assert client.get(f"{address}/fil").status_code == 404
    work(app)
    done = client.get(address)
    assert "Række 3:" in done.text
    assert "data-follow" not in done.text
    answer = client.get(f"{address}/fil", buffered=True)
    assert answer.headers["Content-Length"] == str(len(answer.data))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["milepaelsplan-000001.docx", "milepaelsplan-000002.docx"]
    assert address in client.get("/arbejde").text


def test_who_fetches_when_all_places_are_taken_is_told_to_come_again(app, client, monkeypatch):
    address = put(client).location
    work(app)
    fetches = Fetches(at_once=1)
    monkeypatch.setattr("cases.fetches._SMALL", 0)
    monkeypatch.setattr("cases.actions.see_jobs._FETCHES", fetches)
    with fetches._of_holders.taken("en anden"):
        busy = client.get(f"{address}/fil")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "hent den igen" in busy.text
    assert client.get(f"{address}/fil", buffered=True).status_code == 200


def test_who_asks_about_a_file_alone_is_told_of_it_and_nothing_is_fetched(app, client, monkeypatch):
    address = put(client).location
    work(app)
    whole = client.get(f"{address}/fil", buffered=True)
    monkeypatch.delattr(FileStore, "open")
    asked = client.head(f"{address}/fil")
    assert (asked.status_code, asked.data) == (200, b"")
    for each in ("Content-Length", "Content-Type", "Content-Disposition"):
        assert asked.headers[each] == whole.headers[each]


def test_a_job_whose_files_are_lost_is_still_told_of(app, client):
    address = put(client).location
    work(app)
    files = FileStore(Path(app.config["FILES_FOLDER"]))
    for each in files.names():
        files._shelf.write(each, io.BytesIO(b"{}\nhvad?"), 8)
    assert client.get(address).status_code == 200
    for ask in (client.get, client.head):
        assert ask(f"{address}/fil").status_code == 404
    files.remove(list(files.names()))
    assert client.get(address).status_code == 200
    for ask in (client.get, client.head):
        assert ask(f"{address}/fil").status_code == 404


def test_what_an_earlier_version_made_is_told_of_and_not_offered(app, client):
    address = put(client).location
    work(app)
    assert f'href="{address}/fil"' in client.get(address).text
    database = Database(app.config["DATABASE_URL"])
    with database.writing() as session:
        session.execute(delete(JobFileRecord))
    database.dispose()
    page = client.get(address).text
    assert f'href="{address}/fil"' not in page
    assert "tidligere version" in page


def test_a_job_can_be_stopped_before_it_is_begun_and_lets_go_of_what_it_was_given(app, client):
    address = put(client).location
    files = FileStore(Path(app.config["FILES_FOLDER"]))
    assert list(files.names())
    client.post(f"{address}/stop")
    assert "Stoppet" in client.get(address).text
    assert list(files.names()) == []


def test_a_job_that_is_done_keeps_what_it_made_though_it_is_stopped_too_late(app, client):
    address = put(client).location
    work(app)
    client.post(f"{address}/stop")
    assert client.get(f"{address}/fil", buffered=True).status_code == 200


def test_who_waits_for_files_that_cannot_be_reached_is_told_so(app, client, monkeypatch):
    def away(*_given):
        raise StoreDown

    monkeypatch.setattr(FileStore, "put_file", away)
    monkeypatch.setattr("cases.job_worker._DOWN_SECONDS", 0)
    address = put(client).location
    work(app)
    assert "Filerne kan ikke hentes eller gemmes lige nu." in client.get(address).text


def test_others_do_not_see_it(app, client):
    address = put(client).location
    assert app.test_client().get(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"form": ""}, {"form": "opdigtet"}, {"rows": b""}, {"name": "svar.pdf"}, {"name": ""}],
)
def test_what_cannot_be_used_is_told_and_nothing_is_put_down(app, client, wrong):
    answer = put(client, **wrong)
    assert answer.status_code == 422
    assert not (Path(app.config["FILES_FOLDER"]) / "arbejde").exists()


def test_a_damaged_workbook_ends_the_job_with_a_reason(app, client):
    address = put(client, rows=b"PK\x03\x04 not a workbook", name="svar.xlsx").location
    work(app)
    assert "Opgivet" in client.get(address).text


def test_a_draft_is_made_a_pdf_by_a_job_that_tells_how_many_pages_it_has(
    app, client, draft, monkeypatch
):
    def convert(document: bytes) -> Pdf:
        return Pdf(content=b"%PDF- of " + document[:2], pages=7)

    monkeypatch.setattr(pdf_job, "to_pdf", convert)
    address = client.post(f"{draft}/word/pdf").location
    work(app)
    assert "Dokumentet fylder 7 sider." in client.get(address).text
    answer = client.get(f"{address}/fil", buffered=True)
    assert (answer.data, answer.mimetype) == (b"%PDF- of PK", "application/pdf")


def test_without_libreoffice_the_job_says_so(app, client, draft, monkeypatch):
    monkeypatch.setattr(pdf_conversion, "_PROGRAM", "a program nobody has")
    address = client.post(f"{draft}/word/pdf").location
    work(app)
    assert "LibreOffice er ikke installeret" in client.get(address).text
