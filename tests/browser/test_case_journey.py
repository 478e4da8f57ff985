"""A case with two areas, from its programme's page to one Word file of everything."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

AREAS = ("uddannelse", "beskaeftigelse")
STAFF = "medarbejderressourcer"
WAYS = [
    pytest.param("da", 1280, True, id="danish-wide"),
    pytest.param("en", 320, False, id="english-narrow-without-javascript"),
]


@pytest.mark.parametrize(("language", "width", "has_javascript"), WAYS)
def test_a_case_of_two_areas_comes_to_add_up_and_is_downloaded(
    browser: Browser,
    address: str,
    tmp_path: Path,
    language: str,
    width: int,
    has_javascript: bool,
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=has_javascript)
    visitor.go(f"{address}/programmer/lbf-boligsocial-2019-26?sprog={language}")
    visitor.press('form[action="/sager"] button')
    visitor.look()
    case = visitor.page.url
    _choose_two_areas(visitor, case)
    _staff(visitor, case, AREAS[0], "50 %")
    _staff(visitor, case, AREAS[1], "45 %")
    assert "95" in _balance(visitor, case)
    visitor.go(f"{case}/undersoegelse")
    assert "STA002" in visitor.page.inner_text("main")
    visitor.go(f"{address}{_sub_agreement(visitor, case, 1)}/trin/{STAFF}")
    visitor.fill(**{f"{STAFF}[0].andel": "50 %"})
    visitor.save()
    assert "100" in _balance(visitor, case)
    _download_the_dossier(visitor, tmp_path)
    visitor.page.context.close()


def _choose_two_areas(visitor: Visitor, case: str) -> None:
    _begin(visitor, case, "samarbejdsaftale")
    visitor.go(f"{visitor.page.url}/trin/indsatsomraader")
    visitor.choose(**{"indsatsomraader[0].omraade": AREAS[0]})
    visitor.press('button[name="_add"][value="indsatsomraader"]')
    visitor.choose(**{"indsatsomraader[1].omraade": AREAS[1]})
    visitor.save()


def _begin(visitor: Visitor, case: str, form: str, area: str = "") -> None:
    visitor.go(case)
    visitor.press(
        f'form:has([name="form"][value="{form}"]):has([name="area"][value="{area}"]) button'
    )
    visitor.look()


def _staff(visitor: Visitor, case: str, area: str, share: str) -> None:
    _begin(visitor, case, "delaftale", area)
    visitor.go(f"{visitor.page.url}/trin/{STAFF}")
    visitor.fill(**{f"{STAFF}[0].funktion": "Koordinator", f"{STAFF}[0].andel": share})
    visitor.save()


def _balance(visitor: Visitor, case: str) -> str:
    visitor.go(case)
    return visitor.page.inner_text("table.staff tbody tr td:last-child")


def _sub_agreement(visitor: Visitor, case: str, number: int) -> str:
    """The address of a sub-agreement on the page of its case, in the order of the areas."""
    visitor.go(case)
    begun = visitor.page.query_selector_all("ol.documents a.task-name")
    return str(begun[1 + number].get_attribute("href"))


def _download_the_dossier(visitor: Visitor, folder: Path) -> None:
    with visitor.page.expect_download() as download:
        visitor.page.click('a[href$="/sag.docx"]')
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    titles = [each.text for each in docx.Document(str(file)).paragraphs if each.style]
    assert sum("Delaftale for indsatsområdet" in text for text in titles) >= 4
