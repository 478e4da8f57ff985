"""A database with the tables of this version, made once and copied for each test; and files."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.database import Database
from cases.file_store import FileStore
from cases.migration import upgrade
from cases.s3_shelf import S3Shelf
from tests.cases import postgres, s3

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    shutil.copy(empty_file, tmp_path / "drafts.db")
    return f"sqlite:///{tmp_path / 'drafts.db'}"


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.started() as server:
        yield server


@pytest.fixture
def postgresql_url(server: postgres.Server) -> Iterator[str]:
    url = server.copy()
    yield url
    server.drop(url)


@pytest.fixture(params=BOTH)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server: postgres.Server = request.getfixturevalue("server")
    url = server.copy(postgres.BARE)
    yield url
    server.drop(url)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a database runs on both."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(url: str):
    made = Database(url, seconds_to_wait=300)
    yield made
    made.dispose()


@pytest.fixture
def now() -> datetime:
    return datetime(2009, 5, 4, 10, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "filer")


@pytest.fixture
def bucket(s3_port: int) -> FileStore:
    return FileStore(S3Shelf(s3.new_bucket(s3_port, "en/mappe")))


@pytest.fixture(params=["folder", "bucket"])
def either_store(request: pytest.FixtureRequest) -> FileStore:
    """What a store does it does wherever the files are."""
    return request.getfixturevalue(request.param)
