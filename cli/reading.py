"""A file named on the command line, read as a form."""

from time import sleep

from cli.data import NoFile, read_bytes, shown_name
from documents.reader.examine_file import is_unreadable, read_file
from documents.reading import Reading
from documents.safety.guard import MOST_BYTES
from documents.safety.isolation import IsolationBusy
from documents.traces.cpr import with_cpr_of_file
from documents.traces.finding_traces import traces_isolated
from forms.grammar import FormDefinition
from validators.registry import rule_of

_TRIES = 5


def file_content(name: str) -> bytes:
    """A file's bytes, as many as a document may have and one more; raises NoFile."""
    return read_bytes(name, MOST_BYTES)


def read_named(name: str, data: bytes, form: FormDefinition | None = None) -> Reading:
    """The reading of a file's content; one that cannot be read has REA001 and no form."""
    for wait in range(1, _TRIES):
        try:
            return _read(name, data, form)
        except IsolationBusy:
            sleep(wait)
    return _read(name, data, form)


def _read(name: str, data: bytes, form: FormDefinition | None) -> Reading:
    reading = read_file(data, form=form, file=shown_name(name))
    return reading if is_unreadable(reading) else with_cpr_of_file(reading, traces_isolated(data))


def unopened(name: str, error: NoFile) -> Reading:
    """The reading of a file that could not even be opened: REA001 says why."""
    file = shown_name(name)
    values = (("verdict", error.code), ("reason", error.reason))
    told = rule_of("REA001").found(values=values, evidence=error.code, variant="told", file=file)
    return Reading(form=None, problems=(told,), file=file)
