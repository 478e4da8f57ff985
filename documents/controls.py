"""The controls of a Word file: how each is drawn with a value in it, and how it is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from documents.marks import Mark
from forms.facts import fact
from forms.kinds.kind import Control, Unread, Value
from forms.kinds.tick import TICKED

UNTICKED = "☐"
_BOXES = (TICKED, UNTICKED, "☑")
_QUIET = "\u2002" * 5
"""Five en spaces, as Word itself leaves room to click in."""

PLACEHOLDER_STYLE = "PlaceholderText"

WORD_PLACEHOLDERS = frozenset(
    {
        "Klik eller tryk her for at skrive tekst.",
        "Klik eller tryk for at angive en dato.",
        "Vælg et element.",
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Choose an item.",
    }
)
"""What Word itself shows in an emptied control."""

_SPECIAL = re.compile("([\n\t])")
_SPACERS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_FIRST_ID = 100_000
_LAST_ID = 2**31 - 1


class Xml(str):
    """WordprocessingML that a template prints as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Ids:
    """Numbers for the pictures of one document, above those a template uses."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last = _FIRST_ID

    def next(self) -> int:
        """The next number."""
        self._last += 1
        return self._last


@fact
class Numbers:
    """The numbers of the controls and bookmarks of one slot of a template, one for each row.

    They are told by the place alone, so that what is the same in every document can be drawn
    once. A slot has `size` of them from `first` on; rows within rows, at most `most` of each, have
    numbers of their own.
    """

    first: int
    size: int
    most: int

    def of(self, rows: tuple[int, ...]) -> int:
        """The number of the slot in this row of rows."""
        place = 0
        for row in rows:
            place = place * self.most + row + 1
        return self.first + place % self.size


def numbers_of(slots: int, depth: int) -> tuple[Numbers, ...]:
    """The 31 bits that Word has, shared among the slots of a template with rows that deep."""
    size = _LAST_ID // (slots + 1)
    most = 1
    while (2 * most) ** depth <= size:
        most *= 2
    return tuple(Numbers(first=(slot + 1) * size, size=size, most=most) for slot in range(slots))


@fact
class Setting:
    """The formatting of the template's own tag, kept for what is printed in its place."""

    paragraph: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value to be drawn; `text` is how its kind shows it, empty for no answer.

    `is_quiet` says that an empty one needs no answer, so shows no guidance in a filled document.
    """

    mark: Mark
    rows: tuple[int, ...]
    value: Value | None
    text: str
    is_quiet: bool = False

    @property
    def bookmark(self) -> str:
        """Its bookmark, marked as literal when the text could be taken for what Word prints."""
        is_literal = self.mark.placeholder in self.text or self.text in WORD_PLACEHOLDERS
        begins_with_box = isinstance(self.value, Unread) and self.text.startswith(_BOXES)
        return self.mark.bookmark(self.rows, is_literal=is_literal or begins_with_box)


@fact
class ControlForm:
    """Drawing and reading of a control, side by side.

    A drawn `TEXT` is whole paragraphs, all others go into the template's paragraph; the reader
    is given the text of the whole cell, since people type beside controls and LibreOffice loses
    them.
    """

    draw: Callable[[Entry, Setting, int], str]
    read: Callable[[str], str] = str


def escaped(text: str) -> str:
    """Text for XML, in elements and attributes alike."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """A run of text; spaces are kept, tabs and line feeds become Word's own."""
    pieces = (
        _SPACERS.get(piece) or f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
        for piece in _SPECIAL.split(text)
        if piece
    )
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def bookmarked(name: str, content: str, number: int) -> str:
    """Content inside a bookmark; the number is its own in the document."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def plain(name: str, text: str, setting: Setting, number: int) -> str:
    """Printed text that is no answer, in a bookmark so that the reader leaves it alone."""
    return bookmarked(name, run(text, setting.run), number)


def _control(entry: Entry, setting: Setting, number: int, what: str) -> str:
    mark, is_empty = entry.mark, not entry.text
    shown = run(entry.text, setting.run)
    if is_empty:
        room = _QUIET if entry.is_quiet else mark.placeholder
        shown = run(room, f'<w:rPr><w:rStyle w:val="{PLACEHOLDER_STYLE}"/></w:rPr>')
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(mark.alias)}"/>'
        f'<w:tag w:val="{mark.address}"/><w:id w:val="{number}"/>'
        f"{'<w:showingPlcHdr/>' if is_empty else ''}{what}</w:sdtPr>"
        f"<w:sdtContent>{bookmarked(entry.bookmark, shown, number)}</w:sdtContent></w:sdt>"
    )


def _draw_line(entry: Entry, setting: Setting, number: int) -> str:
    return _control(entry, setting, number, "<w:text/>")


def _draw_date(entry: Entry, setting: Setting, number: int) -> str:
    full = f' w:fullDate="{entry.value}T00:00:00Z"' if isinstance(entry.value, date) else ""
    what = (
        f'<w:date{full}><w:dateFormat w:val="dd.MM.yyyy"/><w:lid w:val="da-DK"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(entry, setting, number, what)


def _draw_choice(entry: Entry, setting: Setting, number: int) -> str:
    """Value and shown text are one, since LibreOffice shows the value.

    What was typed otherwise stands in a box that takes any text.
    """
    items = "".join(
        f'<w:listItem w:displayText="{escaped(label)}" w:value="{escaped(label)}"/>'
        for label in entry.mark.placed.field.kind.alternatives()
    )
    box = "comboBox" if isinstance(entry.value, Unread) else "dropDownList"
    return _control(entry, setting, number, f"<w:{box}>{items}</w:{box}>")


def _draw_tick(entry: Entry, setting: Setting, number: int) -> str:
    """Never bound to data: LibreOffice shows a bound box as a number."""
    if isinstance(entry.value, Unread):
        return _draw_line(entry, setting, number)
    mark, is_ticked = entry.mark, entry.value is not None
    glyph = run(TICKED if is_ticked else UNTICKED, setting.run)
    font = 'w14:font="MS Gothic"'
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(mark.alias)}"/>'
        f'<w:tag w:val="{mark.address}"/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/>'
        f'<w14:checkedState w14:val="2612" {font}/><w14:uncheckedState w14:val="2610" {font}/>'
        f"</w14:checkbox></w:sdtPr>"
        f"<w:sdtContent>{bookmarked(entry.bookmark, glyph, number)}</w:sdtContent></w:sdt>"
    )


def _draw_text(entry: Entry, setting: Setting, number: int) -> str:
    """No control: LibreOffice narrows one of several paragraphs to the first of them."""
    first, *others = entry.text.split("\n")
    start = bookmarked(entry.bookmark, "", number)
    paragraphs = [start + _words(first, setting), *(_words(line, setting) for line in others)]
    return "".join(f"<w:p>{setting.paragraph}{words}</w:p>" for words in paragraphs)


def _words(line: str, setting: Setting) -> str:
    return run(line, setting.run) if line else ""


def _read_tick(typed: str) -> str:
    """The box alone where there is one, whatever explains it in the same cell."""
    text = typed.strip()
    return text[0] if text.startswith(_BOXES) else text


_LINE = ControlForm(draw=_draw_line)
_TEXT = ControlForm(draw=_draw_text)

CONTROLS: Mapping[Control, ControlForm] = {
    Control.LINE: _LINE,
    Control.TEXT: _TEXT,
    Control.DATE: ControlForm(draw=_draw_date),
    Control.CHOICE: ControlForm(draw=_draw_choice),
    Control.CHOICES: _TEXT,
    Control.TICK: ControlForm(draw=_draw_tick, read=_read_tick),
    Control.FILE: _LINE,
}
"""The one table of controls, used by the writer and by the reader."""


def opened_rows(name: str, number: int) -> str:
    """The opening of a repeating section, as Word 2013 and later know it."""
    return _opened(f'<w:alias w:val="{escaped(name)}"/>', number, "repeatingSection")


def opened_row(number: int) -> str:
    """The opening of one row in a repeating section."""
    return _opened("", number, "repeatingSectionItem")


def _opened(title: str, number: int, what: str) -> str:
    return f'<w:sdt><w:sdtPr>{title}<w:id w:val="{number}"/><w15:{what}/></w:sdtPr><w:sdtContent>'


CLOSED = "</w:sdtContent></w:sdt>"
"""The end of a repeating section or of a row in it."""
