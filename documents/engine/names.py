"""The names a template may use where Jinja2 itself renders it: things that are drawn when met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.controls import CLOSED, Xml
from documents.engine.compiling import Holes
from documents.engine.fields import MergeHole
from documents.engine.holes import Hole, PictureHole, closing, marker, opening
from documents.engine.page import Page, rows_shown
from documents.engine.pen import Rows
from documents.engine.plan import Plan
from documents.marks import marks
from documents.words import PICTURE, PICTURED, Level
from forms.grammar import Group, Item
from forms.outline import outline
from forms.path import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A field or total in given rows."""

    address: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowsShown:
    """The rows of a group, and what closes them as a repeating section."""

    rows: tuple[Level, ...]
    close: str

    def __iter__(self) -> Iterator[Level]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> Xml:
        return {"Open": Xml(""), "Close": Xml(self.close)}[name]


def names_for(page: Page, holes: Holes) -> Mapping[str, object]:
    """Everything a template of the page's form may name."""
    return _Names(page, holes).all()


class _Names:
    def __init__(self, page: Page, holes: Holes) -> None:
        self._page, self._holes = page, holes

    def all(self) -> Mapping[str, object]:
        level = Level()
        for section in self._page.definition.sections:
            for item in section.items:
                level.put(item.id, self._thing(item, Path() / item.id))
        own = {PICTURE: self._pictures(), "drawn": self._drawn, "merged": self._merged}
        return {**level.things, **own}

    def _drawn(self, spot: _Spot, number: int) -> Xml:
        return self._text(self._holes.by_number[number], spot.rows)

    def _merged(self, spot: _Spot) -> Xml:
        return self._text(MergeHole(self._holes.merged[spot.address]), spot.rows)

    def _text(self, hole: Hole, rows: Rows) -> Xml:
        plan = Plan(hole.steps(rows, self._page.counts))
        return Xml(plan.drawn(self._page).decode())

    def _pictures(self) -> Level:
        level, form = Level(), outline(self._page.definition)
        for group in PICTURED:
            if form.get(group):
                level.put(group, self._text(PictureHole(group), ()))
        return level

    def _thing(self, item: Item, path: Path) -> object:
        if isinstance(item, Group):
            return self._rows(item, path)
        return _Spot(address=path.address, rows=path.rows)

    def _rows(self, group: Group, path: Path) -> _RowsShown:
        count = rows_shown(group, self._page.counts, path)
        rows = tuple(self._row(group, path.row(number)) for number in range(count))
        return _RowsShown(rows=rows, close=CLOSED if group.takes_own_rows else "")

    def _row(self, group: Group, path: Path) -> Level:
        row, numbers = Level(), self._holes.rows[path.address]
        for item in group.items:
            row.put(item.id, self._thing(item, path / item.id))
        mark = marks(self._page.definition).at(path.address)
        for name, made in (
            ("Open", opening(group, numbers)),
            ("Close", closing(group)),
            ("Marker", marker(mark, numbers)),
        ):
            row.put(name, Xml(made.mark(path.rows).text.decode()))
        return row
