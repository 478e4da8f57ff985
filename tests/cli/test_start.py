"""A command starts without what it does not use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli import is_called_without_pages

_ROOT = Path(__file__).resolve().parents[2]
_HEAVY = ("web", "sqlalchemy", "wtforms", "pypdf", "docxtpl", "lxml", "openpyxl")
_LOADED = f"""
import sys
from app import create_app
create_app()
import cli.list_forms
print(*(name for name in {_HEAVY} if name in sys.modules))
"""


def test_a_list_of_forms_loads_neither_pages_nor_what_reads_files() -> None:
    environment = {**os.environ, "FLASK_RUN_FROM_CLI": "true", "SECRET_KEY": "x" * 40}
    code = f"import sys; sys.argv = ['flask', 'forms']\n{_LOADED}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == []


@pytest.mark.parametrize(
    ("called", "is_without"),
    [
        (["flask", "forms"], True),
        (["flask", "--help"], True),
        (["flask", "serve"], False),
        (["flask", "run", "forms"], False),
        (["flask", "--app", "app", "forms"], False),
        (["flask"], False),
    ],
)
def test_pages_are_left_out_for_the_commands_that_ask_for_none(
    monkeypatch: pytest.MonkeyPatch, called: list[str], is_without: bool
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    monkeypatch.setattr(sys, "argv", called)
    assert is_called_without_pages() is is_without


def test_a_server_has_its_pages_whatever_its_arguments_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI", raising=False)
    monkeypatch.setattr(sys, "argv", ["gunicorn", "forms"])
    assert not is_called_without_pages()
