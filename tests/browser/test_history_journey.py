"""A draft of two people: its history, and a Word file that comes home after the draft moved on."""

from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor
from tests.documents.test_passport import rezipped

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param("da", 1280, id="danish-wide"),
    pytest.param("en", 320, id="english-narrow"),
]
MAIN = "main .button-primary"


def _typed_in(name: str, part: bytes) -> tuple[str, bytes]:
    is_body = name == "word/document.xml"
    return name, part.replace(b"Den foerste", b"Den i Word") if is_body else part


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_a_file_is_taken_home_and_an_earlier_answer_brought_back(
    browser: Browser, address: str, tmp_path: FilePath, language: str, width: int
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=True)
    page = visitor.page
    visitor.go(f"{address}/?sprog={language}")
    token = page.locator("[name=csrf_token]").first.input_value()
    form = {"form": "projektskitse", "csrf_token": token}
    draft = page.request.post(f"{address}/kladder", form=form, headers={"Referer": address}).url

    def save(text: str) -> None:
        visitor.go(f"{draft}/trin/vision")
        visitor.fill(vision=text)
        page.press("[name=vision]", "Tab")
        visitor.send(f"{MAIN} >> nth=0")

    save("Den foerste")
    file = tmp_path / "skitse.docx"
    file.write_bytes(rezipped(page.request.get(f"{draft}/word/dokument").body(), _typed_in))
    save("Skrevet imens")
    visitor.go(f"{draft}/word")
    page.set_input_files("[name=fil]", file)
    visitor.press(MAIN)
    visitor.look()
    visitor.press(MAIN)
    visitor.look()
    visitor.choose(**{"choice-vision": "file"})
    visitor.press(MAIN)
    visitor.look()
    visitor.go(f"{draft}/historik")
    page.locator("details summary").first.click()
    visitor.look()
    visitor.go(f"{draft}/historik/1")
    visitor.press(MAIN)
    visitor.go(f"{draft}/trin/vision")
    assert page.input_value("[name=vision]") == "Den foerste"
