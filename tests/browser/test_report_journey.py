"""Last year's report becomes this year's, with no more typing than the new year needs."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

E = "indsatser[0]"
LAST = {
    f"{E}.omraade": "Uddannelse",
    f"{E}.aktivitet": "Brobyggere",
    f"{E}.milepaele[0].milepael": "Alle skoler er med",
    f"{E}.milepaele[0].aar": "2012",
    f"{E}.resultater[0].resultat": "Unge med en brobygger",
    f"{E}.resultater[0].vaerdier[0].aar": "2011",
    f"{E}.resultater[0].vaerdier[0].vaerdi": "60",
    f"{E}.vurdering": "Det går godt.",
    f"{E}.opfoelgning": "Vi fortsætter.",
}
TYPED = {
    f"{E}.milepaele[0].status": "Ja",
    f"{E}.resultater[0].vaerdier[1].vaerdi": "75",
    f"{E}.vurdering": "Alle skoler er med nu.",
    f"{E}.opfoelgning": "Ordningen evalueres.",
}
LETTERS_IN_TEN_MINUTES = 10 * 150
"""A slow typist's."""

WAYS = [
    pytest.param(1280, True, id="wide"),
    pytest.param(320, False, id="narrow-without-javascript"),
]


@pytest.mark.parametrize(("width", "has_javascript"), WAYS)
def test_last_years_report_becomes_this_years(
    browser: Browser, address: str, width: int, has_javascript: bool
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=has_javascript)
    visitor.go(f"{address}/programmer/aarlig-status")
    visitor.press('form[action="/sager"] button')
    case = visitor.page.url
    last = _begin(visitor, case, "2011")
    visitor.go(f"{last}/trin/indsatser?raekke=0")
    visitor.fill(**LAST)
    visitor.choose(**{f"{E}.tilstand": "aktiv", f"{E}.resultater[0].enhed": "antal"})
    visitor.save()
    new = _begin(visitor, case, "2012")
    visitor.go(f"{new}/trin/indsatser")
    visitor.send('button[name="_offer"]')
    visitor.look()
    assert "Brobyggere" in visitor.page.inner_text("main")
    visitor.go(f"{new}/trin/indsatser?raekke=0")
    assert visitor.page.locator("table.earlier td", has_text="60").is_visible()
    assert not visitor.page.locator(f'[name="{E}.resultater[0].vaerdier[0].vaerdi"]').is_visible()
    visitor.fill(**TYPED)
    visitor.choose(**{f"{E}.milepaele[0].farve": "groen"})
    visitor.save()
    assert visitor.page.url.endswith("/trin/indsatser")
    assert "✓" in (visitor.page.text_content(".picture svg") or "")
    typed = sum(map(len, TYPED.values()))
    assert typed < LETTERS_IN_TEN_MINUTES
    visitor.go(f"{new}/svar")
    assert "indsatser" not in " ".join(_errors(visitor))
    visitor.page.context.close()


def _begin(visitor: Visitor, case: str, year: str) -> str:
    visitor.go(case)
    visitor.fill(area=year)
    visitor.press("form:has(#report-year) button")
    visitor.look()
    return visitor.page.url


def _errors(visitor: Visitor) -> list[str]:
    """The addresses that the summary of errors leads to."""
    links = visitor.page.locator("#errors a").all()
    return [re.sub(r"^.*/trin/", "", link.get_attribute("href") or "") for link in links]
