"""Whoever is about to be signed out is told in time, stays by one press, and is told at the end."""

import secrets
import time
from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import TimestampSigner
from playwright.sync_api import Browser, Page, Route, expect

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.take_up_invitation import take_up_invitation
from cases.database import Database
from cases.holder import Role
from cases.people.person import OrganisationKind
from tests.browser.conftest import Service
from tests.browser.visitor import Visitor, leave_unheard
from tests.web.people import PASSWORD
from web import signing_in

pytestmark = pytest.mark.browser

LINE, STAY = "[data-sign-in-ending] p", "[data-sign-in-ending] button"
SIGN_OUT, SAVED = "[data-sign-out] button", "[data-save-state]"
KEPT = "Object.keys(sessionStorage).length"
WAYS = [pytest.param("da", 1280, id="danish-wide"), pytest.param("en", 320, id="english-narrow")]
WORDS = {
    "da": ("Du bliver logget ud kl. ", "Du er logget ud. "),
    "en": ("You will be signed out at ", "You are signed out. "),
}


class Clocks:
    """The server's clock and the page's, moved on together.

    Only what tells how long a sign-in lasts sees the hours move: whoever else waits in this process
    goes by the machine's own clock.
    """

    def __init__(self, visitor: Visitor, patch: pytest.MonkeyPatch) -> None:
        self.visitor, self.moved = visitor, timedelta()
        patch.setattr(signing_in, "now", lambda: datetime.now(UTC) + self.moved)
        patch.setattr(TimestampSigner, "get_timestamp", self._stamp)
        visitor.page.clock.install()

    def _stamp(self) -> int:
        return int(time.time() + self.moved.total_seconds())

    def pass_by(self, minutes: int) -> None:
        self.moved += timedelta(minutes=minutes)
        self.visitor.page.clock.fast_forward(minutes * 60_000)


@pytest.fixture
def email(service: Service, cheap: None, language: str) -> str:
    """The address of somebody with an account."""
    return _account(service, f"signe.{language}@example.dk")


def _account(service: Service, email: str) -> str:
    database, now = Database(service.database_url), datetime.now(UTC)
    made = organisation_named(database, "Ærø Kommune", OrganisationKind.APPLICANT, now=now)
    token = invite_person(
        database,
        organisation_id=made,
        name="Signe Havmand",
        email=email,
        roles={Role.WRITER},
        address=str,
        actor_id=None,
        now=now,
    )
    take_up_invitation(database, token, PASSWORD, now=now)
    database.dispose()
    return email


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_a_sign_in_that_is_about_to_end_is_told_of_and_put_off(
    browser: Browser,
    service: Service,
    email: str,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    width: int,
) -> None:
    visitor = Visitor.at(browser, width=width, has_javascript=True)
    page, (soon, out) = visitor.page, WORDS[language]
    clocks = Clocks(visitor, monkeypatch)
    visitor.go(f"{service.address}/log-ind?sprog={language}&til=/konto")
    visitor.fill(email=email, password=PASSWORD)
    visitor.press("main .button-primary")
    assert page.inner_text(LINE) == ""
    clocks.pass_by(minutes=26)
    page.locator(LINE, has_text=soon).wait_for()
    visitor.look()
    page.click(STAY)
    page.wait_for_selector(f"{LINE}:empty", state="attached")
    assert not page.is_visible(STAY)
    clocks.pass_by(minutes=26)
    page.locator(LINE, has_text=soon).wait_for()
    clocks.pass_by(minutes=5)
    page.locator(LINE, has_text=out).wait_for()
    assert not page.is_visible(STAY)
    visitor.look()
    page.context.close()


