"""The holes that hold answers: each in its control, or room for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from documents.controls import CONTROLS, WORD_PLACEHOLDERS, Entry, Numbers, Setting, plain
from documents.engine.holes import Hole, RowMark, Rows
from documents.engine.page import Page
from documents.engine.strict import parsed_piece
from documents.marks import Mark, marks
from documents.reader.contents import Contents
from documents.reader.marked import typed_in
from documents.reader.slots import Slot, bookmarks_in
from documents.reading import FoundBy
from forms.grammar import FormDefinition
from forms.kinds.kind import Control, Unread, Value
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.outline import given_text
from forms.path import Parts, Path
from forms.text import is_clean

_TEXT = "\uf8ff"
"""Stands for an answer where what lies around one is drawn once."""

_MOST_FRAMES, _MOST_TEXTS, _LONGEST_KNOWN = 64, 512, 80
_ODD_CONTROLS = frozenset({Control.DATE, Control.TICK})
"""Drawn with more of a value than its text."""

_MERGED_UP, _MERGED_FROM = b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>'
_PLAIN, _LINES, _BLANKS, _AWAITED, _QUIET, _GIVEN, _ODD, _SAME = (1 << at for at in range(8))
"""The ways in which a frame is used, as bits."""


@dataclass(slots=True, kw_only=True)
class _Frame:
    """What lies around an answer in given rows: the same in every document.

    All but the tail begin with the static text before the hole. `given` is what the form itself
    prints there, where it does; `datum` begins the line of the answer in the customXml part.
    """

    path: Path
    parts: Parts
    before: bytes
    head: bytes
    tail: bytes
    awaited: bytes
    quiet: bytes
    given: bytes | None
    given_text: str | None
    datum: bytes
    proved: int = 0


class _Said(NamedTuple):
    """A value as text: as it is, escaped, and as it stands in a frame.

    `way` is how it is drawn; `is_read_again` says that its text would be read as the value. A
    tuple, since many are made for each document and a frozen dataclass takes twice as long.
    """

    raw: bytes
    escaped: bytes
    drawn: bytes
    way: int
    is_read_again: bool


class FieldHole(Hole):
    """An answer, or the room for one, with the static text `before` it."""

    __slots__ = (
        "_blank",
        "_definition",
        "_draws",
        "_frames",
        "_groups",
        "_is_mirror",
        "_joint",
        "_kind",
        "_known",
        "_known_odd",
        "_parse",
        "_takes_any_text",
        "before",
        "mark",
        "numbers",
        "setting",
    )

    def __init__(
        self, definition: FormDefinition, mark: Mark, setting: Setting, numbers: Numbers
    ) -> None:
        self._definition, self.mark = definition, mark
        self.setting, self.numbers = setting, numbers
        self.before: Sequence[bytes | RowMark] = ()
        self._groups = tuple(group.address for group in mark.placed.groups)
        self._is_mirror = any(group.group.mirrors for group in mark.placed.groups)
        self._kind = mark.placed.field.kind
        self._takes_any_text = isinstance(self._kind, Line | Prose)
        self._draws = CONTROLS[self._kind.control].draw
        self._frames: dict[Rows, _Frame] = {}
        self._parse = lru_cache(_MOST_TEXTS)(self._kind.parse)
        self._known = lru_cache(_MOST_TEXTS)(self._say)
        self._known_odd = lru_cache(_MOST_TEXTS)(self._odd)
        self._joint, self._blank = b"", b""
        if mark.is_of_paragraphs:
            lines = self._drawn(_TEXT, f"{_TEXT}\n{_TEXT}\n\n{_TEXT}", ()).encode()
            _, self._joint, self._blank, _ = lines.split(_TEXT.encode())

    def after(self, before: Sequence[bytes | RowMark]) -> "FieldHole":
        """The same hole where static text stands before it."""
        hole = type(self)(self._definition, self.mark, self.setting, self.numbers)
        hole.before = before
        return hole

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the answer in its control; empty, what invites one."""
        frame = self._frames.get(rows) or self.frame(rows)
        value = page.values.get(frame.parts)
        if frame.given is not None:
            drawn, way = frame.given, _GIVEN
        elif value is not None:
            self._draw_value(page, frame, value, out)
            return
        elif page.is_quiet(self.mark.placed, frame.path):
            drawn, way = frame.quiet, _QUIET
        else:
            drawn, way = frame.awaited, _AWAITED
        if not frame.proved & way:
            page.unproved.append((frame, way))
        out.append(drawn)

    def frame(self, rows: Rows) -> _Frame:
        """What lies around the answer in given rows."""
        frame = self._frames.get(rows)
        if frame is None:
            frame = self._make_frame(rows)
            if len(self._frames) < _MOST_FRAMES:
                self._frames[rows] = frame
        return frame

    def _draw_value(self, page: Page, frame: _Frame, value: Value, out: list[bytes]) -> None:
        is_known = type(value) is str and len(value) < _LONGEST_KNOWN
        said = self._known(value) if is_known else self._say(value)
        if not said.is_read_again:
            page.wrong.append(frame.parts)
        if not (self._is_mirror and page.is_mirroring):
            page.data += (frame.datum, said.escaped, b"</svar>")
        if said.way == _ODD:
            self._draw_odd(page, frame, value, out)
            return
        if not frame.proved & said.way:
            page.unproved.append((frame, said.way))
        page.drawn.append(frame.parts)
        page.meant.append(said.raw)
        page.written.append(said.escaped)
        out += (frame.head, said.drawn, frame.tail)

    def _draw_odd(self, page: Page, frame: _Frame, value: Value, out: list[bytes]) -> None:
        """Add what is drawn for this one document, read again by itself."""
        is_few = self._kind.control in _ODD_CONTROLS and not isinstance(value, Unread)
        draw = self._known_odd if is_few else self._odd
        drawn, again = draw(value, frame.path.rows)
        if again != value:
            page.wrong.append(frame.parts)
        page.odd.append(frame.parts)
        out += (frame.before, drawn)

    def _odd(self, value: Value, rows: Rows) -> tuple[bytes, Value | None]:
        """A value as it is drawn outside a frame, and what the general reader takes it to be."""
        text = self._drawn(value, self._kind.format(value), rows)
        drawn = text.encode("utf-8", "replace")
        return drawn, self._read_again(drawn, rows)

    def _say(self, value: Value) -> _Said:
        text = self._kind.format(value)
        raw = text.encode("utf-8", "surrogatepass")
        said = drawn = _escaped(raw)
        way = _ODD if self._is_odd(value, text) else _PLAIN
        if way == _PLAIN and b"\n" in said:
            way, drawn = self._in_lines(said)
        return _Said(
            raw=raw,
            escaped=said,
            drawn=drawn,
            way=way,
            is_read_again=self._is_read_again(value, text, raw),
        )

    def _in_lines(self, text: bytes) -> tuple[int, bytes]:
        """How several lines are drawn, and they themselves with what goes between them."""
        lines = text.split(b"\n")
        if not (self._joint and lines[0] and lines[-1]):
            return _ODD, b""
        if b"" not in lines:
            return _LINES, self._joint.join(lines)
        if b"\n\n\n" in text:
            return _ODD, b""
        return _BLANKS, text.replace(b"\n\n", self._blank).replace(b"\n", self._joint)

    def _is_read_again(self, value: Value, text: str, raw: bytes) -> bool:
        """Whether the text would be read as the value; long clean ones are known at a glance."""
        if self._takes_any_text and len(text) >= _LONGEST_KNOWN and is_clean(raw):
            is_bare = not (text[0].isspace() or text[-1].isspace())
            return is_bare and (bool(self._joint) or not ("\n" in text or "\t" in text))
        return self._parsed(text) == value

    def _is_odd(self, value: Value, text: str) -> bool:
        """Whether it takes more than to put the text, or its lines, in the frame."""
        if isinstance(value, Unread) or self._kind.control in _ODD_CONTROLS:
            return True
        return "\t" in text or self.mark.placeholder in text or text in WORD_PLACEHOLDERS

    def _read_again(self, piece: bytes, rows: Rows) -> Value | None:
        """What the general reader takes a piece to say, if it is marked as this field's."""
        cell = parsed_piece(piece)
        contents = Contents(cell)
        noted = tuple(bookmarks_in(cell, marks(self._definition), contents))
        is_literal = any(each.is_literal for each in noted)
        slot = Slot(mark=self.mark, cell=cell, by=FoundBy.CONTROL, rows=rows, is_literal=is_literal)
        is_ours = all(each.mark is self.mark and each.rows == rows for each in noted)
        return self._parsed(typed_in(slot, contents)) if is_ours and noted else None

    def _parsed(self, text: str) -> Value | None:
        return self._parse(text) if len(text) < _LONGEST_KNOWN else self._kind.parse(text)

    def _make_frame(self, rows: Rows) -> _Frame:
        path = Path.at(self.mark.address, rows, self._groups)
        around = self._drawn(_TEXT, _TEXT, rows).encode().split(_TEXT.encode())
        before = b"".join(
            each.mark(rows).text if isinstance(each, RowMark) else each for each in self.before
        )
        given = given_text(self._definition, path) if rows else None
        quiet = Entry(mark=self.mark, rows=rows, value=None, text="", is_quiet=True)
        return _Frame(
            path=path,
            parts=path.parts,
            before=before,
            head=before + around[0],
            tail=around[-1],
            awaited=before + self._drawn(None, "", rows).encode(),
            quiet=before + self._entered(quiet).encode(),
            given=None if given is None else before + self._printed(given, rows).encode(),
            given_text=given,
            datum=f'<svar sti="{path}">'.encode(),
        )

    def _printed(self, text: str, rows: Rows) -> str:
        """What the form itself says: a fixed row's own text."""
        number = self.numbers.of(rows)
        inside = plain(self.mark.bookmark(rows), text, self.setting, number)
        is_tall = self.mark.is_of_paragraphs
        return f"<w:p>{self.setting.paragraph}{inside}</w:p>" if is_tall else inside

    def _drawn(self, value: Value | None, text: str, rows: Rows) -> str:
        return self._entered(Entry(mark=self.mark, rows=rows, value=value, text=text))

    def _entered(self, entry: Entry) -> str:
        return self._draws(entry, self.setting, self.numbers.of(entry.rows))


