"""What a review found: in each file, across the files of each case, and what is let pass."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from cases.review import OwnRemark, Review, ReviewFile, Waiver
from cases.review_lines import folder_of, name_of
from cases.review_sorting import (
    Role,
    Sorted,
    cases_among,
    sort_files,
)
from cases.waivers import Unmoved, waivers_of_moved
from forms.path import Path
from forms.programmes.programme import Programme
from validators.examination import examine_case
from validators.finding import Finding, Place, Severity
from validators.whole_case import CaseDocument, shared_programme

_WEIGHTS = list(Severity)
_COUNTED = frozenset({Role.CURRENT, Role.UNKNOWN, Role.UNREADABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A finding in a file, by a key that stays the same in the file's next version.

    Across documents `other_file` is the file it was made against, where that is one.
    """

    key: str
    finding: Finding
    waiver: Waiver | None = None
    other_file: ReviewFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """A file with its role, what was found in it, the heaviest first, and the officer's remarks."""

    sorted: Sorted
    noted: tuple[Noted, ...] = ()
    remarks: tuple[OwnRemark, ...] = ()

    @property
    def file(self) -> ReviewFile:
        """The file itself."""
        return self.sorted.file

    def count(self, severity: Severity) -> int:
        """How many findings of a weight are not let pass."""
        return _count(self.noted, severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReport:
    """Files that make one case, with what is found of the case as no single file's fault.

    `name` is what its documents call it, empty where none does; `loose` are files that are no
    forms and count by their names, as a drawing does.
    """

    name: str
    programme: Programme | None
    files: tuple[FileReport, ...]
    loose: tuple[FileReport, ...] = ()
    whole: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """Everything there is to say of a review; `others` are the files of no case."""

    cases: tuple[CaseReport, ...]
    others: tuple[FileReport, ...]

    def files(self) -> Iterator[FileReport]:
        """Every file once: those of the cases first, as they stand in the report."""
        for case in self.cases:
            yield from case.files
            yield from case.loose
        yield from self.others

    def file(self, file_id: str) -> FileReport | None:
        """The report of a file."""
        return next((each for each in self.files() if each.file.id == file_id), None)

    def counted(self) -> Iterator[FileReport]:
        """The files whose findings count: not those that another file stands for."""
        yield from (each for each in self.files() if each.sorted.role in _COUNTED)

    def noted(self) -> Iterator[Noted]:
        """Every finding that counts, as it stands in the report."""
        for case in self.cases:
            yield from case.whole
        for file in self.counted():
            yield from file.noted

    def programme_of(self, noted: Noted) -> str:
        """The id of the programme that a finding's case is applied for under; empty for none."""
        for case in self.cases:
            within = (each for file in case.files for each in file.noted)
            if case.programme and any(each is noted for each in (*case.whole, *within)):
                return case.programme.id
        return ""

    def count(self, severity: Severity) -> int:
        """How many findings of a weight are not let pass."""
        return _count(self.noted(), severity)


def report_of(review: Review) -> ReviewReport:
    """The review examined; the same files, waivers and remarks give the same report.

    A waiver of a former version's finding holds for that finding in another row too.
    """
    report = _examined(review)
    lost = review.waivers.keys() - {each.key for each in report.noted()}
    moved = waivers_of_moved(review.waivers, _by_unmoved(report), _former(review, lost))
    return _examined(replace(review, waivers={**review.waivers, **moved})) if moved else report


def _by_unmoved(report: ReviewReport) -> Iterator[tuple[Unmoved, str]]:
    """The warnings that count in a report, by what of them stays where a row moves, with keys."""
    for file in report.counted():
        for each in file.noted:
            if each.finding.severity is Severity.WARNING:
                yield Unmoved.of(each.finding, file.file.line), each.key


def _former(review: Review, lost: Collection[str]) -> Iterator[tuple[Unmoved, str]]:
    """The same for the findings whose waivers were lost, in the versions they were made in."""
    if not lost:
        return
    lines = Counter(each.line for each in review.files if each.reading is not None)
    for file in review.files:
        if lines[file.line] > 1 and file.reading is not None:
            alone = _examined(replace(review, files=(replace(file, is_set_aside=False),)))
            yield from (each for each in _by_unmoved(alone) if each[1] in lost)


def _examined(review: Review) -> ReviewReport:
    files = sort_files(review.files)
    gathered = cases_among(files)
    loose = _loose_by_case(files, gathered)
    taken = {each.file.id for group in (*gathered, *loose) for each in group}
    return ReviewReport(
        cases=tuple(
            _case(review, group, beside) for group, beside in zip(gathered, loose, strict=True)
        ),
        others=tuple(
            _file(review, each, _problems(each)) for each in files if each.file.id not in taken
        ),
    )


def key_of(finding: Finding, line: str) -> str:
    """What a finding is known by: its rule, its document and place, and what it rests on."""
    told = (line, finding.rule, finding.variant, str(finding.path), finding.evidence)
    return sha256(json.dumps(told).encode()).hexdigest()


def _count(noted: Iterable[Noted], severity: Severity) -> int:
    return sum(1 for each in noted if each.finding.severity is severity and not each.waiver)


def _loose_by_case(
    files: Sequence[Sorted], gathered: Sequence[Sequence[Sorted]]
) -> tuple[tuple[Sorted, ...], ...]:
    """By case, what is no form of ours but lies in its folder, or beside the only case there is."""
    folders = [{folder_of(each.file) for each in group} for group in gathered]
    loose: list[list[Sorted]] = [[] for _ in gathered]
    for each in files:
        if each.role is not Role.UNKNOWN:
            continue
        at = [n for n, names in enumerate(folders) if folder_of(each.file) in names]
        if len(gathered) == 1 or len(at) == 1:
            loose[0 if len(gathered) == 1 else at[0]].append(each)
    return tuple(map(tuple, loose))


def _case(review: Review, group: Sequence[Sorted], loose: Sequence[Sorted]) -> CaseReport:
    named = dict(zip(_distinct([*group, *loose]), [*group, *loose], strict=True))
    documents = [_document(name, each.file) for name, each in named.items()]
    found = examine_case(documents, received=review.received)
    places = {name: _places(each.file) for name, each in named.items()}
    across = [each.placed_among(places) for each in found.across]
    within = dict(zip(named, found.documents, strict=True))
    files = {
        name: _file(
            review,
            each,
            (
                *_problems(each),
                *(one.placed(places[name], None) for one in within[name]),
                *(one for one in across if one.file == name),
            ),
            named,
        )
        for name, each in named.items()
    }
    reports = tuple(files.values())
    line = group[0].file.line
    return CaseReport(
        name=_case_name(group),
        programme=shared_programme(documents),
        files=reports[: len(group)],
        loose=reports[len(group) :],
        whole=tuple(_noted(review, each, line, named) for each in across if each.file not in named),
    )


def _case_name(group: Sequence[Sorted]) -> str:
    names = (name_of(each.file.reading) for each in group if each.file.reading)
    return next((name for name in names if name), "")


def _document(name: str, file: ReviewFile) -> CaseDocument:
    reading = file.reading
    if reading is None or reading.form is None:
        return CaseDocument(name=name)
    return CaseDocument(
        name=name, definition=reading.form, answers=reading.answers, extent=reading.extent
    )


def _places(file: ReviewFile) -> Mapping[Path, Place]:
    origins = file.reading.origins if file.reading else {}
    return {path: origin.place for path, origin in origins.items()}


def _problems(each: Sorted) -> tuple[Finding, ...]:
    return () if each.file.reading is None else each.file.reading.problems


def _file(
    review: Review,
    each: Sorted,
    findings: Iterable[Finding],
    named: Mapping[str, Sorted] | None = None,
) -> FileReport:
    noted = [_noted(review, one, each.file.line, named or {}) for one in findings]
    return FileReport(
        sorted=each,
        noted=tuple(sorted(noted, key=lambda one: _WEIGHTS.index(one.finding.severity))),
        remarks=tuple(one for one in review.remarks if one.file_id == each.file.id),
    )


def _noted(review: Review, finding: Finding, line: str, named: Mapping[str, Sorted]) -> Noted:
    key = key_of(finding, line)
    other = named.get(finding.other.file) if finding.other else None
    return Noted(
        key=key,
        finding=finding,
        waiver=review.waivers.get(key) if finding.severity is not Severity.ERROR else None,
        other_file=other.file if other else None,
    )


def _distinct(files: Iterable[Sorted]) -> list[str]:
    """A name for each file that no other has, since findings tell files by name."""
    names: list[str] = []
    for each in files:
        name, number = each.file.name, 1
        while name in names:
            number += 1
            name = f"{each.file.name} ({number})"
        names.append(name)
    return names
