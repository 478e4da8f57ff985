"""Statistics read and filtered by keyboard, and a file that tells more than it shows."""

from datetime import UTC, datetime
from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser

from cases.actions.example_case import example_case
from cases.addresses import Addresses
from cases.database import Database
from cases.file_store import FileStore
from tests.browser.conftest import Service, serving
from tests.browser.visitor import Visitor
from tests.documents.traces import files

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "has_javascript"), [(1280, True), (320, False)])
def test_a_fund_reads_its_figures_and_a_person_sees_what_a_file_tells(
    browser: Browser, tmp_path: FilePath, width: int, has_javascript: bool
) -> None:
    with serving(tmp_path) as service:
        password = _example(service)
        officer = Visitor.at(browser, width=width, has_javascript=has_javascript)
        officer.go(f"{service.address}/log-ind")
        officer.fill(email="sagsbehandler@eksempel.example", password=password)
        officer.press("main .button-primary")
        officer.go(f"{service.address}/statistik")
        _filter_by_keyboard(officer)
        _take_the_figures_out(officer)
        _see_what_a_file_tells(officer, service, tmp_path)


def _example(service: Service) -> str:
    database = Database(service.database_url)
    addresses = Addresses(applicant=str, officer=str)
    try:
        store = FileStore(service.files)
        return example_case(database, store, addresses=addresses, now=datetime.now(UTC)).password
    finally:
        database.dispose()


def _filter_by_keyboard(officer: Visitor) -> None:
    """Every table is reached and scrolled by keys; a filter is chosen and sent by them."""
    page = officer.page
    assert page.locator("svg[role=img]").count() > 0
    reached = page.evaluate(
        "[...document.querySelectorAll('.table--responsive-scroll')].map(e => e.tabIndex)"
    )
    assert reached == [0] * 4
    page.focus("#program")
    page.keyboard.press("End")
    page.focus(".filters button")
    page.keyboard.press("Enter")
    page.wait_for_url("**program=*")
    officer.look()
    assert "program=aarlig-status" in page.url
    assert page.locator("svg[role=img]").count() == 0
    page.go_back()


def _take_the_figures_out(officer: Visitor) -> None:
    officer.page.wait_for_load_state()
    for ending in ("xlsx", "csv"):
        with officer.page.expect_download() as taken:
            officer.page.click(f'a[href*="hent.{ending}"]')
        assert taken.value.suggested_filename == f"statistik.{ending}"


def _see_what_a_file_tells(officer: Visitor, service: Service, folder: FilePath) -> None:
    sent = folder / "notat.docx"
    sent.write_bytes(files.word())
    officer.go(f"{service.address}/eksaminer")
    officer.page.set_input_files("#fil", sent)
    officer.press("main .button-primary")
    officer.look()
    told = officer.page.locator("#spor-i-filen").inner_text()
    assert "Ida Lund: Er det rigtigt?" in told
    officer.press("#spor-i-filen a")
    officer.look()
    officer.page.set_input_files("#fil", sent)
    with officer.page.expect_download() as taken:
        officer.page.click("main .button-primary")
    assert taken.value.suggested_filename == "notat-uden-navne.docx"
