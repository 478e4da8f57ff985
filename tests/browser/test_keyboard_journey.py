"""A case approved, sent, returned, mended and decided by people who have a keyboard alone."""

from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser

from cases.actions.example_case import ExampleSignIns
from cases.example_cases import READY
from documents.reader.examine_file import read_file
from documents.writer import write
from forms.path import Path
from tests.browser.conftest import Service
from tests.browser.typist import Typist

pytestmark = pytest.mark.browser

ERROR = {"da": "Fejl: ", "en": "Error: "}
MAIN = "main .button-primary"
IN_WORD, ON_PAGE = "samarbejdsaftale//organisering", "kommissorium//"
NARROW = 320


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_case_is_decided_by_the_keyboard_alone(
    browser: Browser,
    own_service: Service,
    sign_ins: ExampleSignIns,
    tmp_path: FilePath,
    language: str,
) -> None:
    writer, approver, officer = (
        Typist.at(browser, width=NARROW, has_javascript=True) for _ in range(3)
    )
    for person, who in ((approver, "godkender"), (writer, "skriver"), (officer, "sagsbehandler")):
        _sign_in(person, own_service, sign_ins, who, language)
    _open_case(approver)
    approver.follow('form[action$="/godkend"] button')
    _open_case(writer)
    _send(writer)
    _return(officer, language)
    _mend(writer, tmp_path)
    _send(writer)
    _decide(officer)
    writer.skip()
    writer.follow(".back-link")
    assert "1.000.000,00" in writer.page.inner_text(".life")
    for person in (approver, writer, officer):
        person.page.context.close()


def _sign_in(
    person: Typist, service: Service, sign_ins: ExampleSignIns, who: str, language: str
) -> None:
    person.go(f"{service.address}/log-ind?sprog={language}")
    person.skip()
    person.write("#email", f"{who}@eksempel.example")
    if who == "godkender":
        person.write("#password", "forkert")
        person.enter()
        _correct_from_summary(person, language)
    person.write("#password", sign_ins.password)
    person.enter()


def _correct_from_summary(person: Typist, language: str) -> None:
    """What is wrong is told first, in the title too, and leads to its field."""
    assert person.page.title().startswith(ERROR[language])
    assert person.page.evaluate('document.activeElement.matches(".error-summary")')
    person.reach(".error-summary a")
    person.page.keyboard.press("Enter")
    assert person.page.evaluate('document.activeElement.matches("[aria-invalid]")')


def _open_case(person: Typist) -> None:
    """From a list of cases to the one that is ready."""
    link = person.page.locator("main a", has_text=READY).first.get_attribute("href")
    person.skip()
    person.follow(f'a[href="{link}"]')
    assert READY in person.page.inner_text("h1")


def _send(writer: Typist) -> None:
    writer.page.reload()
    writer.look()
    writer.follow('main a[href$="/indsend"]')
    writer.skip()
    writer.follow(MAIN)
    assert "SHA-256" in writer.page.inner_text("main")


def _return(officer: Typist, language: str) -> None:
    officer.page.reload()
    _open_case(officer)
    for deed in ("modtag", "undersoeg"):
        officer.skip()
        officer.follow(f'form[action$="{deed}"] button')
    officer.skip()
    officer.follow('form[action$="/punkter"] button')
    _correct_from_summary(officer, language)
    for place in (IN_WORD, ON_PAGE):
        officer.choose_by_arrows("#sted", place)
        officer.write("#tekst", f"Ret det her: {place}")
        officer.follow('form[action$="/punkter"] button')
    officer.follow('form[action$="/retur"] button')


def _mend(writer: Typist, folder: FilePath) -> None:
    """One point in Word, one by a reply; and send it in again."""
    writer.skip()
    writer.follow(".back-link")
    writer.skip()
    writer.follow('ol.points > li:first-child a[href$="/word"]')
    writer.skip()
    file = writer.fetch('a[href$="/word/dokument"]', folder)
    reading = read_file(file.read_bytes())
    changed = reading.answers.replaced({Path.parse("organisering"): "En bestyrelse leder det."})
    file.write_bytes(write(reading.form, changed))
    writer.lay_up('[name="fil"]', file)
    writer.follow("form[enctype] button")
    writer.skip()
    writer.follow('form[action$="/overtag"] .button-primary')
    writer.write("ol.points > li:nth-child(2) textarea", "Det står der allerede.")
    writer.follow("ol.points > li:nth-child(2) button")


def _decide(officer: Typist) -> None:
    officer.skip()
    officer.follow(".back-link")
    _open_case(officer)
    officer.skip()
    officer.follow('form[action$="/undersoeg"] button')
    points = officer.page.query_selector_all("ol.points > li")
    assert [len(each.query_selector_all(".badge-success")) for each in points] == [1, 1]
    officer.skip()
    for outcome in ("indstil", "bevilg"):
        officer.write("#beloeb", "1.000.000")
        officer.write("#begrundelse", "Sagen er god.")
        officer.follow(f'button[value="{outcome}"]')
