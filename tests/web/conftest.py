"""The service on a database of its own."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from cases.actions.example_case import ExampleSignIns, example_case
from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.addresses import Addresses
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Role
from cases.migration import upgrade
from cases.people import passwords
from cases.people.person import OrganisationKind
from tests.cases.people.cheap import CHEAP
from tests.web.people import EMAIL, PASSWORD, SIGN_IN
from tests.web.two_services import HOUR, Both, begun, service

KEY = "a key that only tests use, and no other"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def drawing_app(empty_database: Path) -> Flask:
    """For tests that draw and never save."""
    return _app(empty_database)


@pytest.fixture
def app(empty_database: Path, tmp_path: Path) -> Flask:
    path = tmp_path / "tilsagn.sqlite3"
    shutil.copy(empty_database, path)
    return _app(path)


@pytest.fixture(scope="session")
def _made_once(empty_database: Path) -> Flask:
    return _app(empty_database)


@pytest.fixture
def shared_app(_made_once: Flask, empty_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app that is made once for all who ask, with a database and settings of their own."""
    path = tmp_path / "tilsagn.sqlite3"
    shutil.copy(empty_database, path)
    kept, extensions = dict(_made_once.config), dict(_made_once.extensions)
    _made_once.config["DATABASE_URL"] = f"sqlite:///{path}"
    _made_once.config["FILES_FOLDER"] = str(tmp_path / "filer")
    yield _made_once
    _made_once.config.clear()
    _made_once.config.update(kept)
    _made_once.extensions.clear()
    _made_once.extensions.update(extensions)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def draft(client: FlaskClient) -> str:
    """The address of a draft that the client holds."""
    answer = client.post("/kladder", data={"form": "projektskitse@2009"})
    return str(answer.location)


@pytest.fixture
def invitation(app: Flask) -> str:
    """The address by which a writer and approver of a kommune chooses a password."""
    database, now = Database(app.config["DATABASE_URL"]), datetime.now(UTC)
    made = organisation_named(database, "Ærø Kommune", OrganisationKind.APPLICANT, now=now)
    token = invite_person(
        database,
        organisation_id=made,
        name="Signe Havmand",
        email=EMAIL,
        roles={Role.WRITER, Role.APPROVER},
        address=str,
        actor_id=None,
        now=now,
    )
    database.dispose()
    return f"/invitation/{token}"


@pytest.fixture
def signed(client: FlaskClient, invitation: str, cheap: None) -> FlaskClient:
    """Whoever was invited, signed in."""
    client.post(invitation, data={"password": PASSWORD})
    client.post("/log-ind", data=SIGN_IN)
    return client


@pytest.fixture(scope="session")
def made_example(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, ExampleSignIns]:
    """The example made once: its database, its files, and how its people sign in."""
    folder = tmp_path_factory.mktemp("example")
    path, files = folder / "tilsagn.sqlite3", folder / "filer"
    shutil.copy(empty_database, path)
    database = Database(f"sqlite:///{path}")
    addresses = Addresses(applicant=str, officer=str)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        told = example_case(database, FileStore(files), addresses=addresses, now=datetime.now(UTC))
    database.dispose()
    return path, files, told


@pytest.fixture
def example(
    app: Flask,
    made_example: tuple[Path, Path, ExampleSignIns],
    cheap: None,
) -> ExampleSignIns:
    """People of every role with their two cases: one to be approved, one sent in."""
    path, files, told = made_example
    target = app.config["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    shutil.copytree(files, app.config["FILES_FOLDER"], dirs_exist_ok=True)
    return told


@pytest.fixture
def sign_in(app: Flask, example: ExampleSignIns) -> Callable[[str], FlaskClient]:
    """From the login of somebody of the example to a browser of theirs."""

    def signed(who: str) -> FlaskClient:
        client = app.test_client()
        data = {"email": f"{who}@eksempel.example", "password": example.password}
        assert client.post("/log-ind", data=data).status_code == 302
        return client

    return signed


def _app(database: Path) -> Flask:
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": KEY,
            "DATABASE_URL": f"sqlite:///{database}",
            "FILES_FOLDER": str(database.parent / "filer"),
            "WTF_CSRF_ENABLED": False,
        }
    )


@pytest.fixture(scope="session")
def services(empty_database: Path) -> tuple[Flask, Flask]:
    """One that answers quickly and one that is Flask alone, which tests give their databases."""
    quick = service(empty_database)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("web.assembly.answer_quickly", lambda _: None)
        return quick, service(empty_database)


@pytest.fixture
def both(
    services: tuple[Flask, Flask],
    empty_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Both:
    for each in ("web.wizard_changes.now", "web.wizard.now"):
        monkeypatch.setattr(each, lambda: HOUR)
    monkeypatch.setattr("web.request_log.os", SimpleNamespace(urandom=lambda size: b"\xab" * size))
    monkeypatch.setattr("web.forgery.secrets", SimpleNamespace(token_hex=lambda size: "ab" * size))
    for number, app in enumerate(services):
        path = shutil.copy(empty_database, tmp_path / f"{number}.sqlite3")
        monkeypatch.setitem(app.config, "DATABASE_URL", f"sqlite:///{path}")
        monkeypatch.setattr(app, "extensions", dict(app.extensions))
        app.extensions.pop("tilsagn.database", None)
    quick, slow = (app.test_client() for app in services)
    return begun(quick, slow)
