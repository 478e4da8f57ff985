"""The pages that everybody may see, in both languages."""

import re
from pathlib import Path as FilePath

import pytest
from flask.testing import FlaskClient

import web
from validators.registry import all_rules

PAGES = ("/", "/programmer", "/skabeloner", "/eksaminer", "/regler", "/tilgaengelighed")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_is_in_the_language_asked_for(
    client: FlaskClient, address: str, language: str
) -> None:
    html = client.get(f"{address}?sprog={language}").text
    assert f'<html lang="{language}">' in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize(
    ("language", "name"), [("da", "Mange dokumenter"), ("en", "Many documents")]
)
def test_the_menu_leads_to_every_page_of_its_own_and_says_where_one_is(
    client: FlaskClient, language: str, name: str
) -> None:
    menu = _menu(client.get(f"/?sprog={language}").text)
    assert ("/arbejde", name) in menu
    for address, _ in menu:
        page = client.get(address).text
        assert f'<a href="{address}" aria-current="page">' in page
        assert page.count('aria-current="page"') == 1


def _menu(page: str) -> list[tuple[str, str]]:
    """The address and name of each entry of the main menu."""
    nav = page.partition('<nav class="container"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)


def test_the_language_is_remembered(client: FlaskClient) -> None:
    client.get("/?sprog=en")
    assert '<html lang="en">' in client.get("/regler").text


def test_a_language_we_do_not_have_is_passed_over(client: FlaskClient) -> None:
    assert '<html lang="da">' in client.get("/?sprog=<script>").text


def test_the_catalogue_has_every_rule(client: FlaskClient) -> None:
    html = client.get("/regler").text
    assert all(f'id="{rule.id}"' in html for rule in all_rules())


def test_the_footer_links_to_the_accessibility_statement(client: FlaskClient) -> None:
    assert 'href="/tilgaengelighed"' in client.get("/").text


def test_a_page_that_is_not_there_says_so(client: FlaskClient) -> None:
    answer = client.get("/findes-ikke")
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_our_own_files_are_asked_for_again_and_vendored_ones_kept(client: FlaskClient) -> None:
    own = client.get("/static/css/tilsagn.css")
    kept = client.get("/static/vendor/dkfds-11.2.0/css/dkfds.min.css")
    assert own.headers["Cache-Control"] == "no-cache"
    assert "immutable" in kept.headers["Cache-Control"]
    own.close()
    kept.close()


def test_style_sheets_ask_for_fonts_that_are_there() -> None:
    static = FilePath(web.__file__).parent / "static"
    sheets = list(static.glob("**/*.css"))
    asked = [
        (sheet.parent / address).resolve()
        for sheet in sheets
        for address in re.findall(r"url\([\"']?([^\"')]*/fonts/[^\"')]*)", sheet.read_text("utf-8"))
    ]
    assert asked
    assert [each.name for each in asked if not each.is_file()] == []
