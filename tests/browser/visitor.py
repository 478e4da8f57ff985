"""A person at a browser, who notices what is wrong with each page."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.patience import PATIENCE

STANDARDS = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
# Answers that a journey meets on purpose.
EXPECTED = (409, 413, 422)


@dataclass
class Visitor:
    """Goes from page to page; `look` holds the page to what every page must keep."""

    page: Page
    has_javascript: bool
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, browser: Browser, *, width: int, has_javascript: bool) -> "Visitor":
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=has_javascript,
            accept_downloads=True,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        visitor = cls(page=page, has_javascript=has_javascript)
        page.on("console", visitor.hear)
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("response", visitor.meet)
        return visitor

    def hear(self, message: ConsoleMessage) -> None:
        is_expected = any(f"status of {status}" in message.text for status in EXPECTED)
        if message.type in ("error", "warning") and not is_expected:
            self.complaints.append(message.text)

    def meet(self, response: Response) -> None:
        if response.status >= 400 and response.status not in EXPECTED:
            self.complaints.append(f"{response.status} {response.url}")

    def look(self) -> None:
        """No sideways scroll, nothing said in the console, nothing that axe finds."""
        self.page.wait_for_load_state()
        excess = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert excess <= 0, f"{self.page.url} scrolls sideways by {excess}"
        assert not self.complaints, (self.page.url, self.complaints)
        if self.has_javascript and self.is_new_to_axe():
            wanted = {"runOnly": STANDARDS, "resultTypes": ["violations"]}
            found = Axe().run(self.page, options=wanted).response["violations"]
            told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
            assert not told, (self.page.url, told)

    def is_new_to_axe(self) -> bool:
        """Whether the page may have something that it was not held to before."""
        return True

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def fill(self, **texts: str) -> None:
        """Type texts into fields by name."""
        for name, text in texts.items():
            self.page.fill(f'[name="{name}"]', text)

    def choose(self, **values: str) -> None:
        """Pick radio buttons by name and value; the label is what a person presses."""
        for name, value in values.items():
            self.page.check(f'[name="{name}"][value="{value}"]', force=True)

    def press(self, selector: str) -> None:
        self.page.click(selector)
        self.page.wait_for_load_state()

    def save(self) -> None:
        self.send("#page-form .page-actions .button-primary")
        self.look()

    def send(self, selector: str) -> None:
        """Press a button that sends a page; what was typed may be saved before it goes."""
        with self.page.expect_event("load"):
            self.page.click(selector)


def leave_unheard(page: Page) -> None:
    """Leave a page in such a way that what it sends meanwhile comes nowhere."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    page.goto("about:blank")
