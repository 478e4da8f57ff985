"""What a page sends while one types, and that it is there whatever became of the connection."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser.visitor import Visitor
from tests.patience import PATIENCE

pytestmark = pytest.mark.browser

POSTER = "udgifter.poster"
IS_SAVED = "() => /[0-9]/.test(document.querySelector('[data-save-state]').textContent)"
BESIDE = {"csrf_token", "_version", "_end", "_row"}


@dataclass
class _Writer:
    """Somebody who writes in a sketch, and whose clock is put on when a save is waited for."""

    page: Page
    posts: list[dict[str, str]] = field(default_factory=list)

    def see(self, request: Request) -> None:
        if "/gem" in request.url:
            self.posts.append(dict(parse_qsl(request.post_data or "", keep_blank_values=True)))

    def saved(self) -> dict[str, str]:
        """What a save sends, told the answer of the one before."""
        with self.page.expect_response("**/gem*") as answer:
            self.page.clock.run_for(1_500)
        assert answer.value.status == 200, answer.value.text()
        self.page.wait_for_function(IS_SAVED)
        sent = self.posts.pop()
        assert self.posts == []
        return {name: text for name, text in sent.items() if name not in BESIDE}

    def reads(self, address: str, name: str) -> str:
        self.page.goto(address)
        return self.page.input_value(f'[name="{name}"]')


def _wait(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < latest


@pytest.fixture
def write(browser: Browser, address: str) -> Callable[..., _Writer]:
    def begin(section: str, form: str = "projektskitse") -> _Writer:
        visitor = Visitor.at(browser, width=1280, has_javascript=True)
        page = visitor.page
        page.clock.install()
        visitor.go(address)
        token = page.locator("[name=csrf_token]").first.input_value()
        told = {"form": form, "csrf_token": token}
        draft = page.request.post(f"{address}/kladder", form=told, headers={"Referer": address})
        visitor.go(f"{draft.url}/trin/{section}")
        writer = _Writer(page=page)
        page.on("request", writer.see)
        return writer

    return begin


def test_what_changed_is_sent_alone_and_the_whole_page_where_rows_moved(write) -> None:
    writer = write("udgifter")
    page = writer.page
    page.fill('[name="udgifter.antal_aar"]', "3")
    assert writer.saved() == {"udgifter.antal_aar": "3"}
    page.fill(f'[name="{POSTER}[0].tekst"]', "Løn")
    page.check(f'[name="{POSTER}[0].hyppighed"][value="aarligt"]', force=True)
    assert writer.saved() == {f"{POSTER}[0].tekst": "Løn", f"{POSTER}[0].hyppighed": "aarligt"}
    page.fill('[name="udgifter.antal_aar"]', "")
    assert writer.saved() == {"udgifter.antal_aar": ""}
    page.click(f'button[name="_add"][value="{POSTER}"]')
    page.fill(f'[name="{POSTER}[1].tekst"]', "Leje")
    assert f"{POSTER}[0].tekst" in writer.saved()
    page.fill(f'[name="{POSTER}[1].beloeb"]', "10")
    assert writer.saved() == {f"{POSTER}[1].beloeb": "10"}
    page.click(f'button[name="_remove"][value="{POSTER}[0]"]')
    writer.saved()
    page.fill(f'[name="{POSTER}[1].beloeb"]', "20")
    assert f"{POSTER}[1].tekst" in writer.saved()
    page.goto(page.url)
    kept = [page.input_value(f'[name="{POSTER}[0].{name}"]') for name in ("tekst", "beloeb")]
    assert kept == ["Leje", "20,00\N{NO-BREAK SPACE}kr."]
    assert page.query_selector(f'[name="{POSTER}[1].tekst"]') is None
    page.context.close()


def test_a_save_whose_answer_is_lost_is_no_conflict_with_what_is_typed_since(write) -> None:
    writer = write("vision")
    page = writer.page

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/gem", lose)
    page.fill("[name=vision]", "Skrevet først")
    with page.expect_event("requestfailed"):
        page.clock.run_for(1_500)
    page.fill("[name=vision]", "Skrevet til sidst")
    page.unroute("**/gem")
    writer.posts.clear()
    assert writer.saved() == {"vision": "Skrevet først"}
    assert writer.saved() == {"vision": "Skrevet til sidst"}
    assert writer.reads(page.url, "vision") == "Skrevet til sidst"
    page.context.close()


def test_what_is_typed_is_kept_where_the_page_is_left_at_once(write) -> None:
    writer = write("vision")
    page, other = writer.page, writer.page.context.new_page()
    address = page.url
    page.fill("[name=vision]", "Skrevet og lukket")
    page.close(run_before_unload=True)
    writer.page = other
    _wait(lambda: writer.reads(address, "vision") == "Skrevet og lukket")
    other.context.close()


def test_what_is_typed_while_a_save_is_on_its_way_is_kept_where_the_page_is_left(write) -> None:
    writer = write("vision")
    page, other = writer.page, writer.page.context.new_page()
    address, held = page.url, list[Route]()

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            route.fetch()
            held.append(route)

    page.route("**/gem", hold)
    page.fill("[name=vision]", "Skrevet først")
    with page.expect_request("**/gem"):
        page.clock.run_for(1_500)
    writer.page = other
    _wait(lambda: writer.reads(address, "vision") == "Skrevet først")
    page.fill("[name=vision]", "Skrevet til sidst")
    page.goto("about:blank")
    _wait(lambda: writer.reads(address, "vision") == "Skrevet til sidst")
    page.context.close()


def test_a_row_that_is_a_page_and_was_emptied_is_not_written_over_the_next(write) -> None:
    writer = write("indsatser", "statusrapport")
    page, listed = writer.page, writer.page.url
    for row in range(2):
        page.goto(f"{listed}?raekke={row}")
        page.fill(f'[name="indsatser[{row}].aktivitet"]', f"Indsats {row}")
        writer.saved()
    page.goto(f"{listed}?raekke=0")
    page.fill('[name="indsatser[0].aktivitet"]', "")
    page.clock.run_for(1_500)
    assert writer.posts == []
    page.fill('[name="indsatser[0].aktivitet"]', "Et andet navn")
    assert writer.saved() == {"indsatser[0].aktivitet": "Et andet navn"}
    assert writer.reads(f"{listed}?raekke=1", "indsatser[1].aktivitet") == "Indsats 1"
    page.context.close()


def test_a_tick_that_is_taken_away_is_told_as_nothing(write) -> None:
    writer = write("deltagere", "ungeindsats_tilmelding")
    tick = writer.page.locator("[type=checkbox]").first
    name = tick.get_attribute("name")
    tick.check(force=True)
    assert set(writer.saved()) == {name}
    tick.uncheck(force=True)
    assert writer.saved() == {name: ""}
    writer.page.goto(writer.page.url)
    assert not writer.page.locator("[type=checkbox]").first.is_checked()
    writer.page.context.close()


def test_what_no_answer_told_of_is_saved_where_the_page_is_opened_again(write) -> None:
    writer = write("vision")
    page, address, long = writer.page, writer.page.url, "å" * 20_000
    page.route("**/gem", lambda route: route.abort())
    page.fill("[name=vision]", long)
    page.goto("about:blank")
    page.unroute("**/gem")
    page.goto(address)
    page.wait_for_function(
        "text => document.querySelector('[name=vision]').value === text", arg=long
    )
    assert page.locator("[data-unsaved]").is_hidden()
    assert kept_in_tab(page) == 0
    page.context.close()


@pytest.fixture
def refused(write) -> tuple[Page, str]:
    """A page that was left after somebody else had changed what was typed in it."""
    page = write("vision").page
    address, other = page.url, page.context.new_page()
    other.goto(address)
    other.fill("[name=vision]", "Skrevet af en anden")
    other.click("#page-form .page-actions .button-primary")
    other.wait_for_url("**/trin/*")
    page.fill("[name=vision]", "Skrevet her")
    with page.expect_response("**/gem") as answer:
        page.clock.run_for(1_500)
    assert answer.value.status == 409
    page.goto("about:blank")
    page.goto(address)
    return page, address


def test_what_others_changed_meanwhile_is_offered_beside_what_was_typed(refused) -> None:
    page, address = refused
    page.wait_for_selector("[data-unsaved]")
    Visitor(page=page, has_javascript=True).look()
    assert page.input_value("[name=vision]") == "Skrevet af en anden"
    page.fill("[name=vision]", "Noget tredje")
    with page.expect_response("**/gem"):
        page.clock.run_for(1_500)
    page.wait_for_function(IS_SAVED)
    page.goto(address)
    page.wait_for_selector("[data-unsaved]")
    page.click("[data-unsaved-show]")
    page.wait_for_url("**/trin/vision")
    shown = page.inner_text("main")
    assert "Noget tredje" in shown
    assert "Skrevet her" in shown
    assert kept_in_tab(page) == 0
    page.context.close()


def test_what_was_typed_is_gone_by_one_s_word_after_ten_hours_and_for_another_person(refused):
    page, address = refused
    page.wait_for_selector("[data-unsaved]")
    [(key, kept)] = page.evaluate("Object.entries(sessionStorage)")
    page.click("[data-unsaved-drop]")
    assert page.locator("[data-unsaved]").is_hidden()
    assert kept_in_tab(page) == 0
    for other in (kept.replace('"who":""', '"who":"Bo Nord"'), kept):
        page.evaluate("kept => sessionStorage.setItem(...kept)", [key, other])
        if other == kept:
            page.clock.fast_forward("10:00:01")
        page.goto(address)
        page.wait_for_function("() => sessionStorage.length === 0")
        assert page.locator("[data-unsaved]").is_hidden()
    page.context.close()


def kept_in_tab(page: Page) -> int:
    """How many pages left something in the tab."""
    return page.evaluate("Object.keys(sessionStorage).length")
