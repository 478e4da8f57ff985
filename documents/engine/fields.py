"""The holes that hold answers: each in its control, or room for one."""

from dataclasses import dataclass
from functools import lru_cache

from documents.controls import CONTROLS, WORD_PLACEHOLDERS, Entry, Setting, number_of, plain
from documents.engine.checked import Checked, NotAsDrawn, parsed_piece, unescaped
from documents.engine.holes import Hole, Rows
from documents.engine.page import Page
from documents.marks import Mark, marks
from documents.reader.marked import typed_in
from documents.reader.slots import Slot, bookmarks_in
from documents.reading import FoundBy
from forms.grammar import FormDefinition
from forms.kinds.kind import Control, Unread, Value
from forms.outline import given_text
from forms.path import Path

_TEXT = "\uf8ff"
"""Stands for an answer where what lies around one is drawn once."""

_MOST_FRAMES, _MOST_TEXTS, _LONGEST_KNOWN = 256, 1_024, 80
_ODD_CONTROLS = frozenset({Control.DATE, Control.TICK})
"""Drawn with more of a value than its text."""

_MERGED_UP, _MERGED_FROM = b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>'
_PLAIN, _ODD, _EMPTY, _LINES, _SAME = range(5)
_WAYS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What lies around an answer in given rows: the same in every document.

    `given` is what the form itself prints there, where it does; `datum` begins the line of the
    answer in the customXml part.
    """

    path: Path
    head: bytes
    tail: bytes
    awaited: bytes
    quiet: bytes
    given: bytes | None
    given_text: str | None
    datum: bytes


class FieldHole(Hole):
    """An answer, or the room for one. `after` is the static text that follows the hole."""

    __slots__ = (
        "_blank",
        "_definition",
        "_frames",
        "_groups",
        "_is_mirror",
        "_joint",
        "_parse",
        "_slot",
        "after",
        "mark",
        "setting",
    )

    def __init__(
        self, definition: FormDefinition, mark: Mark, setting: Setting, slot: int
    ) -> None:
        self._definition, self.mark, self.setting, self._slot = definition, mark, setting, slot
        self.after = b""
        self._groups = tuple(group.address for group in mark.placed.groups)
        self._is_mirror = any(group.group.mirrors for group in mark.placed.groups)
        self._frames: dict[Rows, _Frame] = {}
        self._parse = lru_cache(_MOST_TEXTS)(mark.placed.field.kind.parse)
        self._joint, self._blank = b"", b""
        if mark.is_of_paragraphs:
            lines = self._drawn(_TEXT, f"{_TEXT}\n{_TEXT}\n\n{_TEXT}", ()).encode()
            _, self._joint, self._blank, _ = lines.split(_TEXT.encode())

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the answer in its control; empty, what invites one."""
        frame = self.frame(rows)
        value = page.values.get(frame.path.parts)
        if frame.given is not None:
            out.append(frame.given)
        elif value is not None:
            self._draw_value(page, frame, value, out)
        else:
            page.ways.add(self._slot * _WAYS + _EMPTY)
            is_quiet = page.is_quiet(self.mark.placed.field, frame.path)
            out.append(frame.quiet if is_quiet else frame.awaited)

    def check(self, checked: Checked, rows: Rows) -> None:
        """Go past the answer and note what it says."""
        frame, content, at = self.frame(rows), checked.content, checked.at
        if frame.given is not None:
            checked.expect(frame.given)
        elif content.startswith(frame.head, at) and self._check_plain(checked, frame):
            return
        elif not self._check_empty(checked, frame):
            checked.values[frame.path.parts] = self._read_odd(checked.upto(self.after), rows)

    def frame(self, rows: Rows) -> _Frame:
        """What lies around the answer in given rows."""
        frame = self._frames.get(rows)
        if frame is None:
            frame = self._make_frame(rows)
            if len(self._frames) < _MOST_FRAMES:
                self._frames[rows] = frame
        return frame

    def _draw_value(self, page: Page, frame: _Frame, value: Value, out: list[bytes]) -> None:
        field, parts = self.mark.placed.field, frame.path.parts
        text = field.kind.format(value)
        raw = text.encode("utf-8", "replace")
        if self._parsed(text) != value:
            page.wrong.append(parts)
        said = _escaped(raw)
        if not (self._is_mirror and page.is_mirroring):
            page.data += (frame.datum, said, b"</svar>")
        if self._is_odd(value, text):
            page.ways.add(self._slot * _WAYS + _ODD)
            page.odd.add(parts)
            out.append(self._drawn(value, text, frame.path.rows).encode("utf-8", "replace"))
            return
        page.texts[parts] = raw
        way = _PLAIN
        if b"\n" in said:
            way = _LINES
            said = said.replace(b"\n\n", self._blank).replace(b"\n", self._joint)
        page.ways.add(self._slot * _WAYS + way)
        out += (frame.head, said, frame.tail)

    def _is_odd(self, value: Value, text: str) -> bool:
        """Whether it takes more than to put the text, or its lines, in the frame."""
        if isinstance(value, Unread) or self.mark.placed.field.kind.control in _ODD_CONTROLS:
            return True
        if "\t" in text or self.mark.placeholder in text or text in WORD_PLACEHOLDERS:
            return True
        if "\n" not in text:
            return False
        return not self._joint or "\n\n\n" in text or text[0] == "\n" or text[-1] == "\n"

    def _check_plain(self, checked: Checked, frame: _Frame) -> bool:
        """Go past a text in its frame; False, and nowhere, where something else stands there."""
        content, start = checked.content, checked.at + len(frame.head)
        if self._joint:
            end = content.find(self.after, start) - len(frame.tail)
            said = content[start:end]
            said = said.replace(self._blank, b"\n\n").replace(self._joint, b"\n")
        else:
            end = content.find(b"<", start)
            said = content[start:end]
        if b"<" in said or end < start or not content.startswith(frame.tail, end):
            return False
        text, parts = unescaped(said), frame.path.parts
        if parts not in checked.page.odd:
            checked.found[parts] = text
        elif (value := self._parsed(text.decode())) is not None:
            checked.values[parts] = value
        checked.at = end + len(frame.tail)
        return True

    def _check_empty(self, checked: Checked, frame: _Frame) -> bool:
        """Go past an empty field; False, and nowhere, where something else stands there."""
        for room in (frame.awaited, frame.quiet):
            end = checked.at + len(room)
            if checked.content.startswith(room, checked.at) and checked.content.startswith(
                self.after, end
            ):
                checked.at = end
                return True
        return False

    def _read_odd(self, piece: bytes, rows: Rows) -> Value:
        """What the general reader takes a piece to say; raises NotAsDrawn for nothing."""
        cell = parsed_piece(piece)
        noted = tuple(bookmarks_in(cell, marks(self._definition)))
        is_literal = any(each.is_literal for each in noted)
        slot = Slot(
            mark=self.mark, cell=cell, by=FoundBy.CONTROL, rows=rows, is_literal=is_literal
        )
        value = self._parsed(typed_in(slot))
        if value is None or {(each.mark, each.rows) for each in noted} != {(self.mark, rows)}:
            raise NotAsDrawn(piece)
        return value

    def _parsed(self, text: str) -> Value | None:
        if len(text) <= _LONGEST_KNOWN:
            return self._parse(text)
        return self.mark.placed.field.kind.parse(text)

    def _make_frame(self, rows: Rows) -> _Frame:
        path = Path.at(self.mark.address, rows, self._groups)
        around = self._drawn(_TEXT, _TEXT, rows).encode().split(_TEXT.encode())
        given = given_text(self._definition, path) if rows else None
        return _Frame(
            path=path,
            head=around[0],
            tail=around[-1],
            awaited=self._drawn(None, "", rows).encode(),
            quiet=self._drawn_quiet(rows).encode(),
            given=None if given is None else self._printed(given, rows).encode(),
            given_text=given,
            datum=f'<svar sti="{path}">'.encode(),
        )

    def _printed(self, text: str, rows: Rows) -> str:
        """What the form itself says: a fixed row's own text."""
        number = number_of(self._slot, rows)
        inside = plain(self.mark.bookmark(rows), text, self.setting, number)
        return f"<w:p>{self.setting.paragraph}{inside}</w:p>" if self._is_tall else inside

    @property
    def _is_tall(self) -> bool:
        return self.mark.is_of_paragraphs

    def _drawn(self, value: Value | None, text: str, rows: Rows) -> str:
        return self._entered(Entry(mark=self.mark, rows=rows, value=value, text=text))

    def _drawn_quiet(self, rows: Rows) -> str:
        return self._entered(Entry(mark=self.mark, rows=rows, value=None, text="", is_quiet=True))

    def _entered(self, entry: Entry) -> str:
        control = CONTROLS[self.mark.placed.field.kind.control]
        return control.draw(entry, self.setting, number_of(self._slot, entry.rows))


