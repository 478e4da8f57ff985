"""The service on a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from cases.migration import upgrade


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


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def draft(client: FlaskClient) -> str:
    """The address of a draft that the client holds."""
    answer = client.post("/kladder", data={"form": "projektskitse@2009"})
    return str(answer.location)


def _app(database: Path) -> Flask:
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a key that only tests use, and no other",
            "DATABASE_URL": f"sqlite:///{database}",
            "FILES_FOLDER": str(database.parent / "filer"),
            "WTF_CSRF_ENABLED": False,
        }
    )
