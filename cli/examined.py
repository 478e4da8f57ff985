"""A file read and examined, as `flask check` reports it."""

from dataclasses import dataclass, replace
from datetime import date

from cli.data import NoFile
from cli.reading import file_content, read_named, unopened
from documents.reader.examine_file import is_unreadable
from documents.reading import Reading
from forms.programmes.programme import Programme
from validators.examination import examine
from validators.finding import Finding, Severity

_WEIGHTS = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedFile:
    """One file of a case; `findings` are those of the reading and of the rules, heaviest first."""

    name: str
    content: bytes
    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read at all."""
        return not is_unreadable(self.reading)

    @property
    def has_errors(self) -> bool:
        """Whether a finding stops a submission."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def examined_file(name: str, *, programme: Programme | None, received: date | None) -> ExaminedFile:
    """A named file, read and examined; one that cannot be opened is told of like any other."""
    try:
        content = file_content(name)
    except NoFile as error:
        return _examined(name, b"", unopened(name, error), ())
    reading = read_named(name, content)
    if reading.form is None:
        return _examined(name, content, reading, ())
    found = examine(reading.form, reading.answers, programme=programme, received=received)
    return _examined(name, content, reading, found)


def _examined(
    name: str, content: bytes, reading: Reading, found: tuple[Finding, ...]
) -> ExaminedFile:
    places = {path: origin.place for path, origin in reading.origins.items()}
    placed = [finding.placed(places, reading.file) for finding in found]
    problems = [replace(finding, file=reading.file) for finding in reading.problems]
    heaviest_first = sorted(
        [*problems, *placed], key=lambda finding: _WEIGHTS.index(finding.severity)
    )
    return ExaminedFile(name=name, content=content, reading=reading, findings=tuple(heaviest_first))
