"""What an examination finds, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from forms.path import Path


class Severity(StrEnum):
    """How heavy a finding is: an error stops a submission, a warning is the officer's to judge."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands, counted from 0; None for what does not apply.

    `block` counts the paragraphs and tables of the body in order; `row` and `cell` are inside
    that table; `page` is known for PDF only. In a workbook `sheet` is the name of the sheet that
    `row` and `cell` are counted in.
    """

    block: int | None = None
    row: int | None = None
    cell: int | None = None
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The place in another document of the case that a finding was made against."""

    file: str
    path: Path = field(default_factory=Path)
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong or worth knowing.

    `values` are the numbers and words the rule's sentence is filled with when it is shown, in
    the reader's language; `evidence` is the text or the arithmetic the finding rests on. A rule
    that has several sentences names the one that fits by its `variant`. An empty path is the
    form as a whole. A finding across the documents of a case has its own document in `file`, by
    the name the case gives it, and the one it does not agree with in `other`.
    """

    rule: str
    severity: Severity
    path: Path = field(default_factory=Path)
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()
    evidence: str = ""
    place: Place | None = None
    file: str | None = None
    other: Elsewhere | None = None

    def placed(self, places: Mapping[Path, Place], file: str | None) -> "Finding":
        """The same finding with the place its answer was read from."""
        place = self.place or place_of(self.path, places)
        return replace(self, place=place, file=file or self.file)

    def placed_among(self, places: Mapping[str, Mapping[Path, Place]]) -> "Finding":
        """A finding across documents with the places both answers were read from, by document."""
        found = self.placed(places.get(self.file or "", {}), self.file)
        if self.other is None:
            return found
        there = place_of(self.other.path, places.get(self.other.file, {}))
        return replace(found, other=replace(self.other, place=self.other.place or there))


def place_of(path: Path, places: Mapping[Path, Place]) -> Place | None:
    """The place of a path, or of what it stands in; None where neither was read."""
    while path.parts:
        if path in places:
            return places[path]
        path = Path(path.parts[:-1])
    return None
