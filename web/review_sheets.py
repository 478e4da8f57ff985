"""The report of a review as a workbook, to be sorted and counted."""

from collections.abc import Iterator

from flask_babel import gettext

from cases.review import Review
from cases.review_report import FileReport, ReviewReport
from documents.findings_workbook import FileRow, FindingRow, SumRow, findings_workbook
from validators.finding import Severity
from web.proof import proof_read
from web.review_wording import Told, file_title, role_text, told_file, told_noted
from web.wording import severity_name


def workbook_of(review: Review, report: ReviewReport) -> bytes:
    """The findings that count, a row each, and the files; named by the review where no file is."""
    rows = [*_whole(review, report), *(row for file in report.counted() for row in _rows(file))]
    sums = [row for file in report.counted() for row in _sums(file)]
    return findings_workbook(rows, tuple(map(_file, report.files())), gettext, sums)


def _sums(file: FileReport) -> Iterator[SumRow]:
    reading, title = file.file.reading, file_title(file.file)
    for proof in proof_read(reading) if reading else ():
        yield SumRow(document=title, file=file.file.name, proof=proof)


def _whole(review: Review, report: ReviewReport) -> Iterator[FindingRow]:
    for case in report.cases:
        for noted in case.whole:
            yield _row(case.name or review.title, "", told_noted(noted))


def _rows(file: FileReport) -> Iterator[FindingRow]:
    for told in told_file(file):
        yield _row(file_title(file.file), file.file.name, told)


def _row(document: str, file: str, told: Told) -> FindingRow:
    remark = told.remark
    values = dict(remark.finding.values)
    return FindingRow(
        document=document,
        file=file,
        severity=severity_name(remark.severity),
        rule=remark.rule,
        where=remark.where,
        place=told.place,
        sentence=remark.text,
        what_to_do=remark.advice,
        evidence=remark.evidence,
        stated=values.get("stated", ""),
        computed=values.get("computed", ""),
        difference=values.get("difference", ""),
        is_waived=told.is_waived,
        reason=told.reason,
    )


def _file(file: FileReport) -> FileRow:
    reading = file.file.reading
    form = reading.form if reading else None
    return FileRow(
        file=file.file.name,
        form=gettext(form.title) if form else "",
        version=form.version if form else "",
        state=role_text(file.sorted.role),
        errors=file.count(Severity.ERROR),
        warnings=file.count(Severity.WARNING),
    )
