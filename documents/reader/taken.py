"""What taking a document apart gives: answers found, and text that is no answer to anything."""

from typing import NamedTuple

from documents.found_by import FoundBy
from documents.reader.lines import Line
from forms.kinds.kind import Value
from forms.path import Path
from validators.finding import Place


class Taken(NamedTuple):
    """An answer found in the text of a section."""

    path: Path
    value: Value
    by: FoundBy
    place: Place
    certainty: float


class LeftOver(NamedTuple):
    """Text of a section that could not be placed in any field of it; said, never dropped."""

    section: str
    text: str
    place: Place


def place_in(lines: tuple[Line, ...], offset: int) -> Place:
    """The place of a character of the joined text of lines."""
    passed = 0
    for line in lines:
        passed += len(line.text) + 1
        if offset < passed:
            return line.place
    return lines[-1].place if lines else Place()


class LeftGuidance(NamedTuple):
    """Guidance of the template that stood in an answer and was taken out of it."""

    path: Path
    text: str
    place: Place
