"""From an empty sketch to the Word document: filled wrongly, mended, downloaded, laid back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

POSTER = "udgifter.poster"
BIDRAG = "udgifter.medfinansiering"
LONG = "Børnene & de unge <skal> være med, hver dag. " * 8
TEXTS = {
    "kommune": {"kommune": "Ærø"},
    "kontaktperson": {
        "kontaktperson.navn": "Signe Havmand",
        "kontaktperson.adresse": "Rådhusgade 1\n5970 Ærøskøbing",
        "kontaktperson.email": "signe@example.dk",
        "kontaktperson.telefon": "12 34 56 78",
    },
    "vision": {"vision": LONG},
    "udfordringer": {"udfordringer": LONG},
    "indsatsomraader": {"indsatsomraader": LONG},
}
TEXTS_AFTER = {
    "organisering": {
        "organisering.forvaltning": "Børn & Kultur",
        "organisering.tovholder": "Signe Havmand",
        "organisering.beskrivelse": LONG,
    },
    "kommentarer": {},
    "tilkendegivelse": {
        "tilkendegivelse.tekst": "Kommunalbestyrelsen har besluttet at gå med.",
        "tilkendegivelse.medfinansiering": "210.000",
    },
}
# The server has saved, and its answer is still on its way.
SLOW_ANSWERS = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    window.isAnswered = true;
    await new Promise((done) => setTimeout(done, 3000));
    return answer;
  };
}"""
WAYS = [
    pytest.param("da", 1280, True, id="danish-wide"),
    pytest.param("en", 320, False, id="english-narrow-without-javascript"),
]


@pytest.mark.parametrize(("language", "width", "has_javascript"), WAYS)
def test_a_sketch_is_filled_wrongly_mended_and_downloaded(
    browser: Browser,
    address: str,
    tmp_path: Path,
    language: str,
    width: int,
    has_javascript: bool,
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=has_javascript)
    visitor.go(f"{address}/?sprog={language}")
    visitor.press("main form .button-primary")
    visitor.look()
    draft = visitor.page.url
    _fill_sections(visitor, f"{draft}/trin/kommune", TEXTS)
    _fill_the_budget_wrongly(visitor)
    _mend_the_budget(visitor)
    _fill_sections(visitor, visitor.page.url, TEXTS_AFTER)
    assert visitor.page.url.endswith("/svar")
    assert not visitor.page.query_selector("#errors")
    file = _download(visitor, tmp_path)
    _lay_it_back(visitor, draft, file)
    _change_the_language_without_losing_a_word(visitor, draft, language)
    visitor.page.context.close()


def _fill_sections(visitor: Visitor, address: str, sections: dict[str, dict[str, str]]) -> None:
    if visitor.page.url != address:
        visitor.go(address)
    for section, texts in sections.items():
        assert f"/trin/{section}" in visitor.page.url
        if section == "tilkendegivelse":
            visitor.choose(**{"tilkendegivelse.status": "vedtaget"})
            visitor.fill(**{"tilkendegivelse.dato": "21.04.2009"})
        visitor.fill(**texts)
        visitor.save()


def _fill_the_budget_wrongly(visitor: Visitor) -> None:
    assert "/trin/udgifter" in visitor.page.url
    visitor.fill(**{f"{POSTER}[0].tekst": "Løn", f"{POSTER}[0].beloeb": "250.000"})
    visitor.choose(**{f"{POSTER}[0].hyppighed": "aarligt"})
    visitor.press(f'button[name="_add"][value="{POSTER}"]')
    visitor.fill(**{f"{POSTER}[1].tekst": "Hjemmeside", f"{POSTER}[1].beloeb": "60.000"})
    visitor.choose(**{f"{POSTER}[1].hyppighed": "engang"})
    visitor.press(f'button[name="_add"][value="{POSTER}"]')
    visitor.press(f'button[name="_remove"][value="{POSTER}[2]"]')
    visitor.fill(
        **{
            "udgifter.antal_aar": "3",
            "udgifter.i_alt": "910.000",
            f"{BIDRAG}[0].tekst": "Lokaler",
            f"{BIDRAG}[0].kilde": "Kommunen",
            f"{BIDRAG}[0].beloeb": "70.000",
            "udgifter.medfinansiering_i_alt": "210.000",
            "udgifter.ansoegt_beloeb": "600.000",
        }
    )
    visitor.choose(**{f"{BIDRAG}[0].hyppighed": "aarligt", f"{BIDRAG}[0].bevilget": "ja"})
    if visitor.has_javascript:
        assert _total(visitor) == "810.000,00\N{NO-BREAK SPACE}kr."
    visitor.save()
    assert visitor.page.title().startswith(("Fejl: ", "Error: "))
    assert _total(visitor) == "810.000,00\N{NO-BREAK SPACE}kr."
    told = visitor.page.inner_text("main")
    assert "100.000" in told


