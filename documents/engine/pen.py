"""How the answers of one tag of a template are drawn, and what they would be read as."""

from functools import lru_cache

from documents.controls import CONTROLS, Entry, Numbers, Setting, plain
from documents.engine.strict import parsed_piece
from documents.found_by import FoundBy
from documents.marks import Mark, marks
from documents.reader.contents import Contents
from documents.reader.marked import typed_in
from documents.reader.slots import Slot, bookmarks_in
from documents.safety.verdict import Refused
from forms.grammar import FormDefinition
from forms.kinds.kind import Control, Unread, Value
from forms.kinds.line import Line
from forms.kinds.prose import Prose

Rows = tuple[int, ...]

TEXT = "\uf8ff"
"""Stands for an answer where what lies around one is drawn once."""

_MOST_TEXTS, _LONGEST_KNOWN = 512, 80
_ODD_CONTROLS = frozenset({Control.DATE, Control.TICK})
"""Drawn with more of a value than its text."""


class Pen:
    """Draws what stands in place of one tag.

    `takes_any_text` says that any text is a value; `joint` is what goes between two lines and
    `blank` what goes between two with a blank one between them, empty where it takes one line.
    """

    __slots__ = (
        "_definition",
        "_draws",
        "_is_odd",
        "_kind",
        "_known_odd",
        "_numbers",
        "_parse",
        "blank",
        "joint",
        "mark",
        "setting",
        "takes_any_text",
    )

    def __init__(
        self, definition: FormDefinition, mark: Mark, setting: Setting, numbers: Numbers
    ) -> None:
        self._definition, self.mark = definition, mark
        self.setting, self._numbers = setting, numbers
        self._kind = mark.placed.field.kind
        self.takes_any_text = type(self._kind) in (Line, Prose)
        self._is_odd = self._kind.control in _ODD_CONTROLS
        self._draws = CONTROLS[self._kind.control].draw
        self._parse = lru_cache(_MOST_TEXTS)(self._kind.parse)
        self._known_odd = lru_cache(_MOST_TEXTS)(self._odd)
        self.joint, self.blank = b"", b""
        if mark.is_of_paragraphs:
            lines = self.drawn(TEXT, f"{TEXT}\n{TEXT}\n\n{TEXT}", ()).encode()
            _, self.joint, self.blank, _ = lines.split(TEXT.encode())

    def drawn(self, value: Value | None, text: str, rows: Rows) -> str:
        """A value in its control; without one, what invites to an answer."""
        return self._entered(Entry(mark=self.mark, rows=rows, value=value, text=text))

    def quiet(self, rows: Rows) -> str:
        """Room for an answer that nobody waits for."""
        return self._entered(Entry(mark=self.mark, rows=rows, value=None, text="", is_quiet=True))

    def printed(self, text: str, rows: Rows) -> str:
        """What the form itself says: a fixed row's own text."""
        number = self._numbers.of(rows)
        inside = plain(self.mark.bookmark(rows), text, self.setting, number)
        is_tall = self.mark.is_of_paragraphs
        return f"<w:p>{self.setting.paragraph}{inside}</w:p>" if is_tall else inside

    def text(self, value: Value) -> str | None:
        """What alone is drawn of a value, None where more is or it would be read otherwise."""
        if self._is_odd or type(value) is Unread:
            return None
        text = self._kind.format(value)
        again = self._parsed(text)
        return text if again is value or again == value else None

    def is_always_odd(self, value: Value) -> bool:
        """Whether more than a text is drawn of all values like this one."""
        return self._is_odd or type(value) is Unread

    def shown(self, value: Value) -> bytes:
        """A value in UTF-8, as a person reads it."""
        return self._kind.format(value).encode("utf-8", "surrogatepass")

    def odd(self, value: Value, rows: Rows) -> tuple[bytes, Value | None]:
        """A value drawn for one document, and what the general reader takes it to be."""
        is_few = self._is_odd and not isinstance(value, Unread)
        return self._known_odd(value, rows) if is_few else self._odd(value, rows)

    def _odd(self, value: Value, rows: Rows) -> tuple[bytes, Value | None]:
        piece = self.drawn(value, self._kind.format(value), rows).encode("utf-8", "replace")
        return piece, self._read_again(piece, rows)

    def _read_again(self, piece: bytes, rows: Rows) -> Value | None:
        """What the general reader takes a piece to say, if it is marked as this field's."""
        try:
            cell = parsed_piece(piece)
        except Refused:
            return None
        contents = Contents(cell)
        noted = tuple(bookmarks_in(cell, marks(self._definition), contents))
        is_literal = any(each.is_literal for each in noted)
        slot = Slot(mark=self.mark, cell=cell, by=FoundBy.CONTROL, rows=rows, is_literal=is_literal)
        is_ours = all(each.mark is self.mark and each.rows == rows for each in noted)
        return self._parsed(typed_in(slot, contents)) if is_ours and noted else None

    def _parsed(self, text: str) -> Value | None:
        return self._parse(text) if len(text) < _LONGEST_KNOWN else self._kind.parse(text)

    def _entered(self, entry: Entry) -> str:
        return self._draws(entry, self.setting, self._numbers.of(entry.rows))
