"""What `flask check` says of a case: as text, as JSON, as a page, as notes in the files."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.data import plain
from cli.examined import ExaminedFile
from cli.language import Translate
from cli.wording import Remark, count_of, heading_of, remark_of
from documents.comments import Note, annotate
from documents.reader.report import finding_to_json, reading_to_json
from validators.finding import Finding

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def report_json(files: tuple[ExaminedFile, ...], translate: Translate) -> dict[str, object]:
    """The files as `flask read` shows them with their findings, and those of the whole case."""
    documents: list[object] = [
        {
            **reading_to_json(each.reading, translate),
            "findings": [_finding_json(finding, translate) for finding in each.findings],
        }
        for each in files
    ]
    return {"documents": documents, "case": {"findings": []}}


def report_text(files: tuple[ExaminedFile, ...], translate: Translate) -> str:
    """The files one after the other, each finding with what to do about it."""
    lines: list[str] = []
    for each in files:
        lines.append(f"{each.reading.file}: {heading_of(each.reading, translate)}")
        for remark in _remarks(each, translate):
            lines += _remark_lines(remark)
        lines += [f"  {count_of(each.findings, translate)}", ""]
    return "\n".join(plain(line) for line in lines)


def report_page(files: tuple[ExaminedFile, ...], translate: Translate, language: str) -> str:
    """One HTML page that needs nothing but itself; everything from a document is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    chapters = [
        {
            "name": plain(each.reading.file or ""),
            "heading": heading_of(each.reading, translate),
            "count": count_of(each.findings, translate),
            "remarks": _remarks(each, translate),
        }
        for each in files
    ]
    template = environment.get_template("report.html")
    return template.render(chapters=chapters, _=translate, language=language)


def annotated(file: ExaminedFile, translate: Translate) -> bytes:
    """The file with a note in Word at each finding."""
    notes = [
        Note(text=_note_text(remark), place=finding.place)
        for finding, remark in zip(file.findings, _remarks(file, translate), strict=True)
    ]
    return annotate(file.content, notes)


def _remarks(file: ExaminedFile, translate: Translate) -> list[Remark]:
    return [remark_of(file.reading, finding, translate) for finding in file.findings]


def _remark_lines(remark: Remark) -> list[str]:
    where = f"{remark.where}: " if remark.where else ""
    lines = [f"  {remark.weight} {remark.rule}  {where}{remark.text}"]
    place = f" ({remark.place})" if remark.place else ""
    details = (remark.advice, f"{remark.evidence}{place}" if remark.evidence else remark.place)
    return lines + [f"      {detail}" for detail in details if detail]


def _note_text(remark: Remark) -> str:
    where = f"{remark.where}: " if remark.where else ""
    return f"{remark.weight} {remark.rule}. {where}{remark.text}\n{remark.advice}"


def _finding_json(finding: Finding, translate: Translate) -> dict[str, object]:
    return {**finding_to_json(finding, translate), "file": finding.file}
