"""A page as our components draw it: questions, groups of rows and computed totals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from forms.answers import Answers
from forms.conditions import Condition, Is
from forms.formulas import compute
from forms.grammar import Field, FixedRow, FormDefinition, Group, Item, Section, Total
from forms.kinds.kind import Control
from forms.mirrors import with_mirrors
from forms.outline import outline
from forms.path import Path
from web.pages.algebra import condition_term, formula_term
from web.pages.options import options_of, options_shown
from web.pages.page_form import PageForm
from web.pages.paged import ListedRow, heads_of_list, rows_of_list
from web.pages.years import (
    ClosedYear,
    Earlier,
    closed_years,
    earlier,
    other_years,
    year_reported,
)

MOST_RADIOS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A sentence on what another document answers, which may be taken over while `is_open`."""

    text: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says beside its questions: errors, warnings and offers by name of the field."""

    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offers: Mapping[str, Offered] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A field as it is asked; `control` names the component, `text` is what stands in it."""

    name: str
    id: str
    control: str
    label: str
    guidance: str
    text: str
    is_required: bool
    limit: int | None
    options: tuple[tuple[str, str], ...]
    asked_when: str
    only_if: tuple[str, str] | None
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    offer: Offered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text the form itself has in a fixed row."""

    label: str
    text: str
    control: str = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A total, computed on the server and again in the browser; `number` is None when unknown."""

    id: str
    name: str
    label: str
    number: Decimal | None
    formula: str
    term: str
    control: str = "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; its name is its path, `place` its number as shown, from 1."""

    name: str
    id: str
    place: int
    parts: tuple["Part", ...]
    is_fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A group with its rows; `blank` is the row that the browser copies when one is added.

    A list that says something else than the rows it mirrors has their names as `mirrored`. Rows
    of other years than the form's are `closed`, and what the years before said is `earlier`.
    """

    name: str
    id: str
    label: str
    row_label: str
    guidance: str
    is_required: bool
    rows: tuple[Row, ...]
    blank: Row | None
    at_most: int
    asked_when: str
    errors: tuple[str, ...]
    closed: tuple[ClosedYear[Row], ...] = ()
    earlier: Earlier | None = None
    mirrored: tuple[str, ...] = ()
    offer: Offered | None = None
    control: str = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """A list that follows from other rows, to read; `texts` are their names as they are kept."""

    id: str
    label: str
    guidance: str
    texts: tuple[str, ...]
    control: str = "mirrored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A group whose rows are pages: the `listed` of them all, or `rows` where they are asked."""

    name: str
    id: str
    label: str
    row_label: str
    guidance: str
    is_required: bool
    heads: tuple[str, ...]
    listed: tuple[ListedRow, ...]
    rows: tuple[Row, ...]
    at_most: int
    errors: tuple[str, ...]
    offer: Offered | None = None
    control: str = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A place kept open in a part that is drawn without what stands there."""

    mark: str
    control: str = "marked"


Part: TypeAlias = Question | Printed | Computed | Rows | Mirrored | Pages | Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A section as a page."""

    section: Section
    parts: tuple[Part, ...]


def page(definition: FormDefinition, form: PageForm, answers: Answers, told: Told) -> Page:
    """The page of a section: what its form holds, and what `told` says about it."""
    drawing = _Drawing(definition=definition, form=form, answers=answers, told=told)
    spots = ((item, _Spot(path=Path() / item.id, name=item.id)) for item in form.section.items)
    parts = tuple(drawing.part(item, spot) for item, spot in spots)
    return Page(section=form.section, parts=parts)


