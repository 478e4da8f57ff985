"""The letter that tells an applicant what is missing, document by document, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath

from babel.dates import format_date

from documents.printing import Text, line, printed, prose
from documents.template_file import FOLDER
from forms.text import clean_line, clean_prose

TEMPLATE = FilePath(FOLDER) / "mangelbrev.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPoint:
    """One thing to mend, or, where it is not required, to look at again.

    `where` is the name of the field, `place` where it stands in the file, `evidence` the words or
    the arithmetic it rests on; each may be empty. All are in Danish.
    """

    where: str
    what: str
    what_to_do: str
    evidence: str = ""
    is_required: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDocument:
    """A document of the case by its title and the name of its file, with its points in order."""

    title: str
    file_name: str
    points: tuple[LetterPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a deficiency letter says; empty texts are left out.

    `mend_by` is the last day to send what is mended. `opening` and `closing` are the officer's own
    remarks, a line of them a paragraph.
    """

    programme: str
    case: str
    written: date
    documents: tuple[LetterDocument, ...]
    mend_by: date | None = None
    recipient_name: str = ""
    recipient_organisation: str = ""
    greeting_name: str = ""
    sender_name: str = ""
    sender_office: str = ""
    opening: str = ""
    closing: str = ""


def write_letter(letter: Letter) -> bytes:
    """The letter as a Word file laid out by `TEMPLATE`; the same letter gives the same bytes.

    Documents without points are left out. Raises OSError when there is no template.
    """
    return printed(TEMPLATE, _words(letter), f"Mangelbrev: {letter.case}")


def _words(letter: Letter) -> Mapping[str, object]:
    """What the tags of the template stand for."""
    told = [_document(each) for each in letter.documents if each.points]
    return {
        "program": line(letter.programme),
        "sag": line(letter.case),
        "dato": _day(letter.written),
        "frist": "" if letter.mend_by is None else _day(letter.mend_by),
        "modtager": _lines(letter.recipient_name, letter.recipient_organisation),
        "navn": line(letter.greeting_name),
        "afsender": _lines(letter.sender_name, letter.sender_office),
        "indledning": _paragraphs(letter.opening),
        "afslutning": _paragraphs(letter.closing),
        "dokumenter": told,
        "antal": sum(len(each.points) for each in letter.documents),
    }


def _document(document: LetterDocument) -> Mapping[str, object]:
    return {
        "titel": line(document.title) or line(document.file_name) or Text("Dokument"),
        "fil": line(document.file_name),
        "skal": [_point(each) for each in document.points if each.is_required],
        "boer": [_point(each) for each in document.points if not each.is_required],
    }


def _point(point: LetterPoint) -> Mapping[str, Text]:
    return {
        "hvor": line(point.where),
        "hvad": prose(point.what),
        "goer": prose(point.what_to_do),
        "grundlag": prose(point.evidence),
        "sted": line(point.place),
    }


def _day(day: date) -> str:
    return str(format_date(day, "d. MMMM y", locale="da_DK"))


def _lines(*texts: str) -> Text:
    return Text("\n".join(line for line in map(clean_line, texts) if line))


def _paragraphs(text: str) -> Sequence[Text]:
    return [Text(line) for line in map(str.strip, clean_prose(text).split("\n")) if line]
