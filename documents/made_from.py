"""The answers a generated file was made from: a Word file carries them, a workbook a fingerprint.

By them what was changed in the file is told from what was changed in the draft since.
"""

import json
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from documents.passport import NAMESPACE, answers_hash
from documents.reader.sheet_marks import made_from_in
from documents.reader.word_file import custom_part
from documents.safety.isolation import IsolationFailed, run_isolated
from documents.safety.verdict import Refused
from forms.answers import Answers
from forms.exchange import answers_from_json, answers_to_json, normalised
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.levels import BadAnswers
from forms.outline import outline
from forms.path import BadPath, Path
from forms.registry import form_of

_LINE = f"{{{NAMESPACE}}}svar"
_MOST = 50_000


def made_from(data: bytes, form: FormDefinition) -> Answers | None:
    """The answers a file the guard has let in was made from; raises Refused.

    None where it is none of this form and version, or the data is not as we wrote it.
    """
    root = custom_part(data, f"{{{NAMESPACE}}}formular")
    if root is None or (root.get("id"), root.get("version")) != (form.id, form.version):
        return None
    try:
        answers = normalised(form, Answers(_answers(root, form)))
    except (BadPath, KeyError, TypeError):
        return None
    return answers if answers_hash(form, answers) == root.get("svar") else None


def made_from_isolated(data: bytes, form: FormDefinition) -> Answers | None:
    """`made_from` in a process of its own, None also where it gave no result.

    Raises IsolationBusy.
    """
    try:
        told = json.loads(run_isolated(MADE_FROM_TASK, data, options={"form": form.key}))
        return None if told is None else answers_from_json(form, told)
    except (IsolationFailed, BadAnswers):
        return None


def made_from_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """`made_from` as an isolated task: the answers as JSON."""
    form = form_of(options["form"])
    try:
        found = made_from(payload, form)
    except Refused:
        found = None
    return json.dumps(None if found is None else answers_to_json(form, found)).encode()


MADE_FROM_TASK = f"{made_from_task.__module__}.{made_from_task.__name__}"
"""The task's name, as the isolation knows it."""


def fingerprint_isolated(data: bytes) -> str:
    """The fingerprint of the answers a workbook was made from, in a process of its own.

    Empty where it has none or gave no result. Raises IsolationBusy.
    """
    try:
        return run_isolated(FINGERPRINT_TASK, data, options={}).decode("ascii", "replace")
    except IsolationFailed:
        return ""


def fingerprint_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`made_from_in` as an isolated task."""
    try:
        return made_from_in(payload).encode("ascii", "replace")
    except Refused:
        return b""


FINGERPRINT_TASK = f"{fingerprint_task.__module__}.{fingerprint_task.__name__}"
"""The task's name, as the isolation knows it."""


def _answers(root: _Element, form: FormDefinition) -> Iterator[tuple[Path, Value]]:
    fields = outline(form)
    for number, line in enumerate(root.iterfind(_LINE)):
        if number == _MOST:
            raise KeyError
        path = Path.parse(line.get("sti") or "")
        value = fields.at(path.address).field.kind.parse(line.text or "")
        if value is not None:
            yield path, value
