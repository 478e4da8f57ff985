"""The holes that hold answers: each in its control, or room for one."""

from collections.abc import Iterator, Sequence

from documents.controls import Numbers, Setting
from documents.engine.frames import Frame, Merge, MergedFrame, Spot
from documents.engine.holes import Hole, RowMark
from documents.engine.page import Counts
from documents.engine.pen import TEXT, Pen, Rows
from documents.engine.plan import Planned
from documents.engine.texts import sign_of
from documents.marks import Mark
from forms.grammar import FormDefinition
from forms.outline import given_text
from forms.path import Parts, Path

_MOST_FRAMES = 64


class FieldHole(Hole):
    """An answer, or the room for one, with the static text `before` it."""

    __slots__ = ("_definition", "_frames", "_groups", "_is_mirror", "before", "mark", "pen")

    def __init__(self, definition: FormDefinition, pen: Pen) -> None:
        self._definition, self.pen, self.mark = definition, pen, pen.mark
        self.before: Sequence[bytes | RowMark] = ()
        self._groups = tuple(group.address for group in pen.mark.placed.groups)
        self._is_mirror = any(group.group.mirrors for group in pen.mark.placed.groups)
        self._frames: dict[Rows, Frame] = {}

    def after(self, before: Sequence[bytes | RowMark]) -> "FieldHole":
        """The same hole where static text stands before it."""
        hole = type(self)(self._definition, self.pen)
        hole.before = before
        return hole

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The answer alone."""
        return (self.frame(rows),)

    def frame(self, rows: Rows) -> Frame:
        """What lies around the answer in given rows."""
        frame = self._frames.get(rows)
        if frame is None:
            frame = self._make_frame(rows)
            if len(self._frames) < _MOST_FRAMES:
                self._frames[rows] = frame
        return frame

    def spot(self, rows: Rows) -> Spot:
        """Where the answer stands in given rows."""
        path = Path.at(self.mark.address, rows, self._groups)
        return Spot(path.parts, given_text(self._definition, path) if rows else None)

    def _make_frame(self, rows: Rows) -> Frame:
        pen, (parts, given) = self.pen, self.spot(rows)
        around = pen.drawn(TEXT, TEXT, rows).encode().split(TEXT.encode())
        before = b"".join(
            each.mark(rows).text if isinstance(each, RowMark) else each for each in self.before
        )
        path = Path(parts)
        return Frame(
            pen=pen,
            placed=pen.mark.placed,
            path=path,
            parts=parts,
            before=before,
            head=before + around[0],
            tail=around[-1],
            awaited=before + pen.drawn(None, "", rows).encode(),
            quiet=before + pen.quiet(rows).encode(),
            given=None if given is None else before + pen.printed(given, rows).encode(),
            datum=f'<svar sti="{path}">'.encode(),
            placeholder=pen.mark.placeholder,
            placeholder_sign=sign_of(pen.mark.placeholder),
            joint=pen.joint,
            blank=pen.blank,
            takes_any_text=pen.takes_any_text and given is None,
            is_mirror=self._is_mirror,
            is_required=self.mark.placed.field.is_required,
            own_rows=tuple(self._own_rows(parts)),
        )

    def _own_rows(self, parts: Parts) -> Iterator[tuple[Parts, int]]:
        groups = iter(self.mark.placed.groups)
        for index, part in enumerate(parts):
            if isinstance(part, int):
                group = next(groups).group
                if part >= max(len(group.fixed_rows), group.at_least):
                    yield parts[:index], part


class MergedHole(FieldHole):
    """An answer whose cell is merged over the rows that say the same."""

    __slots__ = ()

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The answer, and where the one above it stands."""
        merged = MergedFrame(
            frame=self.frame(rows),
            own=self.spot(rows),
            above=self.beside(rows, -1),
            nothing=self._nothing,
        )
        return (merged,)

    def beside(self, rows: Rows, steps: int) -> Spot | None:
        """Where the answer stands so many rows further down; None above the first."""
        *outer, row = rows
        return self.spot((*outer, row + steps)) if row + steps >= 0 else None

    @property
    def _nothing(self) -> bytes:
        is_tall = self.mark.is_of_paragraphs
        return f"<w:p>{self.pen.setting.paragraph}</w:p>".encode() if is_tall else b""


class MergeHole(Hole):
    """The place of the mark that merges a cell with those above and below it."""

    __slots__ = ("_field",)

    def __init__(self, field: MergedHole) -> None:
        self._field = field

    def steps(self, rows: Rows, counts: Counts) -> Sequence[Planned]:
        """The mark alone."""
        own, field = self._field.spot(rows), self._field
        return (Merge(own=own, above=field.beside(rows, -1), below=field.beside(rows, 1)),)


def field_hole(
    definition: FormDefinition, mark: Mark, setting: Setting, numbers: Numbers
) -> FieldHole:
    """The hole of a field, by whether paper merges its cells."""
    pen = Pen(definition, mark, setting, numbers)
    return MergedHole(definition, pen) if mark.placed.is_merged else FieldHole(definition, pen)
