"""Notes in the margin of a person's own Word file, which is otherwise left as it is."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import cast

from docx import Document
from docx.comments import Comment
from docx.document import Document as WordDocument
from docx.parts.comments import CommentsPart
from lxml.etree import _Element

from documents.comment_marks import Marks, Words
from documents.notes import AUTHOR, MORE, Note, few_enough, said
from documents.package import Part, read_parts, zipped
from documents.reader import names as n
from documents.reader.built import blocks_in, cells_in, rows_in
from validators.finding import Place

_INITIALS = "T"


def annotate(
    content: bytes, notes: Iterable[Note], *, at: datetime | None = None, more: str = MORE
) -> bytes:
    """A copy of a Word file with a comment by `AUTHOR` for each note; the text is unchanged.

    The same notes give the same bytes. The file must be one the guard lets in. `at` is the hour
    Word shows beside each comment; none is shown without one. `more` tells of `%(count)s` notes
    that were too many.
    """
    document = Document(BytesIO(content))
    ground, marks = _Ground(document.element.body), Marks()
    few = few_enough(tuple(notes), lambda text: Note(text=text), more=more)
    for note, number in _commented(document, few, at):
        _mark(marks, ground, note, number)
    marks.lay()
    copy = BytesIO()
    document.save(copy)
    parts = read_parts(copy.getvalue())
    return zipped(Part.of(name, data) for name, data in parts.items())


class _Ground:
    """The elements of a body by their place, each table counted and each text read once."""

    def __init__(self, body: _Element) -> None:
        self._body = body
        self._blocks = list(blocks_in(body))
        self._rows: dict[_Element, list[_Element]] = {}
        self._paragraphs: dict[_Element, Sequence[_Element]] = {}
        self._words: dict[_Element, Words] = {}

    def at(self, place: Place | None) -> _Element:
        """What stands at a place, or the nearest around it; the body where there is nothing."""
        around = (each for each in self._from_within(place) if self.paragraphs(each))
        return next(around, self._body)

    def paragraphs(self, element: _Element) -> Sequence[_Element]:
        """The paragraphs of what stands at a place, text boxes apart; of the body its first."""
        if element not in self._paragraphs:
            found = _outer_paragraphs(element)
            first = next(found, None)
            rest = () if element is self._body else found
            self._paragraphs[element] = () if first is None else (first, *rest)
        return self._paragraphs[element]

    def words(self, element: _Element) -> Words:
        """What is said there."""
        if element not in self._words:
            self._words[element] = Words(self.paragraphs(element))
        return self._words[element]

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


def _outer_paragraphs(element: _Element) -> Iterator[_Element]:
    """The paragraphs at or under an element but those in text boxes, where Word lets none comment.

    One that shows a placeholder alone is among them: an answer that lacks is told of there.
    """
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag == n.PARAGRAPH:
            yield each
        else:
            waiting.extend(reversed(each))


def _commented(
    document: WordDocument, notes: Sequence[Note], at: datetime | None
) -> Iterator[tuple[Note, int]]:
    """Each note with the number of its comment, by which the marks are known.

    The library makes an empty one as a model: for each it made, it would look through all.
    """
    if not notes:
        return
    model = document.comments.add_comment(author=AUTHOR, initials=_INITIALS)
    part = cast(CommentsPart, model.part)
    comments = part.element
    element = comments[-1]
    comments.remove(element)
    _date(element, at)
    for note, number in zip(notes, _free_numbers(comments), strict=False):
        own = deepcopy(element)
        own.set(n.w("id"), str(number))
        comments.append(own)
        _write(Comment(own, part), said(note.rule, note.text))
        yield note, number


def _write(comment: Comment, text: str) -> None:
    first, *others = text.split("\n")
    comment.paragraphs[0].add_run(first)
    for line in others:
        comment.add_paragraph(line)


def _free_numbers(comments: _Element) -> Iterator[int]:
    taken = {each.get(n.w("id")) for each in comments}
    return (number for number in count() if str(number) not in taken)


def _mark(marks: Marks, ground: _Ground, note: Note, number: int) -> None:
    """Let a comment stand around the words it is about, else around all that stands there."""
    element = ground.at(note.place)
    paragraphs = ground.paragraphs(element)
    span = ground.words(element).find(note.evidence) if note.evidence else None
    if span is not None:
        marks.around_words(span, number)
    elif paragraphs:
        marks.around_paragraphs(paragraphs[0], paragraphs[-1], number)


def _date(comment: _Element, at: datetime | None) -> None:
    """The given hour instead of the one the library takes from the clock."""
    comment.attrib.pop(n.w("date"), "")
    if at is not None:
        comment.set(n.w("date"), at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
