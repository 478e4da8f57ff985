"""The service on a port of its own, and Debian's Chromium to look at it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, sync_playwright

from app import create_app
from cases.actions.example_case import ExampleSignIns, example_case
from cases.addresses import Addresses
from cases.database import Database
from cases.file_store import FileStore
from cases.migration import upgrade

# The shell is Chromium without its windows: the same pages in less than half the time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The service while the tests run: where it answers, and what it stands on."""

    address: str
    database_url: str
    files: Path


@pytest.fixture(scope="session")
def address(service: Service) -> str:
    """Where the service answers while the tests run."""
    return service.address


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("browser")) as made:
        yield made


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """The service on a new database in a folder, for as long as it is wanted."""
    url = f"sqlite:///{folder / 'tilsagn.sqlite3'}"
    upgrade(url)
    told = {"SECRET_KEY": "a key that only tests use, and no other", "DATABASE_URL": url}
    app = create_app(told | {"FILES_FOLDER": str(folder / "filer")})
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.effective_port}"
    yield Service(address=address, database_url=url, files=folder / "filer")
    server.close()


@pytest.fixture
def own_service(tmp_path: Path) -> Iterator[Service]:
    """A service of its own, for a journey that begins with the case that waits to be approved."""
    with serving(tmp_path) as made:
        yield made


@pytest.fixture
def sign_ins(own_service: Service) -> ExampleSignIns:
    """The people of the example, and a case of theirs that waits to be approved."""
    database = Database(own_service.database_url)
    addresses = Addresses(applicant=str, officer=str)
    store = FileStore(own_service.files)
    try:
        return example_case(database, store, addresses=addresses, now=datetime.now(UTC))
    finally:
        database.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; each has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
