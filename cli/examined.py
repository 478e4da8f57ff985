"""Files read and examined as one case, as `flask check` reports it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cli.data import NoFile, shown_name
from cli.reading import file_content, read_named, unopened
from documents.reader.examine_file import is_unreadable, is_workbook
from documents.reading import Reading
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from documents.uploaded_pages import with_pages
from forms.path import Path
from forms.programmes.programme import Programme
from validators.examination import examine, examine_across
from validators.finding import Finding, Place, Severity
from validators.proof_lines import ProofLine
from validators.proof_sheet import prove
from validators.whole_case import CaseDocument

_WEIGHTS = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedFile:
    """One file of a case; `findings` are those of the reading and of the rules, heaviest first.

    `proof` is what became of each of its totals.
    """

    name: str
    content: bytes
    reading: Reading
    findings: tuple[Finding, ...]
    proof: tuple[ProofLine, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read at all."""
        return not is_unreadable(self.reading)

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file, which can be given notes."""
        return recognise(self.content) is FileKind.ZIP and not is_workbook(self.reading)

    @property
    def takes_notes(self) -> bool:
        """Whether it can be given notes: a Word file or a PDF that could be read."""
        return self.is_readable and not is_workbook(self.reading)

    @property
    def places(self) -> Mapping[Path, Place]:
        """Where each answer stands in the file."""
        return {path: origin.place for path, origin in self.reading.origins.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedCase:
    """The files as they were named, and what is found only by setting them against each other."""

    files: tuple[ExaminedFile, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether every file could be read."""
        return all(file.is_readable for file in self.files)

    @property
    def has_errors(self) -> bool:
        """Whether a finding stops a submission."""
        found = (*self.findings, *(each for file in self.files for each in file.findings))
        return any(finding.severity is Severity.ERROR for finding in found)

    @property
    def readings(self) -> Mapping[str, Reading]:
        """Each reading by the name of its file in reports."""
        return {file.reading.file or "": file.reading for file in self.files}


def examined_case(
    names: tuple[str, ...], *, programme: Programme | None, received: date | None
) -> ExaminedCase:
    """Named files, each by itself and, where there are several, against each other."""
    files = tuple(
        _examined_file(name, shown, programme=programme, received=received)
        for name, shown in zip(names, _distinct(names), strict=True)
    )
    if len(files) == 1:
        return ExaminedCase(files=files)
    documents = [_document(file) for file in files if file.content]
    places = {file.reading.file or "": file.places for file in files}
    found = examine_across(documents, programme=programme, received=received)
    across = _heaviest_first([finding.placed_among(places) for finding in found])
    return ExaminedCase(files=files, findings=across)


def _examined_file(
    name: str, shown: str, *, programme: Programme | None, received: date | None
) -> ExaminedFile:
    """A named file, read and examined; one that cannot be opened is told of like any other."""
    try:
        content = file_content(name)
    except NoFile as error:
        return _examined(name, b"", replace(unopened(name, error), file=shown), ())
    reading = replace(read_named(name, content), file=shown)
    if reading.form is None:
        return _examined(name, content, reading, ())
    reading = with_pages(reading, content, programme=programme)
    found = examine(
        reading.form,
        reading.answers,
        programme=programme,
        received=received,
        extent=reading.extent,
    )
    proof = prove(reading.form, reading.answers, programme=programme)
    return replace(_examined(name, content, reading, found), proof=proof)


def _examined(
    name: str, content: bytes, reading: Reading, found: tuple[Finding, ...]
) -> ExaminedFile:
    file = ExaminedFile(name=name, content=content, reading=reading, findings=())
    placed = [finding.placed(file.places, reading.file) for finding in found]
    problems = [replace(finding, file=reading.file) for finding in reading.problems]
    return replace(file, findings=_heaviest_first([*problems, *placed]))


def _document(file: ExaminedFile) -> CaseDocument:
    """The file as a document of its case; one that is no form is there by its name."""
    reading = file.reading
    return CaseDocument(name=reading.file or "", definition=reading.form, answers=reading.answers)


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """A name for each file in reports; several of one name are numbered."""
    taken: Counter[str] = Counter()
    distinct: list[str] = []
    for name in names:
        shown = shown_name(name)
        taken[shown] += 1
        distinct.append(f"{shown} ({taken[shown]})" if taken[shown] > 1 else shown)
    return tuple(distinct)


def _heaviest_first(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: _WEIGHTS.index(finding.severity)))
