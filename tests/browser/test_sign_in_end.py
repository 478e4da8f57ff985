"""Whoever is about to be signed out is told in time, stays by one press, and is told at the end."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import TimestampSigner
from playwright.sync_api import Browser

from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.actions.take_up_invitation import take_up_invitation
from cases.database import Database
from cases.holder import Role
from cases.people.person import OrganisationKind
from tests.browser.conftest import Service
from tests.browser.visitor import Visitor
from tests.web.people import PASSWORD
from web import signing_in

pytestmark = pytest.mark.browser

LINE, STAY = "[data-sign-in-ending] p", "[data-sign-in-ending] button"
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
    email = f"signe.{language}@example.dk"
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
    page.evaluate("sessionStorage.setItem('tilsagn.unsaved /kladder/x', '{}')")
    with page.expect_navigation():
        page.click("[data-sign-out] button")
    assert page.evaluate("sessionStorage.length") == 0
    page.context.close()
