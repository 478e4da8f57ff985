"""The service on a database of its own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from cases.actions.invite_person import invite_person
from cases.actions.organisation_named import organisation_named
from cases.database import Database
from cases.holder import Role
from cases.migration import upgrade
from cases.people.person import OrganisationKind
from tests.web.people import EMAIL

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
