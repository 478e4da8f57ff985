"""Commands that make documents use the template that staff chose."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import create_app
from cases.database import Database
from cases.migration import upgrade
from documents.seal import Sealer
from documents.template import compiled
from documents.writer import write
from forms.answers import Answers
from forms.exchange import answers_from_json
from tests.cases.library.shelved import FIRST, in_use
from tests.cli.conftest import Call
from tests.documents.template_proof.changed import FORM

KEY = "a key that only tests use, and no other"
ROW = '{"kommune": "Ærø"}'


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database where nobody chose anything yet."""
    url = f"sqlite:///{tmp_path / 'tilsagn.sqlite3'}"
    upgrade(url)
    return url


def calling(url: str) -> Call:
    """The commands of a service on a database."""
    app = create_app({"SECRET_KEY": KEY, "DATABASE_URL": url})
    return lambda *words: app.test_cli_runner().invoke(args=[*map(str, words)])


def made(flask: Call, tmp_path: Path) -> list[bytes]:
    """A blank, a filled and a bulk document."""
    answers, rows, out = (tmp_path / each for each in ("svar.json", "svar.jsonl", "alle.zip"))
    answers.write_text(ROW)
    rows.write_text(ROW + "\n")
    assert flask("bulk", FORM.key, rows, "-o", out).exit_code == 0
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as archive:
        [name] = archive.namelist()
        documents = [flask("blank", FORM.key), flask("fill", FORM.key, answers)]
        return [*(each.stdout_bytes for each in documents), archive.read(name)]


def test_blank_fill_and_bulk_are_laid_out_by_what_was_chosen(url: str, tmp_path: Path) -> None:
    flask, seal = calling(url), Sealer(KEY).seal
    filled = answers_from_json(FORM, {"kommune": "Ærø"})
    ours = [seal(write(FORM, each)) for each in (Answers(), filled, filled)]
    assert made(flask, tmp_path) == ours
    database = Database(url)
    in_use(database, datetime.now(UTC))
    database.dispose()
    template = compiled(FORM, FIRST)
    blank, document = (seal(write(FORM, each, template)) for each in (Answers(), filled))
    assert made(flask, tmp_path) == [blank, document, document]
    assert blank != ours[0]


def test_a_database_that_does_not_answer_is_told_of() -> None:
    answer = calling("postgresql+psycopg://x@127.0.0.1:1/x")("blank", FORM.key)
    assert answer.exit_code == 2
    assert "Databasen svarer ikke" in answer.stderr
