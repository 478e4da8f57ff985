"""The rows of a group sorted by the year they are about: this year's open, the others closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask_babel import gettext

from forms.answers import Answers
from forms.grammar import Field, FormDefinition, Group
from forms.kinds.kind import Control, Unread
from forms.path import Path

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedYear(Generic[Row]):
    """The rows of another year than the form's; `is_open` where there is something to mend."""

    year: int
    rows: tuple[Row, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was said of the years before, as a table to read: `heads` over the cells of `lines`."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def year_reported(definition: FormDefinition, answers: Answers) -> int | None:
    """The year the form is about; None for a form without one, or where it is not answered."""
    year = None if definition.year is None else answers.get(Path.parse(definition.year))
    return year if isinstance(year, int) and not isinstance(year, bool) else None


def other_years(
    group: Group, rows: Sequence[tuple[Path, Row]], answers: Answers, year: int
) -> dict[int, list[tuple[Path, Row]]]:
    """The rows that say they are about another year than this, by year."""
    found: dict[int, list[tuple[Path, Row]]] = {}
    for path, row in rows:
        said = answers.get(path / group.year) if group.year else None
        if isinstance(said, int) and said != year:
            found.setdefault(said, []).append((path, row))
    return dict(sorted(found.items()))


def closed_years(
    others: dict[int, list[tuple[Path, Row]]], has_errors: Callable[[Path], bool]
) -> tuple[ClosedYear[Row], ...]:
    """The rows of each other year, open where one of them has an error."""
    return tuple(
        ClosedYear(
            year=year,
            rows=tuple(row for _, row in rows),
            is_open=any(has_errors(path) for path, _ in rows),
        )
        for year, rows in others.items()
    )


def earlier(group: Group, paths: Sequence[Path], answers: Answers) -> Earlier | None:
    """What rows of the years before say; None of no rows. Columns that say nothing are left out."""
    fields = [item for item in group.items if isinstance(item, Field)]
    lines = [[_shown(field, path, answers) for field in fields] for path in paths]
    said = [at for at in range(len(fields)) if any(line[at] for line in lines)]
    if not said:
        return None
    return Earlier(
        heads=tuple(fields[at].label for at in said),
        lines=tuple(tuple(line[at] for at in said) for line in lines),
    )


def _shown(field: Field, path: Path, answers: Answers) -> str:
    value = answers.get(path / field.id)
    if value is None:
        return ""
    text = field.kind.format(value)
    is_choice = field.kind.control is Control.CHOICE and not isinstance(value, Unread)
    return gettext(text) if is_choice else text
