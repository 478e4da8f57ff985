"""The passport in a generated Word file: what it was made from, to tell whether it was changed.

Whoever forges a file can forge its passport too, but not the seal on it (`documents/seal.py`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import NamedTuple

from documents.controls import escaped
from documents.safety.verdict import Refused
from forms.answers import Answers
from forms.exchange import normalised
from forms.facts import fact
from forms.grammar import FormDefinition
from forms.outline import outline

NAMESPACE = "urn:tilsagn:answers:1"
SEAL_NAMESPACE = "urn:tilsagn:segl:1"
_ATTRIBUTES = {
    "form": "id",
    "version": "version",
    "definition": "checksum",
    "rules": "regler",
    "answers": "svar",
}
_LONGEST = 128
END_OF_LINE = b"</svar>"
LINE_START = b"\n"
"""Stands before each line where they are hashed."""


@fact
class Passport:
    """The form and version a file was made of, the rules of that day, and the hash of its answers.

    `definition` is the checksum of the form. `rules` and `answers` are empty in files from before
    there were passports, and `seal` in those from before there were seals.
    """

    form: str
    version: str
    rules: str
    answers: str
    definition: str = ""
    seal: str = ""

    def fits(self, definition: FormDefinition, answers: Answers) -> bool:
        """Whether these are the answers that the file was made with, in the same form."""
        is_same_form = (self.form, self.version) == (definition.id, definition.version)
        return is_same_form and self.answers == answers_hash(
            definition, normalised(definition, answers)
        )


class Told(NamedTuple):
    """Answers as data: their lines with their ends, in `pieces`, and the hash of them all."""

    pieces: Sequence[bytes]
    checksum: str

    @classmethod
    def of(cls, lines: Sequence[bytes]) -> "Told":
        """The data of lines without their ends."""
        return cls((END_OF_LINE.join((*lines, b"")),), lines_hash(lines))


def answers_hash(definition: FormDefinition, answers: Answers) -> str:
    """The hash a file made with these answers has, whatever order they are given in."""
    form = outline(definition)
    kinds = ((path, form.at(path.address).field.kind, value) for path, value in answers.items())
    lines = (f'<svar sti="{path}">{escaped(kind.format(value))}' for path, kind, value in kinds)
    return lines_hash([line.encode() for line in lines])


def lines_hash(lines: Iterable[bytes]) -> str:
    """SHA-256 of the lines that carry answers as data, in whatever order they were drawn.

    They are without their ends; an empty one stands before them.
    """
    return sorted_hash(LINE_START.join((b"", *sorted(lines))))


def sorted_hash(lines: bytes) -> str:
    """The same of lines that are sorted, each after a `LINE_START`."""
    return sha256(lines).hexdigest()


def passport_of(data: bytes) -> Passport | None:
    """The passport of a file the guard has let in, None without one; raises Refused."""
    from documents.reader.word_file import custom_part  # noqa: PLC0415 - loaded where asked for

    root = custom_part(data, f"{{{NAMESPACE}}}formular")
    if root is None:
        return None
    seal = custom_part(data, f"{{{SEAL_NAMESPACE}}}segl")
    told = {field: (root.get(name) or "")[:_LONGEST] for field, name in _ATTRIBUTES.items()}
    return Passport(seal="" if seal is None else (seal.get("vaerdi") or "")[:_LONGEST], **told)


def passport_isolated(data: bytes) -> Passport | None:
    """`passport_of` in a process of its own; raises IsolationFailed and IsolationBusy."""
    from documents.safety.isolation import run_isolated  # noqa: PLC0415 - loaded where asked for

    told = json.loads(run_isolated(PASSPORT_TASK, data, options={}))
    return None if told is None else Passport(**told)


def passport_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`passport_of` as an isolated task: its answer as JSON."""
    try:
        found = passport_of(payload)
    except Refused:
        found = None
    if found is None:
        return b"null"
    return json.dumps(asdict(found)).encode()


PASSPORT_TASK = f"{passport_task.__module__}.{passport_task.__name__}"
"""The task's name, as the isolation knows it."""
