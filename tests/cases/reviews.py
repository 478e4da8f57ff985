"""Files of a review as they are after reading, made without reading anything."""

from datetime import UTC, date, datetime
from hashlib import sha256

from cases.review import Review, ReviewFile
from documents.found_by import FoundBy
from documents.reading import Origin, Reading
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.path import Path
from forms.registry import form_of
from validators.finding import Place
from validators.registry import rule_of

NOW = datetime(2009, 5, 4, 10, 30, tzinfo=UTC)


def reading(form: str | None, said: dict[str, object] | None = None) -> Reading:
    """A reading of a form with these answers, each in a paragraph of its own."""
    if form is None:
        return Reading(form=None, problems=(rule_of("REA002").found(),))
    definition = form_of(form)
    answers = answers_from_json(definition, said or {}) if said else Answers()
    origins = {
        path: Origin(by=FoundBy.LABEL, place=Place(block=number))
        for number, path in enumerate(answers)
    }
    return Reading(form=definition, answers=answers, origins=origins, confidence=1.0)


def unreadable() -> Reading:
    told = (("verdict", "damaged"), ("reason", "x"))
    return Reading(form=None, problems=(rule_of("REA001").found(values=told, variant="told"),))


def file(
    number: int,
    read: Reading | None,
    *,
    name: str = "",
    line: str = "",
    content: str = "",
    size: int = 10,
    dated: date | None = None,
    is_set_aside: bool = False,
) -> ReviewFile:
    return ReviewFile(
        id=f"fil{number}",
        number=number,
        name=name or f"fil{number}.docx",
        sha256=sha256((content or str(number)).encode()).hexdigest(),
        size=size,
        refused="",
        line=line or f"fil{number}",
        is_set_aside=is_set_aside,
        dated=dated,
        added_at=NOW,
        reading=read,
    )


def review(*files: ReviewFile, **told) -> Review:
    return Review(id="r", title="", received=None, created_at=NOW, files=files, **told)


def path(text: str) -> Path:
    return Path.parse(text)
