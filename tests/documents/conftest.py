"""LibreOffice as a program that opens files and saves them as something else."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.patience import PATIENCE

FILTERS = {"docx": "docx:MS Word 2007 XML", "dotx": "dotx:MS Word 2007 XML Template"}

SaveAs = Callable[[str, Iterable[Path]], list[Path]]


@pytest.fixture(scope="session")
def save_as(tmp_path_factory: pytest.TempPathFactory) -> SaveAs:
    """Open files in LibreOffice and save each as a kind of file, all with one profile."""
    home = tmp_path_factory.mktemp("office")

    def save(kind: str, sources: Iterable[Path]) -> list[Path]:
        out = Path(tmp_path_factory.mktemp("saved"))
        sources = list(sources)
        command = ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", FILTERS.get(kind, kind), "--outdir", str(out)]
        _run([*command, *map(str, sources)])
        return [out / f"{source.stem}.{kind}" for source in sources]

    return save


def _run(command: list[str]) -> None:
    """Run LibreOffice, and end what it started too when it takes too long."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as office:
        try:
            told, _ = office.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)
            raise
    assert office.returncode == 0, told