def id_of(name: str) -> str:
    """The HTML id of a path, fit for a link and a selector."""
    return name.replace("[", "-").replace("]", "").replace(".", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where something is drawn; each of the `blanks` rows around it has `~depth~` as number."""

    path: Path
    name: str
    blanks: int = 0

    def down(self, names: str) -> "_Spot":
        return _Spot(path=self.path / names, name=f"{self.name}.{names}", blanks=self.blanks)

    def row(self, number: int) -> "_Spot":
        return _Spot(path=self.path.row(number), name=f"{self.name}[{number}]", blanks=self.blanks)

    def blank_row(self) -> "_Spot":
        name = f"{self.name}[~{self.blanks}~]"
        return _Spot(path=self.path.row(0), name=name, blanks=self.blanks + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    definition: FormDefinition
    form: PageForm
    answers: Answers
    told: Told

    def part(self, item: Item, spot: _Spot) -> Part:
        match item:
            case Field():
                return self._question(item, spot)
            case Total():
                return self._computed(item, spot)
            case Group() if item.is_paged:
                return self._pages(item, spot)
            case Group():
                is_computed = item.mirrors is not None and not self.form.rows.of(spot.path)
                return self._mirrored(item, spot) if is_computed else self._rows(item, spot)

    def _question(self, item: Field, spot: _Spot) -> Question:
        name = spot.name
        text = self.form.text(spot.path) if name in self.form.asked else ""
        return Question(
            name=name,
            id=id_of(name),
            control=_component(item),
            label=item.label,
            guidance=item.guidance,
            text=text,
            is_required=item.is_required,
            limit=item.limit,
            options=options_shown(item.kind, text),
            asked_when=_term(item.asked_when),
            only_if=self._only_if(item.asked_when),
            errors=tuple(self.told.errors.get(name, ())),
            warnings=tuple(self.told.warnings.get(name, ())),
            offer=self.told.offers.get(name),
        )

    def _computed(self, item: Total, spot: _Spot) -> Computed:
        result = compute(item.formula, Answers() if spot.blanks else self.answers, at=spot.path)
        return Computed(
            id=id_of(spot.name),
            name=spot.name,
            label=item.label,
            number=result.value,
            formula=result.formula,
            term=json.dumps(formula_term(self.definition, item.formula), ensure_ascii=False),
        )

    def _rows(self, item: Group, spot: _Spot) -> Rows:
        numbers = range(len(item.fixed_rows)) if spot.blanks else self.form.rows.of(spot.path)
        rows = [
            (spot.path.row(number), self._row(item, spot.row(number), place))
            for place, number in enumerate(numbers, 1)
        ]
        year = year_reported(self.definition, self.answers)
        others = {} if year is None else other_years(item, rows, self.answers, year)
        shut = {path for closed in others.values() for path, _ in closed}
        before = [path for each, found in others.items() if each < (year or 0) for path, _ in found]
        return Rows(
            name=spot.name,
            id=id_of(spot.name),
            label=item.label,
            row_label=item.row_label,
            guidance=item.guidance,
            is_required=item.at_least > 0,
            rows=tuple(row for path, row in rows if path not in shut),
            closed=closed_years(others, self._has_errors),
            earlier=earlier(item, before, self.answers),
            blank=self._row(item, spot.blank_row(), 0) if item.takes_own_rows else None,
            at_most=item.at_most,
            asked_when=_term(item.asked_when),
            errors=tuple(self.told.errors.get(spot.name, ())),
            mirrored=self._mirrored_texts(item, spot),
            offer=self.told.offers.get(spot.name),
        )

    def _has_errors(self, row: Path) -> bool:
        return any(name.startswith(f"{row}.") for name in self.told.errors)

    def _pages(self, item: Group, spot: _Spot) -> Pages:
        numbers = self.form.rows.of(spot.path)
        return Pages(
            name=spot.name,
            id=id_of(spot.name),
            label=item.label,
            row_label=item.row_label,
            guidance=item.guidance,
            is_required=item.at_least > 0,
            heads=heads_of_list(item),
            listed=() if numbers else rows_of_list(item, self.answers),
            rows=tuple(self._row(item, spot.row(number), number + 1) for number in numbers),
            at_most=item.at_most,
            errors=tuple(self.told.errors.get(spot.name, ())),
            offer=self.told.offers.get(spot.name),
        )

    def _mirrored(self, item: Group, spot: _Spot) -> Mirrored:
        return Mirrored(
            id=id_of(spot.name),
            label=item.label,
            guidance=item.guidance,
            texts=self._mirrored_texts(item, spot),
        )

    def _mirrored_texts(self, item: Group, spot: _Spot) -> tuple[str, ...]:
        """The names of the rows that a list mirrors, whatever it says itself; none for others."""
        if item.mirrors is None:
            return ()
        stated = dict.fromkeys(self.answers.below(spot.path))
        mirrored = with_mirrors(self.definition, self.answers.replaced(stated))
        named = next(each for each in item.items if isinstance(each, Field))
        rows = range(mirrored.row_count(spot.path))
        names = (mirrored.get(spot.path.row(row) / named.id) for row in rows)
        return tuple(named.kind.format(name) for name in names if name is not None)

    def _row(self, item: Group, spot: _Spot, place: int) -> Row:
        number = spot.path.rows[-1]
        is_own = place == 0 or number >= len(item.fixed_rows)
        fixed = None if is_own else item.fixed_rows[number]
        return Row(
            name=spot.name,
            id=id_of(spot.name),
            place=place,
            parts=tuple(self._part_of_row(inner, spot, fixed) for inner in item.items),
            is_fixed=not is_own,
        )

    def _part_of_row(self, item: Item, row: _Spot, fixed: FixedRow | None) -> Part:
        given = fixed.text(item.id) if fixed else None
        if given is not None:
            return Printed(label=item.label, text=given)
        return self.part(item, row.down(item.id))

    def _only_if(self, condition: Condition | None) -> tuple[str, str] | None:
        """The label of the question that decides, and the answer under which this one is asked."""
        if not isinstance(condition, Is):
            return None
        decides = outline(self.definition).at(condition.address).field
        labels = dict(options_of(decides.kind))
        return decides.label, labels.get(str(condition.value), str(condition.value))


def _component(item: Field) -> str:
    if item.kind.control is not Control.CHOICE:
        return item.kind.control.value
    return "radios" if len(options_of(item.kind)) <= MOST_RADIOS else "select"


def _term(condition: Condition | None) -> str:
    return "" if condition is None else json.dumps(condition_term(condition), ensure_ascii=False)
