"""A reading as scripts see it."""

from collections.abc import Callable

from documents.reader.wire import place_to_json
from documents.reading import Reading
from forms.exchange import answers_to_json
from validators.examination import message_of
from validators.finding import Finding


def reading_to_json(reading: Reading, translate: Callable[[str], str] = str) -> dict[str, object]:
    """The reading in the shape `flask read` prints; `translate` gives messages in a language."""
    form = reading.form
    return {
        "file": reading.file,
        "form": None if form is None else form.id,
        "version": None if form is None else form.version,
        "confidence": reading.confidence,
        "answers": {} if form is None else answers_to_json(form, reading.answers.in_oere()),
        "origins": {
            str(path): {"by": origin.by.value, "place": place_to_json(origin.place)}
            for path, origin in reading.origins.items()
        },
        "problems": [finding_to_json(each, translate) for each in reading.problems],
    }


def finding_to_json(finding: Finding, translate: Callable[[str], str] = str) -> dict[str, object]:
    """A finding as scripts see it, its sentence in the reader's language."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": str(finding.path),
        "message": message_of(finding, translate),
        "evidence": finding.evidence,
        "place": {} if finding.place is None else place_to_json(finding.place),
    }