class MergedHole(FieldHole):
    """An answer whose cell is merged over the rows that say the same."""

    __slots__ = ()

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the answer once for all rows that say the same one after another."""
        if not self.says_the_same(page, rows, -1):
            super().draw(page, rows, out)
            return
        frame = self.frame(rows)
        value = page.values.get(frame.parts)
        out += (frame.before, self._nothing)
        if not frame.proved & _SAME:
            page.unproved.append((frame, _SAME))
        if frame.given is None and value is not None:
            self._draw_value(page, frame, value, [])

    def says_the_same(self, page: Page, rows: Rows, steps: int) -> bool:
        """Whether something is said, and the same so many rows further down."""
        *outer, row = rows
        own = self._said(page, rows)
        if own is None or row + steps < 0:
            return False
        return own == self._said(page, (*outer, row + steps))

    def _said(self, page: Page, rows: Rows) -> Value | None:
        frame = self.frame(rows)
        return frame.given_text or page.values.get(frame.parts)

    @property
    def _nothing(self) -> bytes:
        is_tall = self.mark.is_of_paragraphs
        return f"<w:p>{self.setting.paragraph}</w:p>".encode() if is_tall else b""


class MergeHole(Hole):
    """The mark in a cell's properties that merges it with those above and below it."""

    __slots__ = ("_field",)

    def __init__(self, field: MergedHole) -> None:
        self._field = field

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the mark, nothing where no neighbour says the same."""
        if self._field.says_the_same(page, rows, -1):
            out.append(_MERGED_UP)
        elif self._field.says_the_same(page, rows, 1):
            out.append(_MERGED_FROM)


def _escaped(text: bytes) -> bytes:
    for character, entity in _ENTITIES:
        if character in text:
            text = text.replace(character, entity)
    return text


_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"))
