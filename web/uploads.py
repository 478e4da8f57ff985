"""A file a person sent, read as a form in a process of its own."""

from dataclasses import dataclass

from flask import Flask, Request, request
from flask_babel import gettext

from documents.reader.examine_file import is_unreadable, is_workbook, read_file
from documents.reading import Reading
from documents.safety.guard import MOST_BYTES
from documents.safety.verdict import FileKind, Verdict, describe
from documents.traces.cpr import with_cpr_of_file
from documents.traces.finding_traces import traces_isolated
from documents.traces.trace import Traces
from forms.messages import N_
from web.frame import before
from web.wording import sentence_of

FILE_NAME = "fil"
_MISSING = N_("Vælg den fil, du vil lægge op.")
_STATUS = {
    Verdict.TOO_LARGE.value: 413,
    Verdict.SCAN_UNAVAILABLE.value: 503,
    Verdict.TIMEOUT.value: 503,
}
_LONGEST_NAME = 120
_MOST_FOLDERS = 3
_NAMELESS = "fil"
_BUNDLED = frozenset({"desk.start", "desk.add"})


class UploadRefused(Exception):
    """The file is not taken in: a sentence in the reader's language, and the status to answer."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(status)
        self.sentence = sentence
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was read, with its name as it may be shown, and its content.

    `traces` is None where it could not be found out what it tells beside its text.
    """

    name: str
    reading: Reading
    data: bytes
    traces: Traces | None


def read_upload() -> Upload:
    """The posted file, read as whichever form it is.

    Raises UploadRefused for a file that cannot be read or a workbook that is no form of ours, and
    IsolationBusy.
    """
    sent = request.files.get(FILE_NAME)
    if sent is None or not sent.filename:
        raise UploadRefused(gettext(_MISSING), 422)
    name = shown_name(sent.filename)
    data = sent.stream.read(MOST_BYTES + 1)
    sent.close()
    reading = read_file(data, file=name)
    if is_unreadable(reading):
        problem = reading.problems[0]
        raise UploadRefused(sentence_of(problem), _STATUS.get(problem.evidence, 422))
    if reading.form is None and is_workbook(reading):
        reason = describe(Verdict.TEMPLATE_OR_OTHER_OFFICE, FileKind.EXCEL)
        raise UploadRefused(gettext(reason), 422)
    traces = traces_isolated(data)
    return Upload(name=name, reading=with_cpr_of_file(reading, traces), data=data, traces=traces)


def allow_bundles(app: Flask) -> None:
    """Let many files, or a zip of them, be laid up at once; called before anything reads a form."""

    def allow(asked: Request) -> None:
        if asked.endpoint in _BUNDLED:
            asked.max_content_length = int(app.config["LARGEST_BUNDLE"])

    before(app, allow)


def shown_path(name: str) -> str:
    """A file's name with its folders as data to show: no way out of them, nothing unprintable."""
    parts = [shown_name(part) for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part.strip(". ")]
    return "/".join(kept[-_MOST_FOLDERS:]) or _NAMELESS


def shown_name(name: str) -> str:
    """A file's name as data to show: without folders, unprintable or turning characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable())[:_LONGEST_NAME]
