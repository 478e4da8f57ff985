"""Staff lays up a template with a misspelt field, mends it, looks at it and takes it into use."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path as FilePath

import pytest
from playwright.sync_api import Browser, FileChooser

from cases.database import Database
from cases.holder import Role
from documents.reader.document import read
from documents.seal import Sealer
from documents.template import compiled
from documents.template_proof.examples import example_answers
from documents.template_proof.report import ExampleKind
from documents.writer import write
from forms.answers import Answers
from forms.exchange import normalised
from tests.browser.conftest import Service, serving
from tests.browser.visitor import Visitor
from tests.cases.library.shelved import invited, with_password
from tests.documents.template_proof.changed import BODY, FORM, changed
from tests.web.people import PASSWORD

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param("da", 1280, True, "Mente du", id="danish-wide"),
    pytest.param("en", 320, False, "Did you mean", id="english-narrow-without-javascript"),
]
KEY = "a key that only tests use, and no other"
MOST_STEPS = 120
MISSPELT = (BODY, "{{r p.beloeb }}", "{{r p.belob }}")
NEW_LINE = (BODY, "Skitsen skal", "Ny udgave. Skitsen skal")


class Keyboard(Visitor):
    """A visitor without a mouse."""

    def reach(self, selector: str) -> None:
        """Step to something with the tabulator key."""
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached on {self.page.url}")

    def enter(self, selector: str) -> None:
        """Step to a link or button and press it."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def type(self, selector: str, text: str) -> None:
        """Step to a field and type over what stands there."""
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def fetch(self, selector: str) -> bytes:
        """Step to a link that hands out a file, and take it."""
        self.reach(selector)
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return FilePath(download.value.path()).read_bytes()

    def lay_up(self, file: FilePath) -> None:
        """Choose a file by the keyboard and send it.

        The window of files is listened for before the key: a browser that is told of it at the
        same time as of the key may open one that nobody sees.
        """
        opened: list[FileChooser] = []

        def open_it(chooser: FileChooser) -> None:
            opened.append(chooser)

        self.page.on("filechooser", open_it)
        self.reach('[name="fil"]')
        for _ in range(MOST_STEPS):
            if opened:
                break
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(100)
        opened[0].set_files(str(file))
        self.page.remove_listener("filechooser", open_it)
        self.enter("form[enctype] button")


@pytest.fixture
def service(tmp_path: FilePath) -> Iterator[Service]:
    """A service of its own: what is taken into use here would be met by the other journeys."""
    with serving(tmp_path) as made:
        yield made


@pytest.fixture
def email(service: Service) -> str:
    """The address of somebody of the staff of the fund whose form it is."""
    database, now = Database(service.database_url), datetime.now(UTC)
    staff = invited(database, "staff", "Fonden", Role.STAFF, (FORM.programme,), now)
    address = with_password(database, staff, PASSWORD)
    database.dispose()
    return address


@pytest.mark.parametrize(("language", "width", "has_javascript", "meant"), WAYS)
def test_a_misspelt_template_is_mended_previewed_and_used(
    browser: Browser,
    service: Service,
    email: str,
    tmp_path: FilePath,
    language: str,
    width: int,
    has_javascript: bool,
    meant: str,
) -> None:
    staff = Keyboard.at(browser, width=width, has_javascript=has_javascript)
    staff.go(f"{service.address}/log-ind?sprog={language}")
    staff.type('[name="email"]', email)
    staff.type('[name="password"]', PASSWORD)
    staff.enter("main .button-primary")
    staff.enter('nav a[href="/bibliotek"]')
    staff.enter(f'main a[href$="{FORM.key}"]')
    template = staff.fetch('a[href$="/skabelon.docx"]')
    file = tmp_path / "skabelon.docx"
    file.write_bytes(changed(MISSPELT, NEW_LINE, of=template))
    staff.lay_up(file)
    assert f"{meant} p.beloeb?" in staff.page.inner_text(".template-findings")
    new_line = (*NEW_LINE[:2], f"{language}: {NEW_LINE[2]}")
    file.write_bytes(mended := changed(new_line, of=template))
    staff.lay_up(file)
    assert len(staff.page.query_selector_all(".template-proofs .badge-success")) == 3
    tried = staff.fetch('a[href$="/udfyldt.docx"]')
    assert read(tried).answers == normalised(FORM, example_answers(FORM, ExampleKind.FILLED))
    staff.enter("form[method=get] button")
    staff.enter("main .button-primary")
    blank = staff.fetch('a[href^="/skabeloner/"]')
    assert blank == Sealer(KEY).seal(write(FORM, Answers(), compiled(FORM, mended)))
    staff.page.context.close()
