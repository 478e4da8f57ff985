"""Rows that are pages of their own: which one is asked for, and the list of them all."""

from dataclasses import dataclass

from flask_babel import gettext

from forms.answers import Answers
from forms.grammar import Field, Group, Section
from forms.kinds.kind import Control, Unread
from forms.outline import rows_of
from forms.path import Path
from web.pages.rows import Rows

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A row in the list: its number, and what its first questions are answered with."""

    number: int
    texts: tuple[str, ...]


def paged_group(section: Section) -> Group | None:
    """The group of a section whose rows are pages, None of any other section."""
    for item in section.items:
        if isinstance(item, Group) and item.is_paged:
            return item
    return None


def rows_of_list(group: Group, answers: Answers) -> tuple[ListedRow, ...]:
    """Every row as the list names it."""
    at = Path() / group.id
    fields = [item for item in group.items if isinstance(item, Field)][:_MOST_NAMED]
    return tuple(
        ListedRow(
            number=number,
            texts=tuple(_shown(field, at.row(number), answers) for field in fields),
        )
        for number in range(rows_of(group, answers, at))
    )


def heads_of_list(group: Group) -> tuple[str, ...]:
    """The labels over the columns of the list."""
    return tuple(item.label for item in group.items if isinstance(item, Field))[:_MOST_NAMED]


def only_row(rows: Rows, row: Path) -> Rows:
    """The rows of a page that is one row: itself, and those of the groups inside it."""
    group, depth = Path(row.parts[:-1]), len(row.parts)
    inside = {at: found for at, found in rows.numbers.items() if at.parts[:depth] == row.parts}
    return Rows(numbers={group: (int(row.parts[-1]),), **inside})


def _shown(field: Field, row: Path, answers: Answers) -> str:
    value = answers.get(row / field.id)
    text = "" if value is None else field.kind.format(value)
    is_choice = field.kind.control is Control.CHOICE and not isinstance(value, Unread)
    return gettext(text) if is_choice and text else text
