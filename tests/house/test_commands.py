import re
import subprocess

import pytest

from app import create_app
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text("utf-8") if (ROOT / "README.md").exists() else ""
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_the_readme_s_test_command_is_the_one_ci_runs():
    steps = [
        line
        for line in (ROOT / ".ci" / "run").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert steps[0] == "set -euo pipefail"
    assert steps[-1] == "make test"
    assert len(steps) == 3
    assert "\nmake run " in README
    assert "\nmake test " in README


def test_every_make_command_of_the_documents_is_there():
    texts = [README, *(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))]
    named = {name for text in texts for name in re.findall(r"(?:^|`)make ([a-z]+)", text, re.M)}
    assert named <= TARGETS
    assert named >= {"run", "test"}


def test_every_flask_command_of_the_documents_is_there(tmp_path):
    app = create_app({"SECRET_KEY": "test", "DATABASE_URL": f"sqlite:///{tmp_path}/db"})
    named = set(re.findall(r"(?:bin/|`)flask ([a-z-]+)", README))
    assert named <= set(app.cli.commands)
    assert len(named) >= 6


@pytest.mark.git
def test_ci_s_script_runs_by_itself():
    listed = subprocess.run(
        ["git", "ls-files", "--stage", ".ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.startswith("100755")