class MergedHole(FieldHole):
    """An answer whose cell is merged over the rows that say the same."""

    __slots__ = ()

    def draw(self, page: Page, rows: Rows, out: list[bytes]) -> None:
        """Add the answer once for all rows that say the same one after another."""
        if not self.says_the_same(page, rows, -1):
            super().draw(page, rows, out)
            return
        frame = self.frame(rows)
        value = page.values.get(frame.path.parts)
        page.ways.add(self._slot * _WAYS + _SAME)
        out.append(self._nothing)
        if frame.given is None and value is not None:
            self._draw_value(page, frame, value, [])

    def check(self, checked: Checked, rows: Rows) -> None:
        """Go past the answer; in a cell merged into the one above it is the answer there."""
        if not checked.is_merged_up:
            super().check(checked, rows)
            return
        checked.expect(self._nothing)
        parts = self.frame(rows).path.parts
        above = self.frame((*rows[:-1], rows[-1] - 1)).path.parts
        if above in checked.found:
            checked.found[parts] = checked.found[above]
        elif above in checked.values:
            checked.values[parts] = checked.values[above]

    def says_the_same(self, page: Page, rows: Rows, steps: int) -> bool:
        """Whether something is said, and the same so many rows further down."""
        *outer, row = rows
        own = self._said(page, rows)
        if own is None or row + steps < 0:
            return False
        return own == self._said(page, (*outer, row + steps))

    def _said(self, page: Page, rows: Rows) -> bytes | Value | None:
        frame = self.frame(rows)
        return frame.given_text or page.values.get(frame.path.parts)

    @property
    def _nothing(self) -> bytes:
        return f"<w:p>{self.setting.paragraph}</w:p>".encode() if self._is_tall else b""


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

    def check(self, checked: Checked, rows: Rows) -> None:
        """Go past the mark and note it for the cell it stands in."""
        checked.is_merged_up = checked.content.startswith(_MERGED_UP, checked.at)
        for mark in (_MERGED_UP, _MERGED_FROM):
            if checked.content.startswith(mark, checked.at):
                checked.at += len(mark)
                return


def _escaped(text: bytes) -> bytes:
    if b"&" in text:
        text = text.replace(b"&", b"&amp;")
    return text.replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b'"', b"&quot;")
