"""A database with the tables of this version, made once and copied for each test."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.database import Database
from cases.migration import upgrade


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def url(empty_file: Path, tmp_path: Path) -> str:
    shutil.copy(empty_file, tmp_path / "drafts.db")
    return f"sqlite:///{tmp_path / 'drafts.db'}"


@pytest.fixture
def database(url: str):
    made = Database(url, seconds_to_wait=300)
    yield made
    made.dispose()


@pytest.fixture
def now() -> datetime:
    return datetime(2009, 5, 4, 10, 30, tzinfo=UTC)
