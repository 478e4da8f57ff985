"""Answers as lines to read: a label and what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from forms.answers import Answers
from forms.formulas import compute
from forms.grammar import Field, FormDefinition, Group, Item, Section
from forms.kinds.kind import Control
from forms.outline import given_text, is_asked, outline, rows_of
from forms.path import Path
from web.formats import money


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer to read; an empty text is no answer."""

    path: Path
    label: str
    text: str
    is_heading: bool = False
    is_computed: bool = False
    is_optional: bool = False


def section_lines(
    definition: FormDefinition, section: Section, answers: Answers
) -> tuple[Line, ...]:
    """A section's answers in order; each row is headed by its name."""
    return tuple(
        line for item in section.items for line in _lines(definition, item, Path(), answers)
    )


def lines_at(definition: FormDefinition, answers: Answers, path: Path) -> tuple[Line, ...]:
    """The answers at a field, or in a row of a group."""
    item = outline(definition).at(path.address).item
    if isinstance(item, Group):
        return tuple(_row_lines(definition, item, path, answers))
    return tuple(_lines(definition, item, _without_last(path, item), answers))


def _lines(definition: FormDefinition, item: Item, at: Path, answers: Answers) -> Iterator[Line]:
    path = at / item.id
    if isinstance(item, Field):
        if path in answers or is_asked(definition, answers, path):
            yield _field_line(definition, item, path, answers)
    elif isinstance(item, Group):
        for number in range(rows_of(item, answers, path)):
            row = path.row(number)
            label = f"{gettext(item.row_label)} {number + 1}"
            yield Line(path=row, label=label, text="", is_heading=True)
            yield from _row_lines(definition, item, row, answers)
    else:
        number = compute(item.formula, answers, at=path).value
        text = "" if number is None else money(number)
        yield Line(path=path, label=gettext(item.label), text=text, is_computed=True)


def _row_lines(
    definition: FormDefinition, group: Group, row: Path, answers: Answers
) -> Iterator[Line]:
    for item in group.items:
        yield from _lines(definition, item, row, answers)


def _field_line(definition: FormDefinition, item: Field, path: Path, answers: Answers) -> Line:
    value = answers.get(path)
    text = given_text(definition, path) or ("" if value is None else item.kind.format(value))
    is_choice = item.kind.control in (Control.CHOICE, Control.CHOICES)
    return Line(
        path=path,
        label=gettext(item.label),
        text=gettext(text) if is_choice and text else text,
        is_optional=not item.is_required,
    )


def _without_last(path: Path, item: Item) -> Path:
    return Path(path.parts[: len(path.parts) - len(item.id.split("."))])