def _total(visitor: Visitor) -> str:
    return visitor.page.inner_text("#udgifter-i_alt_beregnet")


def _mend_the_budget(visitor: Visitor) -> None:
    link = visitor.page.get_attribute("#errors a", "href")
    assert link
    visitor.page.click("#errors a")
    assert visitor.page.query_selector(f'[id="{link.removeprefix("#")}"]')
    visitor.fill(**{"udgifter.i_alt": "810.000"})
    visitor.save()


def _download(visitor: Visitor, folder: Path) -> Path:
    with visitor.page.expect_download() as download:
        visitor.page.click("main .button-primary")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "projektskitse-Ærø.docx"
    assert file.read_bytes().startswith(b"PK")
    return file


def _lay_it_back(visitor: Visitor, draft: str, file: Path) -> None:
    visitor.go(f"{draft}/word")
    visitor.page.set_input_files("#fil", file)
    visitor.press("main form .button-primary")
    visitor.look()
    assert not visitor.page.query_selector("#take-over"), "the file says something else"


def _change_the_language_without_losing_a_word(visitor: Visitor, draft: str, language: str) -> None:
    visitor.go(f"{draft}/trin/kommentarer")
    visitor.fill(kommentarer="Endnu ikke gemt")
    other = "en" if language == "da" else "da"
    visitor.send(f'header [lang="{other}"]')
    visitor.look()
    assert visitor.page.get_attribute("html", "lang") == other
    assert visitor.page.input_value("#kommentarer") == "Endnu ikke gemt"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_other_pages_are_whole(browser: Browser, address: str, width: int) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=True)
    for page in ("/skabeloner", "/eksaminer", "/regler", "/tilgaengelighed"):
        visitor.go(address + page)
    visitor.press("footer a")
    visitor.go(f"{address}/eksaminer")
    visitor.press("main .button-primary")
    visitor.look()
    assert visitor.page.title().startswith("Fejl: ")
    visitor.page.context.close()


def test_what_is_typed_is_saved_by_itself(browser: Browser, address: str) -> None:
    visitor = Visitor.at(browser, width=1280, has_javascript=True)
    visitor.go(address)
    visitor.press("main form .button-primary")
    draft = visitor.page.url
    visitor.go(f"{draft}/trin/vision")
    visitor.fill(vision="Skrevet og ikke sendt")
    visitor.page.wait_for_selector('[name=_version]:not([value="0"])', state="attached")
    visitor.go(f"{draft}/trin/vision")
    assert visitor.page.input_value("#vision") == "Skrevet og ikke sendt"
    visitor.page.context.close()


def test_a_page_sent_while_it_saves_itself_is_not_set_against_itself(
    browser: Browser, address: str
) -> None:
    visitor = Visitor.at(browser, width=1280, has_javascript=True)
    visitor.go(address)
    visitor.press("main form .button-primary")
    draft = visitor.page.url
    visitor.go(f"{draft}/trin/vision")
    visitor.page.evaluate(SLOW_ANSWERS)
    visitor.fill(vision="Skrevet først")
    visitor.page.wait_for_function("() => window.isAnswered")
    visitor.fill(vision="Skrevet til sidst")
    visitor.page.click("#page-form .page-actions .button-primary")
    visitor.page.wait_for_url("**/trin/udfordringer")
    visitor.go(f"{draft}/trin/vision")
    assert visitor.page.input_value("#vision") == "Skrevet til sidst"
    visitor.page.context.close()


def test_a_removed_row_can_be_brought_back(browser: Browser, address: str) -> None:
    visitor = Visitor.at(browser, width=1280, has_javascript=True)
    visitor.go(address)
    visitor.press("main form .button-primary")
    visitor.go(f"{visitor.page.url}/trin/udgifter")
    visitor.fill(**{f"{POSTER}[0].tekst": "Løn"})
    visitor.press(f'button[name="_add"][value="{POSTER}"]')
    assert visitor.page.evaluate("document.activeElement.name") == f"{POSTER}[1].tekst"
    visitor.press(f'button[name="_remove"][value="{POSTER}[0]"]')
    assert not visitor.page.query_selector(f'[name="{POSTER}[0].tekst"]')
    visitor.press(".undo-line button")
    assert visitor.page.input_value(f'[name="{POSTER}[0].tekst"]') == "Løn"
    visitor.look()
    visitor.page.context.close()
