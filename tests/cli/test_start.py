"""A command starts without what it does not use."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cli import needs_of_call
from cli.deferred import Needs
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of

_ROOT = Path(__file__).resolve().parents[2]
_PAGES = {"web", "wtforms", "flask_babel", "flask_wtf"}
_DATABASE = {"sqlalchemy", "alembic", "cases.database"}
_FILES = {"pypdf", "pypdfium2", "docxtpl", "docx", "xlsxwriter", "python_calamine", "lxml"}
_FAR = {"authlib", "cryptography", "requests", "minio", "argon2", "segno"}
_GUESSES = {"rapidfuzz"}
_RULES = {"validators.registry", "validators.rules", "forms.budgets"}
# What the isolated process alone reads with.
_READING = {"documents.reader.document", "documents.reader.isolated"}
_PICTURES = {"documents.pictures"}
_FORMS = {
    f"forms.{folder}.{file.stem}"
    for folder in ("catalogue", "programmes")
    for file in (_ROOT / "forms" / folder).glob("[a-z]*.py")
}
_OTHER_FORMS = {"forms.catalogue.delaftale_2019_26", "forms.catalogue.budget_2019_26"}
_OTHER_TEMPLATES = {"documents.engine.by_jinja", "documents.engine.names"}
_MAKING = {"documents.writer", "documents.engine.moulds", "documents.bulk.worker"}
_UNUSED = {
    ("--help",): _PAGES | _DATABASE | _FILES | _FAR | _GUESSES | _RULES | {"forms.registry"},
    ("forms",): _PAGES | _DATABASE | _FILES | _FAR | _GUESSES | _RULES | {"documents"},
    ("rules",): _PAGES | _DATABASE | _FILES | _FAR | {"documents"},
    ("fill", "projektskitse", "ANSWERS", "-o", "MADE"): (
        _PAGES
        | _DATABASE
        | _FAR
        | _GUESSES
        | _RULES
        | _PICTURES
        | _FILES - {"lxml"}
        | _READING
        | _OTHER_FORMS
        | _OTHER_TEMPLATES
    ),
    ("bulk", "projektskitse", "ANSWERS", "-o", "MADE"): (
        _PAGES | _DATABASE | _FAR | _GUESSES | _RULES | _READING | _OTHER_FORMS | _MAKING
    ),
    ("read", "FILE"): _PAGES | _DATABASE | _FAR | _READING | _FILES - {"lxml"},
    ("check", "FILE"): _PAGES | _DATABASE | _FAR | _READING | _FILES - {"lxml"},
    ("prepare", "--help"): _PAGES,
}
_CALLED = """
import sys
from flask.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("called", _UNUSED, ids=lambda called: called[0])
def test_a_command_loads_nothing_it_does_not_use(called: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "ANSWERS").write_text('{"kommune": "Holstebro"}')
    (tmp_path / "FILE").write_bytes(write(form_of("projektskitse"), Answers()))
    _make_database(tmp_path / "tilsagn.sqlite3")
    named = [str(tmp_path / each) if each.isupper() else each for each in called]
    done = subprocess.run(
        [sys.executable, "-c", _CALLED, *named],
        cwd=_ROOT,
        env={**os.environ, "TILSAGN_INSTANCE": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.stdout or (tmp_path / "MADE").exists()
    loaded = done.stderr.decode().split()
    assert "flask" in loaded
    assert [each for each in loaded if _is_of(each, _UNUSED[called])] == []


def _make_database(file: Path) -> None:
    """A database that says no more than that nobody chose a template."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE template_uses (id)")


def _is_of(module: str, unused: set[str]) -> bool:
    return any(f"{module}.".startswith(f"{each}.") for each in unused)


@pytest.mark.parametrize(
    ("called", "needs"),
    [
        (["flask", "forms"], Needs.NOTHING),
        (["flask", "--help"], Needs.NOTHING),
        (["flask", "prepare"], Needs.LOGS),
        (["flask", "serve"], Needs.PAGES),
        (["flask", "routes"], Needs.PAGES),
        (["flask", "run", "forms"], Needs.PAGES),
        (["flask", "--app", "app", "forms"], Needs.PAGES),
        (["flask"], Needs.PAGES),
    ],
)
def test_an_application_is_given_what_the_command_asks_for(
    monkeypatch: pytest.MonkeyPatch, called: list[str], needs: Needs
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    monkeypatch.setattr(sys, "argv", called)
    assert needs_of_call() is needs


def test_a_server_has_its_pages_whatever_its_arguments_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI", raising=False)
    monkeypatch.setattr(sys, "argv", ["gunicorn", "forms"])
    assert needs_of_call() is Needs.PAGES


def test_a_server_starts_without_what_only_some_answers_need(tmp_path: Path) -> None:
    look = "import app, sys; app.create_app(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=_ROOT,
        env={**os.environ, "TILSAGN_INSTANCE": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    loaded = done.stdout.decode().split()
    assert {"web.assembly", "validators.registry", *_FORMS} <= set(loaded)
    unused = {"pypdf", "pypdfium2", "docxtpl", "docx", "authlib", "requests", "minio", "alembic"}
    assert [each for each in loaded if _is_of(each, unused | _READING)] == []
