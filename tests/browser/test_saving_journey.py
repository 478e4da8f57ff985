"""What a page sends while one types, and that it is there whatever became of the connection."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser.visitor import Visitor, leave_unheard
from tests.patience import PATIENCE

pytestmark = pytest.mark.browser

POSTER = "udgifter.poster"
IS_SAVED = "() => /[0-9]/.test(document.querySelector('[data-save-state]').textContent)"
ONWARD = "#page-form .page-actions .button-primary"
TOLD, OFFERED = "[data-unsaved-told]", "[data-unsaved]"
OF_ANOTHER = ('"who":""', '"who":"another"')
BLOCKED = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
window.BroadcastChannel = class { constructor() { throw new DOMException("denied"); } };"""
HIDE = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  Object.defineProperty(document, "hidden", { value: false, configurable: true });
}"""
BESIDE = {"csrf_token", "_version", "_end", "_row"}


@dataclass
class _Writer:
    """Somebody who writes in a sketch, and whose clock is put on when a save is waited for."""

    page: Page
    address: str = ""
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


@pytest.fixture
def left(write) -> Callable[..., _Writer]:
    """A page that was left before anything that was typed in it reached the service."""

    def leave(texts: dict[str, str], section: str = "vision") -> _Writer:
        writer = write(section)
        page, writer.address = writer.page, writer.page.url
        for name, text in texts.items():
            page.fill(f'[name="{name}"]', text)
        leave_unheard(page)
        return writer

    return leave


def test_what_no_answer_told_of_is_put_in_where_nobody_saved_since(left) -> None:
    writer, long = left({"vision": "å" * 20_000}), "å" * 20_000
    page = writer.page
    page.goto(writer.address)
    assert page.input_value("[name=vision]") == long
    assert page.inner_text(TOLD) != ""
    assert not page.is_visible(OFFERED)
    writer.posts.clear()
    assert writer.saved() == {"vision": long}
    assert kept_in_tab(page) == 0
    assert writer.reads(writer.address, "vision") == long
    assert page.inner_text(TOLD) == ""
    page.context.close()


def test_a_row_that_no_answer_told_of_is_put_in_as_a_row(write) -> None:
    writer = write("udgifter")
    page, address = writer.page, writer.page.url
    page.fill(f'[name="{POSTER}[0].tekst"]', "Løn")
    page.click(f'button[name="_add"][value="{POSTER}"]')
    page.check(f'[name="{POSTER}[1].hyppighed"][value="aarligt"]', force=True)
    page.fill(f'[name="{POSTER}[1].beloeb"]', "10")
    leave_unheard(page)
    page.goto(address)
    assert page.input_value(f'[name="{POSTER}[0].tekst"]') == "Løn"
    assert page.input_value(f'[name="{POSTER}[1].beloeb"]') == "10"
    assert page.is_checked(f'[name="{POSTER}[1].hyppighed"][value="aarligt"]')
    assert not page.is_visible(OFFERED)
    assert page.evaluate("document.activeElement === document.body")
    page.clock.run_for(1_500)
    page.wait_for_function(IS_SAVED)
    page.goto(address)
    assert page.inner_text(TOLD) == ""
    assert not page.is_visible(OFFERED)
    assert kept_in_tab(page) == 0
    page.context.close()


def test_what_was_kept_overwrites_nothing_where_the_answer_was_brought_back(left) -> None:
    writer = left({"vision": "Y"})
    page, other = writer.page, writer.page.context.new_page()
    for text in ("Y", "X"):
        _save_elsewhere(other, writer.address, text)
    writer.posts.clear()
    page.goto(writer.address)
    page.wait_for_selector(OFFERED)
    Visitor(page=page, has_javascript=True).look()
    page.clock.run_for(10_000)
    assert writer.posts == []
    assert page.input_value("[name=vision]") == "X"
    assert writer.reads(writer.address, "vision") == "X"
    assert page.input_value(f"{OFFERED} textarea") == "Y"
    page.focus(f"{OFFERED} textarea")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "vision"
    assert page.input_value("[name=vision]") == "Y"
    assert not page.is_visible(OFFERED)
    assert writer.saved() == {"vision": "Y"}
    assert kept_in_tab(page) == 0
    page.context.close()


def test_what_the_leaving_post_brought_is_forgotten_without_a_word(left) -> None:
    writer = left({f"{POSTER}[0].tekst": " Løn ", f"{POSTER}[0].beloeb": "1000"}, "udgifter")
    page, other = writer.page, writer.page.context.new_page()
    other.goto(writer.address)
    other.fill(f'[name="{POSTER}[0].tekst"]', "Løn")
    other.fill(f'[name="{POSTER}[0].beloeb"]', "1.000,00")
    other.click(ONWARD)
    other.wait_for_url(lambda address: address != writer.address)
    page.goto(writer.address)
    assert kept_in_tab(page) == 0
    assert page.inner_text(TOLD) == ""
    page.context.close()


def test_a_row_of_a_page_whose_rows_moved_is_offered_to_be_copied_alone(write) -> None:
    writer = write("udgifter")
    page, address, other = writer.page, writer.page.url, writer.page.context.new_page()
    page.fill(f'[name="{POSTER}[0].tekst"]', "Løn")
    page.click(f'button[name="_add"][value="{POSTER}"]')
    page.fill(f'[name="{POSTER}[1].tekst"]', "Leje")
    writer.saved()
    page.click(f'button[name="_remove"][value="{POSTER}[0]"]')
    page.fill(f'[name="{POSTER}[1].tekst"]', "<b>Husleje</b>")
    leave_unheard(page)
    other.goto(address)
    other.fill('[name="udgifter.antal_aar"]', "3")
    other.click(ONWARD)
    other.wait_for_url(lambda left: left != address)
    page.goto(address)
    page.wait_for_selector(OFFERED)
    assert page.input_value(f'[name="{POSTER}[1].tekst"]') == "Leje"
    assert page.input_value(f"{OFFERED} textarea") == "<b>Husleje</b>"
    assert page.locator(f"{OFFERED} button:visible").count() == 1
    page.click(f"{OFFERED} button:visible")
    assert not page.is_visible(OFFERED)
    assert kept_in_tab(page) == 0
    page.context.close()


def test_a_text_is_not_put_in_where_somebody_took_a_row_before_it_away(write) -> None:
    writer = write("udgifter")
    page, address, other = writer.page, writer.page.url, writer.page.context.new_page()
    for at, text in enumerate(("Løn", "Leje", "Rejser")):
        if at:
            page.click(f'button[name="_add"][value="{POSTER}"]')
        page.fill(f'[name="{POSTER}[{at}].tekst"]', text)
    writer.saved()
    page.fill(f'[name="{POSTER}[1].tekst"]', "Husleje")
    leave_unheard(page)
    other.goto(address)
    other.click(f'button[name="_remove"][value="{POSTER}[0]"]')
    other.click(ONWARD)
    other.wait_for_url(lambda left: left != address)
    page.goto(address)
    page.wait_for_selector(OFFERED)
    assert page.input_value(f"{OFFERED} textarea") == "Husleje"
    assert page.locator(f"{OFFERED} button:visible").count() == 1
    assert page.input_value(f'[name="{POSTER}[1].tekst"]') == "Rejser"
    page.context.close()


def test_a_row_that_moved_as_the_page_was_left_is_no_more_told_of_than_another(write) -> None:
    writer = write("udgifter")
    page, address, other = writer.page, writer.page.url, writer.page.context.new_page()
    page.fill(f'[name="{POSTER}[0].tekst"]', "Løn")
    page.click(f'button[name="_add"][value="{POSTER}"]')
    page.fill(f'[name="{POSTER}[1].tekst"]', "Leje")
    writer.saved()
    page.click(f'button[name="_remove"][value="{POSTER}[0]"]')
    page.fill(f'[name="{POSTER}[1].tekst"]', "Husleje")
    page.goto("about:blank")
    writer.page = other
    _wait(lambda: writer.reads(address, f"{POSTER}[0].tekst") == "Husleje")
    page.goto(address)
    assert kept_in_tab(page) == 0
    assert page.inner_text(TOLD) == ""
    page.context.close()


def test_what_is_sent_while_one_is_offline_is_there_when_the_page_is_opened_again(write) -> None:
    writer = write("vision")
    page, address = writer.page, writer.page.url
    page.fill("[name=vision]", "Skrevet uden net")
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        page.click(ONWARD)
    page.context.set_offline(False)
    page.goto(address)
    assert page.input_value("[name=vision]") == "Skrevet uden net"
    page.click(ONWARD)
    page.wait_for_url(lambda left: left != address)
    assert kept_in_tab(page) == 0
    assert writer.reads(address, "vision") == "Skrevet uden net"
    page.context.close()


def test_enter_in_a_field_sends_the_page_and_presses_no_other_button(write) -> None:
    writer = write("udgifter")
    page, address = writer.page, writer.page.url
    page.fill('[name="udgifter.antal_aar"]', "3")
    with page.expect_request(
        lambda request: request.method == "POST" and request.url == address
    ) as sent:
        page.press('[name="udgifter.antal_aar"]', "Enter")
    assert not {"_language", "_pause", "_add", "_remove"} & sent.value.post_data_json.keys()
    page.wait_for_url(lambda left: left != address)
    assert page.get_attribute("html", "lang") == "da"
    page.context.close()


def test_an_emptied_row_that_is_a_page_is_not_kept(write) -> None:
    writer = write("indsatser", "statusrapport")
    page, address = writer.page, f"{writer.page.url}?raekke=0"
    page.goto(address)
    page.fill('[name="indsatser[0].aktivitet"]', "Indsats")
    writer.saved()
    page.route("**/gem*", lambda route: route.abort())
    page.fill('[name="indsatser[0].aktivitet"]', "Nyt navn")
    with page.expect_event("requestfailed"):
        page.clock.run_for(1_500)
    page.fill('[name="indsatser[0].aktivitet"]', "")
    leave_unheard(page)
    page.unroute("**/gem*")
    assert writer.reads(address, "indsatser[0].aktivitet") == "Indsats"
    assert kept_in_tab(page) == 0
    page.context.close()


def test_a_tab_that_may_keep_nothing_does_no_harm(write) -> None:
    writer = write("vision")
    page, address = writer.page, writer.page.url
    page.add_init_script(BLOCKED)
    page.goto(address)
    page.fill("[name=vision]", "Skrevet")
    assert writer.saved() == {"vision": "Skrevet"}
    page.fill("[name=vision]", "Skrevet og sendt")
    page.click(ONWARD)
    page.wait_for_url(lambda left: left != address)
    assert writer.reads(address, "vision") == "Skrevet og sendt"
    page.context.close()


def test_what_a_tab_has_no_room_for_leaves_nothing_older_behind(write) -> None:
    writer = write("vision")
    page = writer.page
    page.route("**/gem", lambda route: route.abort())
    page.fill("[name=vision]", "Kort")
    page.evaluate(HIDE)
    assert kept_in_tab(page) == 1
    page.fill("[name=vision]", "å" * 1_000_001)
    page.evaluate(HIDE)
    assert kept_in_tab(page) == 0
    page.fill("[name=vision]", "Kort igen")
    page.evaluate(HIDE)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException(); }; }")
    page.fill("[name=vision]", "Noget mere")
    page.evaluate(HIDE)
    assert kept_in_tab(page) == 0
    page.context.close()


def test_what_was_typed_is_gone_after_ten_hours_and_shown_to_nobody_else(left):
    writer = left({"vision": "Skrevet her"})
    page, address = writer.page, writer.address
    page.goto(address.partition("/trin")[0])
    [(key, kept)] = page.evaluate("Object.entries(sessionStorage)")
    page.evaluate("kept => sessionStorage.setItem(...kept)", [key, kept.replace(*OF_ANOTHER)])
    assert writer.reads(address, "vision") == ""
    assert kept_in_tab(page) == 1
    page.evaluate("kept => sessionStorage.setItem(...kept)", [key, kept])
    page.clock.fast_forward("10:00:01")
    assert writer.reads(address, "vision") == ""
    assert kept_in_tab(page) == 0
    page.context.close()


def test_what_was_kept_is_put_in_where_only_another_section_was_saved_since(left) -> None:
    writer = left({"vision": "Skrevet her"})
    page, other = writer.page, writer.page.context.new_page()
    _save_elsewhere(other, writer.address.replace("vision", "kommentarer"), "Andet", "kommentarer")
    page.goto(writer.address)
    page.wait_for_function("() => document.querySelector('[name=vision]').value !== ''")
    assert page.input_value("[name=vision]") == "Skrevet her"
    assert not page.is_visible(OFFERED)
    assert writer.saved() == {"vision": "Skrevet her"}
    page.context.close()


def test_what_nobody_signed_in_typed_is_shown_in_the_same_session_alone(left) -> None:
    writer = left({"vision": "Skrevet her"})
    page = writer.page
    page.goto(writer.address.partition("/trin")[0] + "/link")
    way = page.get_attribute(".secret-link a", "href")
    page.context.clear_cookies()
    assert kept_in_tab(page) == 1
    page.goto(way)
    assert writer.reads(writer.address, "vision") == ""
    assert not page.is_visible(OFFERED)
    assert kept_in_tab(page) == 0
    page.context.close()


def _save_elsewhere(page: Page, address: str, text: str, name: str = "vision") -> None:
    page.goto(address)
    page.fill(f"[name={name}]", text)
    page.click(ONWARD)
    page.wait_for_url(lambda left: left != address)


def kept_in_tab(page: Page) -> int:
    """How many pages left something in the tab."""
    return page.evaluate("Object.keys(sessionStorage).length")
