"""The pages of a draft: estimated while writing, counted when asked for, refused when too many."""

import pytest
from flask.testing import FlaskClient

from documents import pages, pdf_conversion, pdf_extent
from validators.extent import Extent
from web import extent


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_COUNTED", {})


def begun(client: FlaskClient) -> str:
    return str(client.post("/kladder", data={"form": "ungeindsats_tilmelding"}).location)


def count(monkeypatch: pytest.MonkeyPatch, lines: tuple[int, ...]) -> None:
    """Let the machine print every document to so many lines."""
    monkeypatch.setattr(pages, "_printed", lambda document: b"")
    monkeypatch.setattr(pdf_extent, "extent_of_pdf", lambda form, pdf: Extent(lines=lines))


def test_a_page_shows_the_estimate_and_says_that_it_is_one(client: FlaskClient) -> None:
    draft = begun(client)
    assert "anslået" in client.get(f"{draft}/trin/begrundelse").text
    assert "Anslået" in client.get(f"{draft}/sider").text


def test_saving_may_lead_to_the_pages(client: FlaskClient) -> None:
    draft = begun(client)
    sent = {"_version": "0", "_end": "1", "_pages": "1", "begrundelse": "Vi vil."}
    answer = client.post(f"{draft}/trin/begrundelse", data=sent)
    assert answer.location.endswith("/sider")
    assert "Vi vil." in client.get(f"{draft}/svar").text


def test_what_was_counted_is_refused_until_the_draft_is_changed(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    count(monkeypatch, (40, 40, 40, 2))
    draft = begun(client)
    assert "LIM001" not in client.get(f"{draft}/svar").text
    assert client.post(f"{draft}/sider").status_code == 302
    assert "LIM001" in client.get(f"{draft}/sider").text
    answers = client.get(f"{draft}/svar").text
    assert "LIM001" in answers
    assert 'href="#general"' in answers
    client.post(f"{draft}/trin/begrundelse", data={"_version": "0", "_end": "1", "erfaringer": "x"})
    assert "LIM001" not in client.get(f"{draft}/svar").text


def test_three_pages_are_told_and_not_refused(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    count(monkeypatch, (40, 40, 40, 0))
    draft = begun(client)
    client.post(f"{draft}/sider")
    assert "fylder 3 sider" in client.get(f"{draft}/sider").text


def test_a_machine_without_libreoffice_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_conversion, "_PROGRAM", "no-such-program")
    monkeypatch.setattr(extent, "can_print", lambda: False)
    draft = begun(client)
    page = client.get(f"{draft}/sider").text
    assert "LibreOffice" in page
    assert "<button" not in page.partition("<h1>")[2].partition("</main>")[0]
    assert client.post(f"{draft}/sider").status_code == 503


def test_a_programme_without_a_limit_has_no_such_page(client: FlaskClient, draft: str) -> None:
    assert client.get(f"{draft}/sider").status_code == 404
    assert client.post(f"{draft}/sider").status_code == 404
