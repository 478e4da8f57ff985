"""LibreOffice as a program that opens files and saves them as something else."""

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

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
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=400)
        return [out / f"{source.stem}.{kind}" for source in sources]

    return save
