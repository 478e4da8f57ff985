"""A job is followed on its page, which stands still for whoever has it read aloud."""

from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser

from cases.database import Database
from cases.file_store import FileStore
from cases.job_kinds import KINDS
from cases.job_worker import Worker
from tests.browser.conftest import Service
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [pytest.param("da", 1280, id="danish-wide"), pytest.param("en", 320, id="english-narrow")]
STOP, FETCH = 'form[action$="/stop"] button', 'main a[href$="/fil"]'


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_a_job_that_is_done_is_shown_where_one_waits_for_it(
    browser: Browser, service: Service, tmp_path: FilePath, language: str, width: int
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=True)
    page, rows = visitor.page, tmp_path / "svar.jsonl"
    rows.write_text("{}\n", encoding="utf-8")
    visitor.go(f"{service.address}/arbejde?sprog={language}")
    page.select_option("[name=formular]", "milepaelsplan@2019-26")
    page.set_input_files("[name=raekker]", rows)
    visitor.press("main button[type=submit]")
    visitor.look()
    page.evaluate("document.body.dataset.stands = 'still'")
    page.focus(STOP)
    database = Database(service.database_url)
    assert Worker(database, FileStore(service.files), service.files, KINDS).work_once()
    database.dispose()
    page.wait_for_selector(FETCH)
    assert page.locator(STOP).count() == 0
    assert page.get_attribute("body", "data-stands") == "still"
    assert page.evaluate("document.activeElement.matches('[data-job]')")
    visitor.look()
    page.context.close()
