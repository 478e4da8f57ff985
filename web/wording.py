"""Findings in the reader's words, and the places of a page they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from forms.grammar import FormDefinition, Total
from forms.messages import N_
from forms.outline import Placed, outline
from forms.path import Path
from validators.examination import message_of, what_to_do
from validators.finding import Finding, Severity
from web.pages.page import Told, id_of

_SEVERITIES = {
    Severity.ERROR: N_("Fejl"),
    Severity.WARNING: N_("Advarsel"),
    Severity.INFO: N_("Oplysning"),
}
# Of a file that was refused, whose evidence is then the code that scripts rely on.
_VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding as a person reads it; `proof` are the names and numbers of a sum that is wrong."""

    rule: str
    severity: Severity
    where: str
    text: str
    advice: str
    evidence: str
    proof: tuple[tuple[str, str], ...]
    path: Path
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A line of an error summary."""

    href: str
    text: str


def remark_of(definition: FormDefinition | None, finding: Finding) -> Remark:
    """A finding with its sentence, what to do, and the name of the place it is about."""
    return Remark(
        rule=finding.rule,
        severity=finding.severity,
        where=label_of(definition, finding.path) if definition else "",
        text=sentence_of(finding),
        advice=what_to_do(finding, gettext),
        evidence="" if _VERDICT in dict(finding.values) else finding.evidence,
        proof=_proof(finding),
        path=finding.path,
        finding=finding,
    )


def sentence_of(finding: Finding) -> str:
    """A finding's sentence in the reader's language."""
    return message_of(finding, gettext)


def severity_name(severity: Severity) -> str:
    """How heavy a finding is, in the reader's language."""
    return gettext(_SEVERITIES[severity])


def label_of(definition: FormDefinition, path: Path) -> str:
    """What a person calls a place: `Udgift 2, Beløb`; empty for the form as a whole."""
    placed = outline(definition).get(path.address)
    if placed is None:
        return ""
    names = [
        f"{gettext(group.group.row_label)} {row + 1}"
        for group, row in zip(_around(placed, path), path.rows, strict=False)
    ]
    is_row = bool(path.parts) and isinstance(path.parts[-1], int)
    return ", ".join(names if is_row else [*names, gettext(placed.item.label)])


def told(definition: FormDefinition, findings: Iterable[Finding]) -> Told:
    """The findings by the field, group or stated total they stand beside on a page."""
    errors: dict[str, list[str]] = {}
    warnings: dict[str, list[str]] = {}
    for finding in findings:
        kept = errors if finding.severity is Severity.ERROR else warnings
        lines = kept.setdefault(str(field_path(definition, finding.path)), [])
        lines.append(sentence_of(finding))
    return Told(errors=errors, warnings=warnings)


def problems(
    definition: FormDefinition, findings: Iterable[Finding], page: str = ""
) -> tuple[Problem, ...]:
    """The lines of the summary above a page: its errors, each with a link to its field."""
    return tuple(
        Problem(
            href=f"{page}#{id_of(str(field_path(definition, finding.path)))}",
            text=sentence_of(finding),
        )
        for finding in findings
        if finding.severity is Severity.ERROR
    )


def field_path(definition: FormDefinition, path: Path) -> Path:
    """Where a finding's place can be mended: a computed total is mended where it is stated."""
    placed = outline(definition).get(path.address)
    if placed is None or not isinstance(placed.item, Total) or placed.item.stated is None:
        return path
    return Path.parse(placed.item.stated)


def _around(placed: Placed, path: Path) -> tuple[Placed, ...]:
    is_row = bool(path.parts) and isinstance(path.parts[-1], int)
    return (*placed.groups, placed) if is_row else placed.groups


def _proof(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Formula, stated, computed and difference, named in the reader's language."""
    names = {
        "formula": gettext("Regnestykke"),
        "stated": gettext("Anført"),
        "computed": gettext("Beregnet"),
        "difference": gettext("Forskel"),
    }
    values = dict(finding.values)
    return tuple((name, values[key]) for key, name in names.items() if key in values)
