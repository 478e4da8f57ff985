"""What `flask check` says of a case: as text, as JSON, as a page, as notes in copies."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.data import plain
from cli.examined import ExaminedCase, ExaminedFile
from cli.language import Translate
from cli.wording import Remark, count_of, heading_of, proofs_of, remark_across, remark_of
from documents.annotating import annotated_isolated
from documents.notes import MORE, Note
from documents.proof_json import proof_to_json
from documents.proof_words import DIFFERENCE, PROOF, STATED, ToldProof
from documents.reader.report import finding_to_json, reading_to_json
from documents.reader.wire import place_to_json
from forms.messages import N_
from validators.finding import Finding

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_WHOLE_CASE = N_("Sagen som helhed")
_ACROSS = N_("Dokumenterne holdt op mod hinanden")
_SEE_ALSO = N_("Se også: %(place)s")


def report_json(case: ExaminedCase, translate: Translate) -> dict[str, object]:
    """The files as `flask read` shows them with their findings, and those of the whole case."""
    documents: list[object] = [
        {
            **reading_to_json(each.reading, translate),
            "findings": [_finding_json(finding, translate) for finding in each.findings],
            "proof": proof_to_json(each.proof, each.places),
        }
        for each in case.files
    ]
    across = [_across_json(finding, translate) for finding in case.findings]
    return {"documents": documents, "case": {"findings": across}}


def report_text(case: ExaminedCase, translate: Translate) -> str:
    """The files one after the other, then the case, each finding with what to do about it."""
    lines: list[str] = []
    for each in case.files:
        lines.append(f"{each.reading.file}: {heading_of(each.reading, translate)}")
        for remark in _remarks(each, translate):
            lines += _remark_lines(remark, translate)
        lines += [f"  {count_of(each.findings, translate)}"]
        lines += [*_proof_lines(proofs_of(each, translate), translate), ""]
    if len(case.files) > 1:
        lines.append(f"{translate(_WHOLE_CASE)}: {translate(_ACROSS)}")
        for remark in _remarks_across(case, translate):
            lines += _remark_lines(remark, translate)
        lines += [f"  {count_of(case.findings, translate)}", ""]
    return "\n".join(plain(line) for line in lines)


def report_page(case: ExaminedCase, translate: Translate, language: str) -> str:
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
            "proofs": proofs_of(each, translate),
        }
        for each in case.files
    ]
    if len(case.files) > 1:
        chapters.append(
            {
                "name": translate(_WHOLE_CASE),
                "heading": translate(_ACROSS),
                "count": count_of(case.findings, translate),
                "remarks": _remarks_across(case, translate),
                "proofs": (),
            }
        )
    template = environment.get_template("report.html")
    return template.render(chapters=chapters, _=translate, language=language)


def annotated(file: ExaminedFile, case: ExaminedCase, translate: Translate) -> bytes:
    """The file with a note at each finding in it, those against other files too.

    Comments in a Word file, notes on the pages of a PDF. Raises IsolationFailed for a file that
    takes none, and IsolationBusy.
    """
    notes = [
        Note(text=text, place=each.place, evidence=each.evidence, rule=each.rule)
        for each, text in _told(file, case, translate)
    ]
    return annotated_isolated(file.content, notes, more=translate(MORE))


def _told(
    file: ExaminedFile, case: ExaminedCase, translate: Translate
) -> Iterator[tuple[Finding, str]]:
    """The findings in a file, each with what its note says."""
    within = zip(file.findings, _remarks(file, translate), strict=True)
    across = zip(case.findings, _remarks_across(case, translate), strict=True)
    for finding, remark in (*within, *across):
        if finding.file == file.reading.file:
            yield finding, _note_text(remark, translate)


def _remarks(file: ExaminedFile, translate: Translate) -> list[Remark]:
    return [remark_of(file.reading, finding, translate) for finding in file.findings]


def _remarks_across(case: ExaminedCase, translate: Translate) -> list[Remark]:
    return [remark_across(case.readings, finding, translate) for finding in case.findings]


def _remark_lines(remark: Remark, translate: Translate) -> list[str]:
    where = f"{remark.where}: " if remark.where else ""
    lines = [f"  {remark.weight} {remark.rule}  {where}{remark.text}"]
    place = f" ({remark.place})" if remark.place else ""
    details = (remark.advice, f"{remark.evidence}{place}" if remark.evidence else remark.place)
    told = (*details, _see_also(remark, translate))
    return lines + [f"      {detail}" for detail in told if detail]


def _proof_lines(proofs: Sequence[ToldProof], translate: Translate) -> Iterator[str]:
    """The totals, each with its sentence or place, and what there is to say of it."""
    if proofs:
        yield f"  {translate(PROOF)}:"
    for each in proofs:
        told = each.formula or each.stated
        yield f"    {each.sign} {each.name}: {told}  [{each.verdict}]"
        if each.stated and each.formula:
            sums = f"{translate(STATED)} {each.stated}, {translate(DIFFERENCE)} {each.difference}"
            yield f"        {sums}" + (f" ({each.rounding})" if each.rounding else "")
        for term in each.terms:
            yield f"        {term.reckoned}  {term.words}"
        found = f"»{each.quote}«" if each.quote else ""
        place = f"({each.place})" if each.place else ""
        said = (each.left_out, *each.remarks, " ".join(filter(None, (found, place))))
        yield from (f"        {line}" for line in said if line)


def _note_text(remark: Remark, translate: Translate) -> str:
    where = f"{remark.where}: " if remark.where else ""
    told = f"{remark.weight}: {where}{remark.text}\n{remark.advice}"
    see_also = _see_also(remark, translate)
    return f"{told}\n{see_also}" if see_also else told


def _see_also(remark: Remark, translate: Translate) -> str:
    return translate(_SEE_ALSO) % {"place": remark.other} if remark.other else ""


def _across_json(finding: Finding, translate: Translate) -> dict[str, object]:
    """A finding across documents, with the `other` document and place where there is one."""
    told = _finding_json(finding, translate)
    if finding.other is None:
        return told
    place = {} if finding.other.place is None else place_to_json(finding.other.place)
    other = {"file": finding.other.file, "path": str(finding.other.path), "place": place}
    return {**told, "other": other}


def _finding_json(finding: Finding, translate: Translate) -> dict[str, object]:
    return {**finding_to_json(finding, translate), "file": finding.file}
