"""The commands as they are called: `flask` itself, with its own streams and exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


def call(*arguments):
    command = (sys.executable, "-m", "flask", *arguments)
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE)


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    monkeypatch.setenv("TILSAGN_INSTANCE", str(tmp_path / "instance"))


def test_help_lists_the_commands(surroundings):
    told = call("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in (b"blank", b"fill", b"check", b"bulk", b"rules"))


def test_data_and_words_go_their_own_ways(surroundings):
    made = call("blank", "projektskitse")
    assert (made.returncode, made.stderr) == (0, b"")
    assert made.stdout.startswith(b"PK")
    refused = call("blank", "nope")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"Traceback" not in refused.stderr


def test_a_missing_and_a_wrong_file_are_status_2_without_traceback(surroundings, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"%PDF-1.7\n")
    told = call("check", str(tmp_path / "x.docx"), str(tmp_path / "borte.docx"))
    assert told.returncode == 2
    assert told.stdout.count(b"REA001") == 2
    assert b"Traceback" not in told.stderr
