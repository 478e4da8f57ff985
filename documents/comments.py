"""Notes in the margin of a person's own Word file, which is otherwise left as it is."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.comments import Comment
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.places import blocks_in, cells_in, rows_in
from forms.text import clean_text
from validators.finding import Place

AUTHOR = "Tilsagn"
_INITIALS = "T"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text for the margin and the place it is about; without one it stands at the beginning."""

    text: str
    place: Place | None = None


def annotate(content: bytes, notes: Iterable[Note], *, at: datetime | None = None) -> bytes:
    """A copy of a Word file with a comment by `AUTHOR` for each note; the text is unchanged.

    The file must be one the guard lets in. `at` is the hour Word shows beside each comment; none
    is shown without one.
    """
    document = Document(BytesIO(content))
    ground = _Ground(document.element.body)
    made = [_comment(document, note, ground.paragraphs(note.place)) for note in notes]
    for comment in made[:1]:
        numbers = frozenset(str(each.comment_id) for each in made)
        _date(comment.part.element, numbers, at)
    copy = BytesIO()
    document.save(copy)
    return copy.getvalue()


class _Ground:
    """The elements of a body by their place, each table counted once."""

    def __init__(self, body: _Element) -> None:
        self._body = body
        self._blocks = list(blocks_in(body))
        self._rows: dict[_Element, list[_Element]] = {}

    def paragraphs(self, place: Place | None) -> Sequence[_Element]:
        """The paragraphs at a place, or the nearest around it; empty for an empty body."""
        for element in self._from_within(place):
            found = list(element.iter(n.PARAGRAPH))
            if found:
                return found
        return list(self._body.iter(n.PARAGRAPH))[:1]

    def _from_within(self, place: Place | None) -> Iterator[_Element]:
        """The cell, the row and the block of a place, as far as there are such."""
        block = _at(self._blocks, None if place is None else place.block)
        if block is None or place is None:
            return
        row = _at(self._rows_of(block), place.row)
        if row is not None:
            cell = _at(list(cells_in(row)), place.cell)
            if cell is not None:
                yield cell
            yield row
        yield block

    def _rows_of(self, block: _Element) -> list[_Element]:
        if block not in self._rows:
            self._rows[block] = list(rows_in(block)) if block.tag == n.TABLE else []
        return self._rows[block]


def _at(elements: list[_Element], number: int | None) -> _Element | None:
    return elements[number] if number is not None and 0 <= number < len(elements) else None


def _comment(document: WordDocument, note: Note, paragraphs: Sequence[_Element]) -> Comment:
    comment = document.comments.add_comment(
        text=clean_text(note.text), author=AUTHOR, initials=_INITIALS
    )
    if paragraphs:
        _mark(paragraphs[0], paragraphs[-1], comment.comment_id)
    return comment


def _mark(first: _Element, last: _Element, number: int) -> None:
    """The range of a comment from one paragraph to another, with its mark at the end."""
    properties = first.find(n.PARAGRAPH_PROPERTIES)
    first.insert(0 if properties is None else 1, _marker("w:commentRangeStart", number))
    last.append(_marker("w:commentRangeEnd", number))
    reference = OxmlElement("w:r")
    reference.append(_marker("w:commentReference", number))
    last.append(reference)


def _date(comments: _Element, numbers: Collection[str], at: datetime | None) -> None:
    """The given hour instead of the one the library takes from the clock."""
    for element in comments:
        if element.get(n.w("id")) not in numbers:
            continue
        if n.w("date") in element.attrib:
            del element.attrib[n.w("date")]
        if at is not None:
            element.set(n.w("date"), at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _marker(tag: str, number: int) -> _Element:
    marker = OxmlElement(tag)
    marker.set(qn("w:id"), str(number))
    return marker
