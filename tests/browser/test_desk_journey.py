"""The officer's way: files dropped, read, decided, sent back, and their new version met again."""

import base64
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Route

from cases.example import example_answers, example_form
from documents.writer import write
from forms.path import Path as AnswerPath
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

VISION = AnswerPath.parse("vision")
MASKED = "Vi vil have XXXX med i projektet."
WAYS = [
    pytest.param("da", 1280, True, id="danish-wide"),
    pytest.param("en", 320, False, id="english-narrow-without-javascript"),
]
# Files fall from outside the page, which only a made event can stand for.
DROP = """([zone, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
  }
  const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.querySelector(zone).dispatchEvent(event);
}"""


def sketch(vision: str) -> bytes:
    return write(example_form(), example_answers().replaced({VISION: vision}))


@pytest.mark.parametrize(("language", "width", "has_javascript"), WAYS)
def test_files_are_read_decided_sent_back_and_met_again(
    browser: Browser,
    address: str,
    tmp_path: Path,
    language: str,
    width: int,
    has_javascript: bool,
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=has_javascript)
    visitor.go(f"{address}/bord?sprog={language}")
    _lay_up(visitor, {"skitse.docx": sketch(MASKED), "note.txt": b"Husk"}, tmp_path)
    review = visitor.page.url
    assert "note.txt" in visitor.page.inner_text("main")
    visitor.press("text=skitse.docx >> xpath=ancestor::li >> a.task-name")
    visitor.look()
    file = visitor.page.url
    _let_the_warning_pass(visitor)
    _remark(visitor)
    _download(visitor, 'a[href$="/kommenteret"]', tmp_path, "XXXX")
    _write_the_letter(visitor, review, tmp_path)
    visitor.go(review)
    _lay_up(visitor, {"skitse 2.docx": sketch("Vi vil have 40 unge med.")}, tmp_path)
    visitor.press("text=skitse 2.docx >> xpath=ancestor::li >> a.task-name")
    visitor.press('a[href$="/sammenlign"]')
    visitor.look()
    told = visitor.page.inner_text("main")
    assert MASKED in told
    assert "Vi vil have 40 unge med." in told
    visitor.go(file)
    visitor.page.context.close()


def test_the_findings_are_stepped_through_by_keyboard_alone(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    visitor = Visitor.at(browser, width=1280, has_javascript=True)
    visitor.go(f"{address}/bord")
    _lay_up(visitor, {"skitse.docx": sketch(MASKED)}, tmp_path)
    page = visitor.page
    page.focus("a.task-name")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-beside] [data-keys]")  # shown once the keys are listened for
    seen = []
    for key in ("F8", "F8", "Shift+F8"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.dataset.mark"))
    assert seen[0] == seen[2] != seen[1]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#punkt-{seen[0]}"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article').id") == f"punkt-{seen[0]}"
    page.context.close()


def test_a_file_that_was_not_taken_in_stays_in_sight_and_is_sent_again(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    visitor = Visitor.at(browser, width=1280, has_javascript=True)
    visitor.go(f"{address}/bord")
    page = visitor.page
    for name, text in (("tages ikke.txt", b"en"), ("tages.txt", b"to")):
        (tmp_path / name).write_bytes(text)
    page.set_input_files("#filer", [tmp_path / "tages.txt", tmp_path / "tages ikke.txt"])
    page.route("**/filer", _refuse_one)
    with page.expect_response("**/laes"):
        page.click("form[data-desk] button[type=submit]")
    page.wait_for_selector("form[data-desk] button[type=submit]:enabled")
    assert page.url == f"{address}/bord"
    assert "Kunne ikke sendes" in page.inner_text("[data-progress] >> li:has-text('tages ikke')")
    page.unroute("**/filer")
    page.click("form[data-desk] button[type=submit]")
    page.wait_for_url("**/bord/*")
    assert page.locator(".review-file").count() == 2
    page.context.close()


def _refuse_one(route: Route) -> None:
    """As a server whose store is away for a moment."""
    is_one = b"tages ikke" in (route.request.post_data_buffer or b"")
    route.fulfill(status=503, body="{}") if is_one else route.continue_()


def _lay_up(visitor: Visitor, files: dict[str, bytes], folder: Path) -> None:
    if visitor.has_javascript:
        texts = [[name, base64.b64encode(data).decode()] for name, data in files.items()]
        before = visitor.page.url
        visitor.page.evaluate(DROP, ["[data-drop]", texts])
        names = list(files)
        visitor.page.wait_for_function(
            "([before, name]) => document.readyState === 'complete'"
            " && [...document.querySelectorAll('.review-file')].some((li) =>"
            " li.textContent.includes(name))",
            arg=[before, names[-1]],
        )
    else:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        visitor.page.set_input_files("#filer", [folder / name for name in files])
        visitor.press("form[data-desk] button[type=submit]")
    visitor.look()


def _let_the_warning_pass(visitor: Visitor) -> None:
    warning = visitor.page.locator("article", has_text="BUD008").first
    warning.locator("summary").click()
    warning.locator("textarea").fill("Navnet holdes fortroligt")
    warning.locator("form button").click()
    visitor.look()
    assert "Navnet holdes fortroligt" in visitor.page.inner_text("main")


def _remark(visitor: Visitor) -> None:
    visitor.fill(tekst="Ring gerne til mig om budgettet")
    visitor.press("#bemaerk button")
    visitor.look()
    assert "Ring gerne til mig om budgettet" in visitor.page.inner_text("main")


def _download(visitor: Visitor, selector: str, folder: Path, kept: str) -> None:
    with visitor.page.expect_download() as download:
        visitor.page.click(selector)
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    copy = docx.Document(str(file))
    comments = [comment.text for comment in copy.comments]
    assert any("Ring gerne til mig" in text for text in comments)
    assert any("TXT002" in text for text in comments)
    assert not any("BUD008" in text for text in comments)
    assert kept in "".join(copy.element.body.itertext())


def _write_the_letter(visitor: Visitor, review: str, folder: Path) -> None:
    visitor.go(f"{review}/mangelbrev")
    visitor.fill(modtager="Anne Hansen", frist="i morgen")
    visitor.press("#brev button[type=submit]")
    visitor.look()
    visitor.fill(frist="25.05.2027")
    with visitor.page.expect_download() as download:
        visitor.page.click("#brev button[type=submit]")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    letter = "\n".join(each.text for each in docx.Document(str(file)).paragraphs)
    assert "Anne Hansen" in letter
    assert "25. maj 2027" in letter
    assert "Ring gerne til mig om budgettet" in letter
    assert "XXXX" in letter
    assert "bevilget" not in letter
