"""What lies around an answer in given rows, drawn once and used in every document."""

from dataclasses import dataclass
from typing import NamedTuple

from documents.engine.page import AWAITED, GIVEN, QUIET, SAME, Drawn, Page
from documents.engine.pen import Pen
from documents.engine.texts import escaped
from forms.kinds.kind import Value
from forms.outline import Placed, is_wanted_within
from forms.path import Parts, Path

_MERGED_UP, _MERGED_FROM = b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>'


class Spot(NamedTuple):
    """Where an answer stands, and what the form itself prints there where it does."""

    parts: Parts
    given: str | None


@dataclass(slots=True, kw_only=True, eq=False)
class Frame:
    """What lies around an answer in given rows: the same in every document.

    All but the tail begin with the static text before the hole. `given` is what is drawn where the
    form itself prints something; `datum` begins the line of the answer in the customXml part.
    `is_mirror` says that it stands in a list that may only repeat other rows. Room for an answer
    that nobody waits for is `quiet` in a filled document: it shows no guidance. `own_rows` are the
    rows around it that a group may do without, by the parts of its path. No text holds the
    `placeholder` without one letter of it, its sign.
    """

    pen: Pen
    placed: Placed
    path: Path
    parts: Parts
    before: bytes
    head: bytes
    tail: bytes
    awaited: bytes
    quiet: bytes
    given: bytes | None
    datum: bytes
    placeholder: str
    placeholder_sign: str
    joint: bytes
    blank: bytes
    takes_any_text: bool
    is_mirror: bool
    is_required: bool
    own_rows: tuple[tuple[Parts, int], ...]
    proved: int = 0

    def draw(self, page: Page, place: int, line: int) -> Drawn:
        """The answer that the page has here."""
        return self.draw_value(page, page.values.get(self.parts), place, line)

    def draw_value(self, page: Page, value: Value | None, place: int, line: int) -> Drawn:
        """The answer in its control, room for it where its text waits; empty, what invites one."""
        text = None if value is None or self.given is not None else self.text(value)
        if text is None:
            return self.draw_otherwise(page, value, line)
        page.rooms.append((self, place, line))
        page.texts.append(text)
        return self.head, b"", self.tail

    def draw_otherwise(self, page: Page, value: Value | None, line: int) -> Drawn:
        """What stands here where no text alone is drawn."""
        if value is None or self.given is not None:
            return self.draw_empty(page), b"", b""
        return self.draw_alone(page, value, line)

    def text(self, value: Value) -> str | None:
        """What alone is drawn of a value, None where more is or it would be read otherwise."""
        if self.takes_any_text and type(value) is str:
            return value
        return self.pen.text(value)

    def draw_alone(self, page: Page, value: Value, line: int) -> Drawn:
        """An answer drawn for one document and read again by itself; its line goes to the data."""
        drawn, again = self.pen.odd(value, self.path.rows)
        if again != value:
            page.wrong.append(self.parts)
        page.odd.append(self.parts)
        self.note(page, self.pen.shown(value), line)
        return self.before, drawn, b""

    def draw_nothing(self, page: Page, value: Value, line: int) -> None:
        """An answer that the row above says already, so that it goes to the data alone."""
        text = self.text(value)
        if text is None:
            page.wrong.append(self.parts)
        shown = self.pen.shown(value) if text is None else text.encode("utf-8", "surrogatepass")
        page.drawn.append(self.parts)
        page.meant.append(shown)
        page.written.append(self.note(page, shown, line))

    def note(self, page: Page, text: bytes, line: int) -> bytes:
        """Put the line of an answer into the data, but for a list nobody stated; its text there."""
        said = escaped(text)
        if not (self.is_mirror and page.is_mirroring):
            page.data[line] = self.datum + said
        return said

    def draw_empty(self, page: Page) -> bytes:
        """What the form says itself, or room for an answer: a quiet one where none is awaited."""
        if self.given is not None:
            drawn, way = self.given, GIVEN
        elif page.values and not (self.is_required and self.is_awaited(page)):
            drawn, way = self.quiet, QUIET
        else:
            drawn, way = self.awaited, AWAITED
        if not self.proved & way:
            page.unproved.append((self, way))
        return drawn

    def is_awaited(self, page: Page) -> bool:
        """Whether the field is asked, in no row its group may do without."""
        for at, row in self.own_rows:
            if row >= page.counts.get(at, 0):
                return False
        return is_wanted_within(self.placed, page.answers, self.path)


@dataclass(slots=True, kw_only=True, eq=False)
class MergedFrame:
    """An answer whose cell is merged with that of the row above, where both say the same."""

    frame: Frame
    own: Spot
    above: Spot | None
    nothing: bytes

    def draw(self, page: Page, place: int, line: int) -> Drawn:
        """The answer once for all rows that say the same one after another."""
        frame = self.frame
        value = page.values.get(frame.parts)
        if not say_one(page, self.own, self.above):
            return frame.draw_value(page, value, place, line)
        if not frame.proved & SAME:
            page.unproved.append((frame, SAME))
        if frame.given is None and value is not None:
            frame.draw_nothing(page, value, line)
        return frame.before, self.nothing, b""


@dataclass(slots=True, kw_only=True, eq=False)
class Merge:
    """The mark in a cell's properties that merges it with those above and below it."""

    own: Spot
    above: Spot | None
    below: Spot | None

    def draw(self, page: Page, _place: int, _line: int) -> Drawn:
        """The mark, nothing where no neighbour says the same."""
        mark = b""
        if say_one(page, self.own, self.above):
            mark = _MERGED_UP
        elif say_one(page, self.own, self.below):
            mark = _MERGED_FROM
        return b"", mark, b""


def say_one(page: Page, one: Spot, other: Spot | None) -> bool:
    """Whether something is said in a spot, and the same in another."""
    if other is None:
        return False
    said = page.values.get
    own = one.given or said(one.parts)
    return own is not None and own == (other.given or said(other.parts))
