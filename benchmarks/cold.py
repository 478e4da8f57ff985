"""A command that makes one document and ends: ours, and a line of Python with docxtpl."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.plain_templates import docxtpl, plain_data, same_words, template_in
from benchmarks.rounds import Table, table
from benchmarks.work import case
from forms.exchange import answers_to_json

_ROOT = Path(__file__).resolve().parents[1]
_THEIRS = (
    "import json, sys; from docxtpl import DocxTemplate; d = DocxTemplate(sys.argv[1]); "
    "d.render(json.load(open(sys.argv[2])), autoescape=True); d.save(sys.argv[3])"
)


def measured() -> list[Table]:
    """One table: the processor's seconds of a whole process, from its start to its end."""
    form, answers = case()[1]
    with TemporaryDirectory() as name:
        folder = Path(name)
        template, data = folder / "template.docx", folder / "data.json"
        template.write_bytes(template_in(form, docxtpl))
        data.write_text(json.dumps(plain_data(form, answers)))
        given = folder / "answers.json"
        given.write_text(json.dumps(answers_to_json(form, answers)))
        theirs, ours = folder / "theirs.docx", folder / "ours.docx"
        by_docxtpl = [sys.executable, "-c", _THEIRS, str(template), str(data), str(theirs)]
        by_us = [sys.executable, "-m", "flask", "fill", form.id, str(given), "-o", str(ours)]
        workers = {
            "docxtpl": _spent(by_docxtpl),
            "**flask fill**": _spent(by_us),
            "flask --help": _spent([sys.executable, "-m", "flask", "--help"]),
            "a Python that imports flask.cli": _spent([sys.executable, "-c", "import flask.cli"]),
            "a Python that does nothing": _spent([sys.executable, "-c", "pass"]),
        }
        for spent in workers.values():
            spent()
        same_words("docxtpl", theirs.read_bytes(), ours.read_bytes())
        made = table("A cold command that makes one sub-agreement", workers, rounds=5)
    made.notes.append(
        "docxtpl prints plain texts without controls, the same words. Most of either is loading "
        "Python's modules: no command of flask's can take less than to import flask.cli."
    )
    return [made]


def _spent(command: list[str]) -> Callable[[], float]:
    def spent() -> float:
        before = _of_children()
        subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
        return _of_children() - before

    return spent


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