@pytest.fixture
def draft(browser: Browser, service: Service, cheap: None) -> tuple[Page, str]:
    """A page of a draft in the tab of somebody who is signed in, where nothing is saved."""
    page = Visitor.at(browser, width=1280, has_javascript=True).page
    _sign_in(page, service, _account(service, f"{secrets.token_hex(4)}@example.dk"))
    token = page.locator("[name=csrf_token]").first.input_value()
    told = {"form": "projektskitse", "csrf_token": token}
    headers = {"Referer": service.address}
    made = page.request.post(f"{service.address}/kladder", form=told, headers=headers)
    page.context.route("**/gem", lambda route: route.abort())
    page.goto(f"{made.url}/trin/vision")
    return page, page.url


def test_who_signs_out_leaves_nothing_typed_in_any_open_tab(draft) -> None:
    page, address = draft
    other = page.context.new_page()
    other.goto(address)
    for tab in (page, other):
        tab.fill("[name=vision]", "Skrevet")
        tab.evaluate("dispatchEvent(new Event('pagehide'))")
        assert tab.evaluate(KEPT) == 1
    page.click(SIGN_OUT)
    page.locator(SAVED, has_text="Log ud").wait_for()
    with page.expect_navigation():
        page.click(SIGN_OUT)
    page.wait_for_selector("[data-person]", state="detached")
    assert page.evaluate(KEPT) == 0
    other.wait_for_function(f"() => {KEPT} === 0")
    other.goto("about:blank")
    other.goto(address)
    assert other.evaluate(KEPT) == 0
    page.context.close()


def test_what_was_typed_is_saved_before_one_is_signed_out(draft, service: Service) -> None:
    page, address = draft
    page.context.unroute("**/gem")
    page.fill("[name=vision]", "Skrevet til sidst")
    with page.expect_response(lambda answer: answer.url.endswith("/gem")) as saved:
        page.click(SIGN_OUT)
    assert saved.value.status == 200
    assert "Skrevet+til+sidst" in saved.value.request.post_data
    page.wait_for_url(lambda left: left != address)
    page.wait_for_selector("[data-person]", state="detached")
    page.context.close()


def test_of_two_presses_while_it_is_saved_the_last_one_counts(draft) -> None:
    page, address = draft
    page.context.unroute("**/gem")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route("**/gem", hold)
    page.fill("[name=vision]", "Skrevet til sidst")
    with page.expect_request("**/gem"):
        page.click("#page-form .page-actions .button-primary")
    page.click(SIGN_OUT)
    assert page.url == address
    held[0].continue_()
    page.wait_for_url(lambda left: left != address)
    page.wait_for_selector("[data-person]", state="detached")
    page.context.close()


def test_a_sign_out_that_comes_nowhere_takes_nothing_away(draft) -> None:
    page, address = draft
    page.context.route("**/log-ind/ud", lambda route: route.fulfill(status=502))
    page.set_viewport_size({"width": 1280, "height": 400})
    page.fill("[name=vision]", "Skrevet forgæves")
    page.click(SIGN_OUT)
    page.locator(SAVED, has_text="Log ud").wait_for()
    with page.expect_event("requestfailed"):
        pass  # it is tried once more
    assert "Log ud" in page.inner_text(SAVED)
    expect(page.locator(SAVED)).to_be_in_viewport()
    with page.expect_navigation():
        page.click(SIGN_OUT)
    page.goto(address)
    assert page.input_value("[name=vision]") == "Skrevet forgæves"
    page.context.close()


def test_what_somebody_typed_waits_unseen_and_goes_when_another_signs_in(draft, service: Service):
    page, address = draft
    page.fill("[name=vision]", "Skrevet af en")
    leave_unheard(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.goto(service.address)
    assert page.evaluate(KEPT) == 1
    page.context.add_cookies(cookies)
    page.goto(address)
    assert page.input_value("[name=vision]") == "Skrevet af en"
    leave_unheard(page)
    page.context.clear_cookies()
    _sign_in(page, service, _account(service, f"{secrets.token_hex(4)}@example.dk"))
    assert page.evaluate(KEPT) == 0
    page.context.close()


def _sign_in(page: Page, service: Service, email: str) -> None:
    page.goto(f"{service.address}/log-ind?til=/konto")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main .button-primary")
    page.wait_for_url("**/konto")
