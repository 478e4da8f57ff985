"""A case approved, sent, returned with two points, mended in Word and decided, by plain forms.

With JavaScript the same is done by the keyboard alone, in `test_keyboard_journey.py`.
"""

from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser

from cases.actions.example_case import ExampleSignIns
from cases.example_cases import READY
from documents.reader.examine_file import read_file
from documents.writer import write
from forms.path import Path
from tests.browser.conftest import Service
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WAYS = [pytest.param("en", 320, False, id="english-narrow-without-javascript")]
MAIN = "main .button-primary"
IN_WORD, ON_PAGE = "samarbejdsaftale//organisering", "kommissorium//"


class Person(Visitor):
    """A visitor who signs in as somebody of the example."""

    def sign_in(self, service: Service, sign_ins: ExampleSignIns, who: str, language: str) -> None:
        self.go(f"{service.address}/log-ind?sprog={language}")
        self.fill(email=f"{who}@eksempel.example", password=sign_ins.password)
        self.press(MAIN)
        self.look()

    def do(self, deed: str) -> None:
        """Press the button that does a deed, whatever its words."""
        self.press(f'form[action$="{deed}"] button')
        self.look()


@pytest.mark.parametrize(("language", "width", "has_javascript"), WAYS)
def test_a_case_is_returned_with_two_points_and_decided_when_both_are_answered(
    browser: Browser,
    own_service: Service,
    sign_ins: ExampleSignIns,
    tmp_path: FilePath,
    language: str,
    width: int,
    has_javascript: bool,
) -> None:
    writer, approver, officer = (
        Person.at(browser, width=width, has_javascript=has_javascript) for _ in range(3)
    )
    writer.sign_in(own_service, sign_ins, "skriver", language)
    approver.sign_in(own_service, sign_ins, "godkender", language)
    officer.sign_in(own_service, sign_ins, "sagsbehandler", language)
    case = _written_case(own_service, writer)
    approver.go(case)
    approver.do("/gang/godkend")
    _send(writer, case)
    inbox = case.replace("/sager/", "/indbakke/")
    _return(officer, inbox)
    _mend_in_word(writer, case, tmp_path)
    _reply(writer, case)
    _send(writer, case)
    _decide(officer, inbox)
    writer.go(case)
    assert "1.000.000,00" in writer.page.inner_text(".life")
    for each in (writer, approver, officer):
        each.page.context.close()


def _written_case(service: Service, writer: Person) -> str:
    """The case that waits to be approved."""
    writer.go(f"{service.address}/")
    links = writer.page.query_selector_all(".task-list a")
    wanted = [each for each in links if each.inner_text() == READY]
    return service.address + str(wanted[0].get_attribute("href"))


def _send(person: Person, case: str) -> None:
    person.go(f"{case}/indsend")
    person.press(MAIN)
    person.look()
    assert "SHA-256" in person.page.inner_text("main")


def _return(officer: Person, inbox: str) -> None:
    officer.go(inbox)
    for deed in ("modtag", "undersoeg"):
        officer.do(deed)
    for place in (IN_WORD, ON_PAGE):
        officer.page.select_option("#sted", place)
        officer.fill(tekst=f"Ret det her: {place}")
        officer.do("/punkter")
    officer.do("/retur")


def _mend_in_word(writer: Person, case: str, folder: FilePath) -> None:
    """Take the agreement to Word, change what is asked for, and lay it back."""
    writer.go(case)
    assert len(writer.page.query_selector_all("ol.points > li")) == 2
    with writer.page.expect_download() as download:
        writer.page.click('ol.documents a[href$="/word/dokument"] >> nth=0')
    file = folder / "aftale.docx"
    download.value.save_as(file)
    reading = read_file(file.read_bytes())
    changed = reading.answers.replaced({Path.parse("organisering"): "En bestyrelse leder det."})
    file.write_bytes(write(reading.form, changed))
    address = writer.page.get_attribute('ol.documents a[href*="/kladder/"] >> nth=0', "href")
    writer.go(f"{case.partition('/sager')[0]}{address}/word")
    writer.page.set_input_files('[name="fil"]', str(file))
    writer.press("form[enctype] button")
    writer.look()
    writer.press('form[action$="/overtag"] .button-primary')
    writer.look()


def _reply(writer: Person, case: str) -> None:
    writer.go(case)
    writer.page.fill("ol.points > li:nth-child(2) textarea", "Det står der allerede.")
    writer.press("ol.points > li:nth-child(2) button")
    writer.look()


def _decide(officer: Person, inbox: str) -> None:
    officer.go(inbox)
    officer.do("undersoeg")
    points = officer.page.query_selector_all("ol.points > li")
    assert [len(each.query_selector_all(".badge-success")) for each in points] == [1, 1]
    assert "En bestyrelse leder det." in points[0].inner_text()
    assert "Det står der allerede." in points[1].inner_text()
    for outcome in ("indstil", "bevilg"):
        officer.fill(beloeb="1.000.000", begrundelse="Sagen er god.")
        officer.press(f'button[value="{outcome}"]')
        officer.look()
