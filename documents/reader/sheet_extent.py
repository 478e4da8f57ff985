"""How far the cells of a workbook reach and how much they say, counted before they are read.

The reader of workbooks lays a sheet out as a full rectangle and repeats a shared text in each of
its cells: one cell in the last corner, or one long text shown everywhere, would fill any machine.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import digits

from lxml.etree import _Element

from documents.safety.package import Allowance, read_directory, unpack
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import build_stream_parser, feed_stream, parse_xml

MOST_CELLS = 1_000_000
MOST_FILLED = 100_000
MOST_DRAWN = 500_000
MOST_TEXT = 20_000_000

_SHARED, _ERROR = "s", "e"
_TRUE = frozenset({"1", "true"})
_LONGEST_ERROR = 20
_WITH_VALUE = frozenset({"v", "is"})
_COLUMN = re.compile(r"[A-Za-z]{1,3}")
_DIGITS = re.compile(r"[0-9]{1,7}")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LETTERS = 26
_BEFORE_A = ord("A") - 1
_LOOSE_PARTS = ("xl/media/", "xl/drawings/", "xl/theme/", "docprops/")
_ENDING = ".xml"
_MAIN_PART, _RELATIONS_PART = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(slots=True)
class Extent:
    """How many rows and columns a sheet reaches to from its first, and what it says there.

    `filled` counts the cells that say something, `texts` how often each shared text is shown;
    `errors` are by row and column, from 0. Of the rows and columns that are hidden those are kept
    that may hold something.
    """

    rows: int = 0
    columns: int = 0
    filled: int = 0
    texts: dict[int, int] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def cells(self) -> int:
        """How many cells the rectangle from the first cell to the last has."""
        return self.rows * self.columns


def measure(data: bytes) -> Mapping[str, Extent]:
    """The extent of each part with cells, by name; raises Refused for a workbook beyond bounds."""
    extents: dict[str, Extent] = {}
    lengths: list[int] = []
    allowance = Allowance()
    for entry in read_directory(data):
        name = entry.name.lower()
        if not name.endswith(_ENDING) or name.startswith(_LOOSE_PARTS):
            continue
        scan = _Scan(lengths)
        scan.run(unpack(data, entry, allowance))
        if scan.extent.rows:
            extents[name] = scan.extent
            _refuse_far(extents.values(), ())
    _refuse_far(extents.values(), lengths)
    return extents


def sheet_parts(data: bytes) -> tuple[str, ...]:
    """The names of the parts the sheets of a workbook are in, in the order of the sheets."""
    entries = {entry.name.lower(): entry for entry in read_directory(data)}

    def part(name: str) -> _Element:
        if name not in entries:
            raise Refused(Verdict.TOO_COMPLEX, "workbook laid out in another way")
        return parse_xml(b"".join(unpack(data, entries[name], Allowance())))

    targets = {each.get("Id"): each.get("Target") or "" for each in part(_RELATIONS_PART)}
    sheets = part(_MAIN_PART).iterfind("{*}sheets/{*}sheet")
    return tuple(_target(targets.get(_relation_of(each), "")) for each in sheets)


def _relation_of(sheet: _Element) -> str | None:
    found = (value for name, value in sheet.items() if str(name).endswith("}id"))
    return next(map(str, found), None)


def _target(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()


def refuse_beyond(cells: int, characters: int) -> None:
    """Raise Refused for more cells or text than a workbook is read with."""
    if cells > MOST_CELLS:
        raise Refused(Verdict.TOO_COMPLEX, "sheets reach too far")
    if characters > MOST_TEXT:
        raise Refused(Verdict.TOO_COMPLEX, "sheets say too much")


def _refuse_far(extents: Iterable[Extent], lengths: Sequence[int]) -> None:
    cells = filled = characters = 0
    for extent in extents:
        cells += extent.cells
        filled += extent.filled
        for text, times in extent.texts.items():
            characters += lengths[text] * times if text < len(lengths) else 0
    if filled > MOST_FILLED:
        raise Refused(Verdict.TOO_COMPLEX, "too many cells")
    refuse_beyond(cells, characters)


class _Scan:
    """One part, looked at for cells by the names of its elements alone, as their reader does."""

    def __init__(self, lengths: list[int]) -> None:
        self.extent = Extent()
        self._lengths = lengths
        self._drawn = 0
        self._row, self._column = -1, -1
        self._type = ""
        self._value: list[str] = []
        self._shared_from = -1
        self._is_hidden = False
        self._locals: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._parser = build_stream_parser()
        self._parser.StartElementHandler = self._start

    def run(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            feed_stream(self._parser, piece, is_last=False)
        feed_stream(self._parser, b"", is_last=True)
        self._finish_shared()
        if self._value:
            self._finish_value()

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        self._drawn += 1
        if self._drawn > MOST_DRAWN:
            raise Refused(Verdict.TOO_COMPLEX, "too many rows and cells")
        if self._value:
            self._finish_value()
        local = self._locals.get(name)
        if local is None:
            local = self._locals[name] = name.rpartition(" ")[2]
        if local == "c":
            self._begin_cell(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif local in _WITH_VALUE:
            self._reach()
        elif local == "row":
            self._begin_row(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif local == "col":
            self._hide_columns(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif local == "si":
            self._finish_shared()
            self._shared_from = self._parser.CurrentByteIndex

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else _number(number) - 1
        self._column = -1
        self._is_hidden = attributes.get("hidden") in _TRUE

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        """Note hidden columns, as many as a sheet has; those of no number are drawn by nobody."""
        ends = [attributes.get(each, "") for each in ("min", "max")]
        if attributes.get("hidden") in _TRUE and all(_DIGITS.fullmatch(each) for each in ends):
            first, last = (min(int(each), _LAST_COLUMN) for each in ends)
            self.extent.hidden_columns.update(range(first - 1, last))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._row, self._column = max(self._row, 0), self._column + 1
        else:
            letters = place.rstrip(digits)
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = _column(letters)
            self._row, self._column = _number(place[len(letters) :]) - 1, column
        self._type = attributes.get("t", "")

    def _reach(self) -> None:
        """The cell has a value, so that the sheet reaches to it; an empty one is only drawn."""
        if self._column < 0:
            return
        if not (0 <= self._row < _LAST_ROW and self._column < _LAST_COLUMN):
            raise Refused(Verdict.DAMAGED, "cell outside any sheet")
        self.extent.filled += 1
        if self.extent.filled > MOST_FILLED:
            raise Refused(Verdict.TOO_COMPLEX, "too many cells")
        self.extent.rows = max(self.extent.rows, self._row + 1)
        if self._is_hidden:
            self.extent.hidden_rows.add(self._row)
        self.extent.columns = max(self.extent.columns, self._column + 1)
        if self._type in (_SHARED, _ERROR):
            self._value = [""]
            self._parser.CharacterDataHandler = self._value.append

    def _finish_value(self) -> None:
        """The text of a value is over where the next element begins."""
        text = "".join(self._value).strip()
        if self._type == _ERROR:
            self.extent.errors[self._row, self._column] = text[:_LONGEST_ERROR]
        elif _DIGITS.fullmatch(text):
            self.extent.texts[int(text)] = self.extent.texts.get(int(text), 0) + 1
        self._value = []
        self._parser.CharacterDataHandler = None

    def _finish_shared(self) -> None:
        """A shared text is at most as long as what stands between it and the next one."""
        if self._shared_from >= 0:
            self._lengths.append(self._parser.CurrentByteIndex - self._shared_from)


def _number(text: str) -> int:
    if not _DIGITS.fullmatch(text):
        raise Refused(Verdict.DAMAGED, "row that is no number")
    return int(text)


def _column(letters: str) -> int:
    """The number of a column from 0."""
    if not _COLUMN.fullmatch(letters):
        raise Refused(Verdict.DAMAGED, "cell without a name")
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - _BEFORE_A
    return number - 1
