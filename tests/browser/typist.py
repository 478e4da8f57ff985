"""A person who has a keyboard alone, and sees where it stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.visitor import Visitor

# Pages have far fewer things to stop at; a press more is a trap.
MOST_PRESSES = 250
STANDS = """wanted => {
  const here = document.activeElement, before = window.stoodAt;
  window.stoodAt = here;
  if (here === document.body || here === document.documentElement) return "page";
  const drawn = here.matches(".form-radio, .form-checkbox")
    ? getComputedStyle(here.nextElementSibling, "::before") : getComputedStyle(here);
  const isSeen = (drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) > 0)
    || drawn.boxShadow !== "none";
  const box = here.getBoundingClientRect();
  const isInside = box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  const goesOn = !before?.isConnected || before === document.body || here.matches(".skipnav")
    || Boolean(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!isSeen || !isInside || !goesOn) {
    return `lost at ${here.outerHTML.slice(0, 200)}: ${JSON.stringify({isSeen, isInside, goesOn})}`;
  }
  return here.matches(wanted) ? "there" : "elsewhere";
}"""
PARTS = (
    "['form', '.alert', '.badge', 'details', 'li'].map(e => document.querySelectorAll(e).length)"
)
VALUE, OPTIONS = "document.activeElement.value", "document.activeElement.options.length"
AT_TOP = "document.activeElement === document.body"


@dataclass
class Typist(Visitor):
    """Reaches everything by the keys; each stop must be seen, on the screen and in order."""

    held: set[tuple[object, ...]] = field(default_factory=set)

    def is_new_to_axe(self) -> bool:
        """A page that is made of the same parts as one before has nothing new to find."""
        kind = (re.sub(r"\w{32}", "", urlsplit(self.page.url).path), *self.page.evaluate(PARTS))
        is_new = kind not in self.held
        self.held.add(kind)
        return is_new

    def skip(self) -> None:
        """Pass the head of the page by the first link there is."""
        assert self.page.evaluate(AT_TOP), f"{self.page.url} takes the keyboard somewhere"
        self.page.keyboard.press("Tab")
        assert self.page.evaluate(STANDS, ".skipnav") == "there", self.page.url
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "indhold"

    def reach(self, selector: str) -> None:
        """Press Tab until it is reached."""
        for _ in range(MOST_PRESSES):
            self.page.keyboard.press("Tab")
            stands = self.page.evaluate(STANDS, selector)
            assert not stands.startswith("lost"), (self.page.url, stands)
            if stands == "there":
                return
        raise AssertionError(f"{selector} is not reached on {self.page.url}")

    def follow(self, selector: str) -> None:
        """Reach a link or button and press Enter."""
        self.reach(selector)
        self.enter()

    def enter(self) -> None:
        """Press Enter, which leads to another page."""
        with self.page.expect_event("load"):
            self.page.keyboard.press("Enter")
        self.look()

    def write(self, selector: str, text: str) -> None:
        """Reach a field and type into it."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose_by_arrows(self, selector: str, value: str) -> None:
        """Reach a list and go down in it."""
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _ in range(self.page.evaluate(OPTIONS)):
            if self.page.evaluate(VALUE) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not in {selector}")

    def fetch(self, selector: str, folder: Path) -> Path:
        """Reach a link to a file and press Enter."""
        self.reach(selector)
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def lay_up(self, selector: str, file: Path) -> None:
        """Reach a field for a file; the window in which it is chosen is no page of ours."""
        self.reach(selector)
        field = self.page.evaluate_handle("document.activeElement").as_element()
        assert field is not None
        field.set_input_files(file)
