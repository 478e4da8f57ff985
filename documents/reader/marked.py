"""A document of ours read back, also after Word or LibreOffice has had it."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml.etree import _Element

from documents.controls import CONTROLS, WORD_PLACEHOLDERS
from documents.found_by import FoundBy
from documents.marks import marks
from documents.reader import names as n
from documents.reader.columns import Columns
from documents.reader.contents import Contents
from documents.reader.rows import RowCount
from documents.reader.slots import Slot, bookmarks_in, table_cells
from forms.answers import Answers
from forms.exchange import normalised
from forms.facts import fact
from forms.grammar import FormDefinition
from forms.kinds.kind import Kind, Value
from forms.mirrors import without_mirrors
from forms.outline import given_text
from forms.path import Path

_SUREST = list(FoundBy)


@fact
class MarkedAnswers:
    """What the marks of a document led to, by path; rows left empty are not counted.

    `slots` are where the answers stand. `doubles` are filled cells whose field was already
    answered by another cell: nothing of them was taken.
    """

    answers: Answers
    slots: Mapping[Path, Slot]
    doubles: tuple[tuple[Path, _Element], ...] = ()


class SlotsMet(NamedTuple):
    """The cells of a body that answers are looked for in, in its order.

    `slots` has each with the numbers of its rows; `beside` are the outermost groups that may have
    several of them in one row of a table.
    """

    slots: list[tuple[Slot, tuple[int, ...]]]
    beside: AbstractSet[str]


class _Taken(NamedTuple):
    value: Value
    slot: Slot


def read_marked(
    definition: FormDefinition, body: _Element, contents: Contents | None = None
) -> MarkedAnswers:
    """The answers of a body by tag, else bookmark, else alias, else the label beside the cell.

    Rows are counted by position; computed totals and the texts a form prints are not read. Time
    is linear in the size of the body.
    """
    contents = contents or Contents(body)
    return answers_in(definition, slots_met(definition, body, contents).slots, contents)


def slots_met(definition: FormDefinition, body: _Element, contents: Contents) -> SlotsMet:
    """Where the answers of a body may stand, whether or not there are any."""
    walk = _Walk(definition, contents)
    walk.blocks(body)
    return SlotsMet(walk.slots, walk.beside)


def answers_in(
    definition: FormDefinition, slots: Iterable[tuple[Slot, tuple[int, ...]]], contents: Contents
) -> MarkedAnswers:
    """What stands in cells, as the answers of a form."""
    taking = _Taking(definition, contents)
    for slot, numbers in slots:
        taking.take(slot, numbers)
    return taking.result()


class _Walk:
    """One walk through one body, top to bottom."""

    def __init__(self, definition: FormDefinition, contents: Contents) -> None:
        self.slots: list[tuple[Slot, tuple[int, ...]]] = []
        self.beside: set[str] = set()
        self._contents = contents
        self._marks = marks(definition)
        self._count = RowCount(contents)
        self._columns = Columns(definition, contents)

    def blocks(self, container: _Element) -> None:
        for block in self._contents.blocks(container):
            if block.tag == n.TABLE:
                self._table(block)
                continue
            for noted in bookmarks_in(block, self._marks, self._contents):
                if noted.mark.is_group:
                    self._count.begin(noted.mark, noted.rows)

    def _table(self, table: _Element) -> None:
        rows = table_cells(table, self._marks, self._contents)
        nesting = self._contents.holders(n.TABLE)
        for cells, slots in zip(rows, self._columns.complete(rows), strict=True):
            for cell in cells:
                for noted in cell.markers:
                    self._count.begin(noted.mark, noted.rows)
            for slot in slots:
                self.slots.append((slot, self._count.numbers(slot, slots)))
            if len(slots) > 1:
                self.beside.update(map(_outermost, slots))
            inner = [cell.element for cell in cells if cell.element in nesting]
            answered = {slot.cell for slot in slots} if inner else ()
            for element in inner:
                if element not in answered:
                    self._inner(element)

    def _inner(self, cell: _Element) -> None:
        """What stands in rows of a table inside a cell stands in one row of the outer table."""
        before = len(self.slots)
        self.blocks(cell)
        self.beside.update(_outermost(slot) for slot, _ in self.slots[before:])


class _Taking:
    """The answers so far, while the cells are looked at in the order of the document."""

    def __init__(self, definition: FormDefinition, contents: Contents) -> None:
        self._definition = definition
        self._contents = contents
        self._taken: dict[Path, _Taken] = {}
        self._doubles: list[tuple[Path, _Element]] = []

    def take(self, slot: Slot, numbers: tuple[int, ...]) -> None:
        mark = slot.mark
        if not mark.is_field:
            return
        around = mark.placed.groups
        path = Path.at(mark.address, numbers, tuple([group.address for group in around]))
        has_printed = bool(around and around[-1].group.fixed_rows)
        if has_printed and given_text(self._definition, path) is not None:
            return
        text = typed_in(slot, self._contents)
        kind = mark.placed.field.kind
        value = _in_unit(kind, text, slot.unit) if slot.unit else kind.parse(text)
        if value is None:
            return
        known = self._taken.get(path)
        if known is not None and _SUREST.index(known.slot.by) <= _SUREST.index(slot.by):
            if known.value != value:
                self._doubles.append((path, slot.cell))
            return
        if known is not None and known.value != value:
            self._doubles.append((path, known.slot.cell))
        self._taken[path] = _Taken(value, slot)

    def result(self) -> MarkedAnswers:
        taken = list(self._taken.values())
        numbered = Answers({path: number for number, path in enumerate(self._taken)})
        moved = normalised(self._definition, numbered)
        slots = {path: taken[int(str(number))] for path, number in moved.items()}
        answers = without_mirrors(
            self._definition, Answers({path: each.value for path, each in slots.items()})
        )
        return MarkedAnswers(
            answers=answers,
            slots={path: each.slot for path, each in slots.items() if path in answers},
            doubles=tuple(self._doubles),
        )


def _in_unit(kind: Kind, text: str, unit: str) -> Value | None:
    from documents.reader.sheet_cells import answer_in  # noqa: PLC0415 - loaded where asked for

    return answer_in(kind, text, unit)


def _outermost(slot: Slot) -> str:
    groups = slot.mark.placed.groups
    return groups[0].address if groups else ""


def typed_in(slot: Slot, contents: Contents) -> str:
    """What a person typed in a cell, without the placeholder.

    LibreOffice makes text of the placeholder of some controls, and says of others that they show
    it after a person has typed in them: so only the words themselves tell.
    """
    mark = slot.mark
    text = contents.text(slot.cell)
    is_of_paragraphs = mark.is_of_paragraphs
    if not (slot.is_literal or is_of_paragraphs):
        text = _without(CONTROLS[mark.placed.field.kind.control].read(text), mark.placeholder)
    if is_of_paragraphs or slot.cell not in contents.holders(n.SHOWING_PLACEHOLDER):
        return text
    flagged = (
        _without(said, mark.placeholder) for said in _said_to_be_placeholders(slot.cell, contents)
    )
    typed = "".join(flagged)
    return typed + text if typed else text


def _said_to_be_placeholders(cell: _Element, contents: Contents) -> Iterator[str]:
    for control in cell.iter(n.CONTROL):
        if control in contents.placeholders:
            yield "".join(each.text or "" for each in control.iter(n.TEXT))


def _without(text: str, placeholder: str) -> str:
    shown = text.strip()
    if shown == placeholder or shown in WORD_PLACEHOLDERS:
        return ""
    if placeholder not in shown:
        return text
    return shown.removeprefix(placeholder).removesuffix(placeholder).strip()
