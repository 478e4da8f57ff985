"""A document of ours read back, also after Word or LibreOffice has had it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from documents.controls import CONTROLS, WORD_PLACEHOLDERS
from documents.marks import marks
from documents.reader import names as n
from documents.reader.columns import Columns
from documents.reader.contents import Contents
from documents.reader.rows import RowCount
from documents.reader.sheet_cells import answer_in
from documents.reader.slots import Slot, bookmarks_in, table_cells
from documents.reader.text import is_placeholder
from documents.reading import FoundBy
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.mirrors import without_mirrors
from forms.outline import given_text
from forms.path import Path

_SUREST = list(FoundBy)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAnswers:
    """What the marks of a document led to, by path; rows left empty are not counted.

    `texts` are as typed, `answers` the same as values; `cells` are where they stand. `doubles`
    are filled cells whose field was already answered by another cell: nothing of them was taken.
    """

    texts: Mapping[Path, str]
    answers: Answers
    found_by: Mapping[Path, FoundBy]
    cells: Mapping[Path, _Element]
    doubles: tuple[tuple[Path, _Element], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    text: str
    value: Value
    slot: Slot


def read_marked(
    definition: FormDefinition, body: _Element, contents: Contents | None = None
) -> MarkedAnswers:
    """The answers of a body by tag, else bookmark, else alias, else the label beside the cell.

    Rows are counted by position; computed totals and the texts a form prints are not read. Time
    is linear in the size of the body.
    """
    walk = _Walk(definition, contents or Contents(body))
    walk.blocks(body)
    return walk.result()


class _Walk:
    """One reading of one body, top to bottom."""

    def __init__(self, definition: FormDefinition, contents: Contents) -> None:
        self._definition = definition
        self._contents = contents
        self._marks = marks(definition)
        self._count = RowCount(contents)
        self._columns = Columns(definition, contents)
        self._taken: dict[Path, _Taken] = {}
        self._doubles: list[tuple[Path, _Element]] = []

    def blocks(self, container: _Element) -> None:
        for block in self._contents.blocks(container):
            if block.tag == n.TABLE:
                self._table(block)
                continue
            for noted in bookmarks_in(block, self._marks, self._contents):
                if noted.mark.is_group:
                    self._count.begin(noted.mark, noted.rows)

    def result(self) -> MarkedAnswers:
        paths = list(self._taken)
        numbered = Answers((path, number) for number, path in enumerate(paths))
        moved = {
            path: self._taken[paths[int(str(number))]]
            for path, number in normalised(self._definition, numbered).items()
        }
        answers = without_mirrors(
            self._definition, Answers((path, each.value) for path, each in moved.items())
        )
        moved = {path: each for path, each in moved.items() if path in answers}
        return MarkedAnswers(
            texts={path: each.text for path, each in moved.items()},
            answers=answers,
            found_by={path: each.slot.by for path, each in moved.items()},
            cells={path: each.slot.cell for path, each in moved.items()},
            doubles=tuple(self._doubles),
        )

    def _table(self, table: _Element) -> None:
        rows = table_cells(table, self._marks, self._contents)
        for cells, slots in zip(rows, self._columns.complete(rows), strict=True):
            for noted in (noted for cell in cells for noted in cell.markers):
                self._count.begin(noted.mark, noted.rows)
            for slot, numbers in zip(slots, self._count.numbers(slots), strict=True):
                self._take(slot, numbers)
            answered = {slot.cell for slot in slots}
            for cell in cells:
                if cell.element not in answered and self._contents.holds(cell.element, n.TABLE):
                    self.blocks(cell.element)

    def _take(self, slot: Slot, numbers: tuple[int, ...]) -> None:
        mark = slot.mark
        if not mark.is_field:
            return
        around = mark.placed.groups
        path = Path.at(mark.address, numbers, tuple(group.address for group in around))
        has_printed = bool(around and around[-1].group.fixed_rows)
        if has_printed and given_text(self._definition, path) is not None:
            return
        text = typed_in(slot, self._contents)
        kind = mark.placed.field.kind
        value = answer_in(kind, text, slot.unit) if slot.unit else kind.parse(text)
        if value is None:
            return
        known = self._taken.get(path)
        if known is not None and _SUREST.index(known.slot.by) <= _SUREST.index(slot.by):
            if known.value != value:
                self._doubles.append((path, slot.cell))
            return
        if known is not None and known.value != value:
            self._doubles.append((path, known.slot.cell))
        self._taken[path] = _Taken(text=text, value=value, slot=slot)


def typed_in(slot: Slot, contents: Contents) -> str:
    """What a person typed in a cell, without the placeholder.

    LibreOffice makes text of the placeholder of some controls, and says of others that they show
    it after a person has typed in them: so only the words themselves tell.
    """
    mark = slot.mark
    text = contents.text(slot.cell)
    if not slot.is_literal:
        text = CONTROLS[mark.placed.field.kind.control].read(text)
    if mark.is_of_paragraphs:
        return text
    if not slot.is_literal:
        text = _without(text, mark.placeholder)
    flagged = (
        _without(said, mark.placeholder) for said in _said_to_be_placeholders(slot.cell, contents)
    )
    typed = "".join(flagged)
    return typed + text if typed else text


def _said_to_be_placeholders(cell: _Element, contents: Contents) -> Iterator[str]:
    if not contents.holds(cell, n.SHOWING_PLACEHOLDER):
        return
    for control in contents.inside(cell, n.CONTROL):
        if is_placeholder(control):
            yield "".join(each.text or "" for each in control.iter(n.TEXT))


def _without(text: str, placeholder: str) -> str:
    shown = text.strip()
    if shown in (placeholder, *WORD_PLACEHOLDERS):
        return ""
    if placeholder not in shown:
        return text
    return shown.removeprefix(placeholder).removesuffix(placeholder).strip()
