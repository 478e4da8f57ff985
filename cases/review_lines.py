"""Which files are versions of one document, told by what they say."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from cases.documents import AREA
from cases.review import ReviewFile
from documents.reading import Reading
from forms.path import Path
from validators.names import folded

_MUNICIPALITY = Path.parse("kommune")
_NAMES = (*(Path.parse(each) for each in ("omraadets_navn", "navn", "partnerskab")), _MUNICIPALITY)
_ALIKE = 85.0


class Identity(NamedTuple):
    """What makes two files the same document: the form, the area and year it is for, whose it is.

    The year is empty for a form that is not filled in again each year.
    """

    form: str
    area: str
    year: str
    name: str
    municipality: str

    def is_in_place_of(self, other: "Identity") -> bool:
        """Whether a case has room for one of the two only, whoever they are of."""
        return (self.form, self.area, self.year) == (other.form, other.area, other.year)

    def is_alike(self, other: "Identity") -> bool:
        """Whether both may well be of one effort, as far as they say whose they are."""
        return are_alike(self.name, other.name) and are_alike(self.municipality, other.municipality)


def identity_of(reading: Reading) -> Identity | None:
    """The identity of a form; None for what is no form of ours."""
    if reading.form is None:
        return None
    year = reading.form.year
    return Identity(
        form=reading.form.id,
        area=_said(reading, AREA),
        year=_said(reading, Path.parse(year)) if year else "",
        name=name_of(reading),
        municipality=_said(reading, _MUNICIPALITY),
    )


def name_of(reading: Reading) -> str:
    """What the document calls the effort, its area, partnership or municipality; else empty."""
    names = (reading.answers.get(path) for path in _NAMES)
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def _said(reading: Reading, path: Path) -> str:
    value = reading.answers.get(path)
    return str(value) if isinstance(value, str | int) else ""


def are_alike(one: str, other: str) -> bool:
    """Whether two names may well mean the same effort; an unknown name may be any."""
    if not one or not other:
        return True
    return fuzz.token_set_ratio(folded(one), folded(other)) >= _ALIKE


def line_of(new: ReviewFile, files: Iterable[ReviewFile]) -> str:
    """The line a file that was just read belongs to: that of the same document, else its own."""
    identity = None if new.reading is None else identity_of(new.reading)
    if identity is None:
        return new.line
    same: Sequence[ReviewFile] = [
        each for each in files if each.id != new.id and _is_same(identity, each)
    ]
    if not identity.name:
        same = _beside(new, same)
    return same[0].line if same else new.line


def folder_of(file: ReviewFile) -> str:
    """The folders a file lay in, as they were named; empty for one that lay by itself."""
    return file.name.rpartition("/")[0]


def _is_same(identity: Identity, file: ReviewFile) -> bool:
    theirs = identity_of(file.reading) if file.reading else None
    return theirs is not None and identity.is_in_place_of(theirs) and identity.is_alike(theirs)


def _beside(new: ReviewFile, same: Sequence[ReviewFile]) -> Sequence[ReviewFile]:
    """Of documents that name nobody, those of the folder; without one, the only one there is."""
    if folder_of(new):
        return [each for each in same if folder_of(each) == folder_of(new)]
    return same if len({each.line for each in same}) == 1 else ()
