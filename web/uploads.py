"""A file a person sent: looked at by the guard and read as a form, both in another process."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from documents.reader.isolated import read_isolated
from documents.reading import Reading
from documents.safety.guard import MOST_BYTES, inspect_isolated
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Verdict
from forms.messages import N_

_MISSING = N_("Vælg den fil, du vil lægge op.")
_STATUS = {
    Verdict.TOO_LARGE: 413,
    Verdict.VIRUS: 422,
    Verdict.SCAN_UNAVAILABLE: 503,
    Verdict.TIMEOUT: 503,
}
_LONGEST_NAME = 120


class UploadRefused(Exception):
    """The file is not taken in: a sentence in the reader's language, and the status to answer."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(status)
        self.sentence = sentence
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was read; `warnings` are sentences about what of it was left out."""

    name: str
    reading: Reading
    warnings: tuple[str, ...]


def read_upload(form_key: str | None = None) -> Upload:
    """The posted file as a form, the named one if that is known; raises UploadRefused.

    IsolationBusy, when too many are read at once, becomes a 503 like any other failure.
    """
    sent = request.files.get("fil")
    if sent is None or not sent.filename:
        raise UploadRefused(gettext(_MISSING), 422)
    data = sent.stream.read(MOST_BYTES + 1)
    inspection = inspect_isolated(data)
    if not inspection.is_accepted:
        raise UploadRefused(gettext(inspection.sentence), _STATUS.get(inspection.verdict, 422))
    name = shown_name(sent.filename)
    try:
        reading = read_isolated(data, form=form_key, file=name)
    except IsolationFailed as failed:
        sentence = gettext(failed.verdict.sentence)
        raise UploadRefused(sentence, _STATUS.get(failed.verdict, 422)) from failed
    warnings = tuple(gettext(warning.sentence) for warning in inspection.warnings)
    return Upload(name=name, reading=reading, warnings=warnings)


def shown_name(name: str) -> str:
    """A file's name as data to show: without folders, unprintable or turning characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable())[:_LONGEST_NAME]
