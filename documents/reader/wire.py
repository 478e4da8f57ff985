"""A reading as bytes, so that it can leave the process the file was read in."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from documents.found_by import FoundBy
from documents.reading import Origin, Reading
from forms.exchange import answers_from_json, answers_to_json
from forms.path import Path
from forms.registry import form_of
from validators.extent import Extent
from validators.finding import Finding, Place, Severity


def reading_to_bytes(reading: Reading) -> bytes:
    """The reading as JSON; a form is named by its key."""
    form = reading.form
    return json.dumps(
        {
            "form": None if form is None else form.key,
            "answers": {} if form is None else answers_to_json(form, reading.answers),
            "origins": {str(path): _origin_to_json(each) for path, each in reading.origins.items()},
            "problems": [_finding_to_json(each) for each in reading.problems],
            "confidence": reading.confidence,
            "file": reading.file,
            "is_workbook": reading.is_workbook,
            "extent": None if reading.extent is None else extent_to_json(reading.extent),
        },
        default=str,
    ).encode()


def reading_from_bytes(data: bytes) -> Reading:
    """The reading of such bytes; raises ValueError, KeyError or TypeError for any others."""
    told = json.loads(data)
    form = None if told["form"] is None else form_of(told["form"])
    origins = {Path.parse(at): _origin_from_json(each) for at, each in told["origins"].items()}
    reading = Reading(
        form=form,
        problems=tuple(_finding_from_json(each) for each in told["problems"]),
        confidence=float(told["confidence"]),
        file=told["file"],
        is_workbook=bool(told.get("is_workbook")),
        extent=extent_from_json(told["extent"]) if told.get("extent") else None,
    )
    if form is None:
        return reading
    answers = answers_from_json(form, told["answers"])
    return replace(reading, answers=answers, origins=origins)


def extent_to_json(extent: Extent) -> dict[str, object]:
    """The lines of each page and section, and the pages that are pictures."""
    return {"lines": extent.lines, "sections": extent.sections, "pictures": extent.pictures}


def extent_from_json(told: Mapping[str, Any]) -> Extent:
    """The extent of such an object; raises KeyError, TypeError or ValueError for any other."""
    return Extent(
        lines=tuple(map(int, told["lines"])),
        sections=tuple((str(id_), int(lines)) for id_, lines in told["sections"]),
        pictures=tuple(map(int, told["pictures"])),
    )


def place_to_json(place: Place) -> dict[str, int | str | None]:
    """A place as scripts see it; null for what does not apply, `sheet` in a workbook alone."""
    told: dict[str, int | str | None] = {"block": place.block, "row": place.row}
    told |= {"cell": place.cell, "page": place.page}
    return told if place.sheet is None else {**told, "sheet": place.sheet}


def place_from_json(told: Mapping[str, Any]) -> Place:
    """The place of such an object; raises KeyError for any other."""
    return Place(
        block=told["block"],
        row=told["row"],
        cell=told["cell"],
        page=told["page"],
        sheet=told.get("sheet"),
    )


def _origin_to_json(origin: Origin) -> dict[str, object]:
    return {
        "by": origin.by.value,
        "place": place_to_json(origin.place),
        "certainty": origin.certainty,
    }


def _origin_from_json(told: Mapping[str, Any]) -> Origin:
    return Origin(
        by=FoundBy(told["by"]),
        place=place_from_json(told["place"]),
        certainty=float(told["certainty"]),
    )


def _finding_to_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": str(finding.path),
        "variant": finding.variant,
        "values": finding.values,
        "evidence": finding.evidence,
        "place": None if finding.place is None else place_to_json(finding.place),
        "file": finding.file,
    }


def _finding_from_json(told: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=told["rule"],
        severity=Severity(told["severity"]),
        path=Path.parse(told["path"]),
        variant=told["variant"],
        values=tuple((name, value) for name, value in told["values"]),
        evidence=told["evidence"],
        place=None if told["place"] is None else place_from_json(told["place"]),
        file=told["file"],
    )
