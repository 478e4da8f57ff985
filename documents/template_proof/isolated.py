"""A template looked at and tried out in a process that may be lost."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from documents.safety.isolation import SECONDS, run_isolated
from documents.template_proof.findings import (
    TemplateFinding,
    TemplatePart,
    TemplatePlace,
    TemplateProblem,
)
from documents.template_proof.report import ExampleKind, Proof, TemplateReport
from forms.grammar import FormDefinition
from forms.registry import form_of

_FORM, _EXAMPLE = "form", "example"


def prove_isolated(
    definition: FormDefinition, data: bytes, *, seconds: float = SECONDS
) -> TemplateReport:
    """What `prove` says; raises IsolationFailed with a verdict, and IsolationBusy.

    A template that does not end, or asks for all memory, fails as out of time or too complex.
    """
    options = {_FORM: definition.key}
    return report_from_json(
        json.loads(run_isolated(PROVE_TASK, data, options=options, seconds=seconds))
    )


def tried_out_isolated(
    definition: FormDefinition, data: bytes, example: ExampleKind, *, seconds: float = SECONDS
) -> bytes:
    """The document of example answers; raises IsolationFailed and IsolationBusy."""
    options = {_FORM: definition.key, _EXAMPLE: example.value}
    return run_isolated(TRY_TASK, data, options=options, seconds=seconds)


def prove_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """`prove` as an isolated task: its report as JSON."""
    from documents.template_proof.proving import prove  # noqa: PLC0415 - loaded where asked for

    return json.dumps(report_to_json(prove(form_of(options[_FORM]), payload))).encode()


def try_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """`tried_out` as an isolated task."""
    from documents.template_proof.proving import tried_out  # noqa: PLC0415 - loaded where asked for

    return tried_out(form_of(options[_FORM]), payload, ExampleKind(options[_EXAMPLE]))


_MET = (
    "documents.template_proof.proving",
    "documents.pictures.drawing",
    "documents.engine.by_jinja",
    "documents.engine.names",
    "documents.engine.reckoned",
    "documents.reader.sheet_cells",
    "docxtpl",
)


def prepare() -> None:
    """Load what templates are looked at with, for a process that will meet them."""
    for name in _MET:
        import_module(name)


PROVE_TASK = f"{prove_task.__module__}.{prove_task.__name__}"
TRY_TASK = f"{try_task.__module__}.{try_task.__name__}"


def report_to_json(report: TemplateReport) -> dict[str, Any]:
    """A report as it travels, and as it is kept."""
    return {
        "findings": [_finding_to_json(each) for each in report.findings],
        "proofs": [
            [each.example.value, each.answers, list(each.differing)] for each in report.proofs
        ],
        "other_form": report.other_form,
    }


def report_from_json(data: Mapping[str, Any]) -> TemplateReport:
    """The report again; raises ValueError, TypeError or KeyError for what is none."""
    return TemplateReport(
        findings=tuple(_finding_from_json(each) for each in data["findings"]),
        proofs=tuple(
            Proof(example=ExampleKind(example), answers=int(count), differing=tuple(paths))
            for example, count, paths in data["proofs"]
        ),
        other_form=str(data["other_form"]),
    )


def _finding_to_json(finding: TemplateFinding) -> dict[str, Any]:
    place = finding.place
    return {
        "problem": finding.problem.value,
        "subject": finding.subject,
        "suggestions": list(finding.suggestions),
        "part": place.part.value,
        "at": [place.paragraph, place.table, place.row, place.cell],
        "near": place.near,
    }


def _finding_from_json(data: Mapping[str, Any]) -> TemplateFinding:
    paragraph, table, row, cell = data["at"]
    return TemplateFinding(
        problem=TemplateProblem(data["problem"]),
        subject=str(data["subject"]),
        suggestions=tuple(map(str, data["suggestions"])),
        place=TemplatePlace(
            part=TemplatePart(data["part"]),
            paragraph=paragraph,
            table=table,
            row=row,
            cell=cell,
            near=str(data["near"]),
        ),
    )
