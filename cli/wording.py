"""Findings in the words of the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cli.examined import ExaminedFile
from cli.language import Translate
from cli.severities import SEVERITIES
from documents.proof_words import ToldProof, Wording, told_proofs
from documents.reading import Reading
from documents.sheets.cell_names import cell_name
from forms.grammar import FormDefinition
from forms.messages import N_
from forms.outline import outline
from forms.path import Path
from validators.examination import message_of, what_to_do
from validators.finding import Finding, Place, Severity, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding as a person reads it."""

    rule: str
    severity: Severity
    weight: str
    where: str
    text: str
    advice: str
    evidence: str
    place: str
    other: str = ""


def remark_across(
    readings: Mapping[str, Reading], finding: Finding, translate: Translate
) -> Remark:
    """A finding across documents: `where` begins with the file, `other` is the other place."""
    file = finding.file or ""
    remark = remark_of(readings[file], finding, translate)
    where = ", ".join(part for part in (file, remark.where) if part)
    return replace(remark, where=where, other=_elsewhere(readings, finding, translate))


def remark_of(reading: Reading, finding: Finding, translate: Translate) -> Remark:
    """A finding with its sentence, what to do, and the names of its field and place."""
    return Remark(
        rule=finding.rule,
        severity=finding.severity,
        weight=translate(SEVERITIES[finding.severity]),
        where="" if reading.form is None else _label(reading.form, finding.path, translate),
        text=message_of(finding, translate),
        advice=what_to_do(finding, translate),
        evidence=finding.evidence,
        place=_place(finding.place, translate),
    )


def proofs_of(file: ExaminedFile, translate: Translate) -> tuple[ToldProof, ...]:
    """The totals of a file in words, each by its field and its place."""
    form, places = file.reading.form, file.places
    if form is None:
        return ()
    wording = Wording(
        translate=translate,
        label=lambda path: _label(form, path, translate),
        place=lambda path: _place(place_of(path, places), translate),
    )
    return told_proofs(file.proof, wording)


def heading_of(reading: Reading, translate: Translate) -> str:
    """Which form a file was read as, and how surely."""
    if reading.form is None:
        return translate(N_("ingen formular genkendt"))
    percent = round(reading.confidence * 100)
    sentence = translate(N_("%(title)s (%(key)s), %(percent)s %% sikkert"))
    values = {"title": translate(reading.form.title), "key": reading.form.key, "percent": percent}
    return sentence % values


def count_of(findings: tuple[Finding, ...], translate: Translate) -> str:
    """How many findings there are of each weight."""
    counts = {
        severity.value: sum(1 for each in findings if each.severity is severity)
        for severity in Severity
    }
    return translate(N_("Fejl: %(error)s. Advarsler: %(warning)s. Oplysninger: %(info)s.")) % counts


def _elsewhere(readings: Mapping[str, Reading], finding: Finding, translate: Translate) -> str:
    """`aftale.docx, Part 1, Navn (afsnit 3, række 2)`; empty where no other document is meant."""
    if finding.other is None:
        return ""
    form = readings[finding.other.file].form
    label = "" if form is None else _label(form, finding.other.path, translate)
    told = ", ".join(part for part in (finding.other.file, label) if part)
    place = _place(finding.other.place, translate)
    return f"{told} ({place})" if place else told


def _label(definition: FormDefinition, path: Path, translate: Translate) -> str:
    """What a person calls a place: `Udgift 2, Beløb`; empty for the form as a whole."""
    placed = outline(definition).get(path.address)
    if placed is None:
        return ""
    is_row = isinstance(path.parts[-1], int)
    around = (*placed.groups, placed) if is_row else placed.groups
    names = [
        f"{translate(group.group.row_label)} {row + 1}"
        for group, row in zip(around, path.rows, strict=False)
    ]
    return ", ".join(names if is_row else [*names, translate(placed.item.label)])


def _place(place: Place | None, translate: Translate) -> str:
    """`afsnit 3, række 2` or `Udgifter!F12`; empty where it is not known."""
    if place is None or place.sheet is not None:
        return "" if place is None else cell_name(place)
    counted = (
        (place.page, N_("side %(number)s")),
        (place.block, N_("afsnit %(number)s")),
        (place.row, N_("række %(number)s")),
        (place.cell, N_("celle %(number)s")),
    )
    return ", ".join(translate(text) % {"number": at + 1} for at, text in counted if at is not None)
