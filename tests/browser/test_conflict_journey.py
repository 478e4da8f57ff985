"""Who chose between two versions of an answer has chosen."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ONWARD, SETTLE = "#page-form .page-actions .button-primary", "#settle .button-primary"
OFFERED = "[data-unsaved]"
KEPT = "Object.keys(sessionStorage).length"


@pytest.fixture
def conflict(browser: Browser, address: str) -> tuple[Page, str]:
    """The page where one chooses, with what one typed kept in the tab, and where it was typed."""
    page = Visitor.at(browser, width=1280, has_javascript=True).page
    page.goto(address)
    token = page.locator("[name=csrf_token]").first.input_value()
    told = {"form": "projektskitse", "csrf_token": token}
    draft = page.request.post(f"{address}/kladder", form=told, headers={"Referer": address})
    typed_at = f"{draft.url}/trin/vision"
    page.goto(typed_at)
    page.fill("[name=vision]", "Min")
    other = page.context.new_page()
    other.goto(typed_at)
    other.fill("[name=vision]", "Deres")
    other.click(ONWARD)
    other.wait_for_url(lambda left: left != typed_at)
    page.click(ONWARD)
    page.wait_for_selector("[data-settles]")
    assert page.evaluate(KEPT) == 1
    return page, typed_at


@pytest.mark.parametrize(("choice", "said"), [("theirs", "Deres"), ("mine", "Min")])
def test_who_chose_between_two_versions_is_not_asked_once_more(conflict, choice, said) -> None:
    page, typed_at = conflict
    page.check(f"[name='choice-vision'][value={choice}]", force=True)
    with page.expect_navigation(url=typed_at):
        page.click(SETTLE)
    assert page.input_value("[name=vision]") == said
    assert page.evaluate(KEPT) == 0
    assert not page.is_visible(OFFERED)
    page.context.close()


def test_a_choice_that_comes_nowhere_takes_nothing_away(conflict) -> None:
    page, typed_at = conflict
    page.check("[name='choice-vision'][value=theirs]", force=True)
    page.route("**/afgoer", lambda route: route.fulfill(status=502))
    with page.expect_navigation():
        page.click(SETTLE)
    page.goto(typed_at)
    page.wait_for_selector(OFFERED)
    assert page.input_value(f"{OFFERED} textarea") == "Min"
    page.context.close()
