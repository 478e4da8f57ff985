"""Where two versions of a form say something else, field by field and row by row."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.merging import unit_of
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.outline import outline
from forms.path import Path
from web.summary import Line, lines_at
from web.wording import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field or row that says something else in another version than in this one."""

    name: str
    label: str
    this: tuple[Line, ...]
    other: tuple[Line, ...]
    is_chosen: bool = False


def differing(form: FormDefinition, this: Answers, other: Answers) -> tuple[Path, ...]:
    """The fields, and the rows of outermost groups, that say something else in the two."""
    units = dict.fromkeys(unit_of(path) for path in (*this, *other))
    return in_order(form, (unit for unit in units if this.below(unit) != other.below(unit)))


def in_order(form: FormDefinition, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Fields and rows as they follow each other in the form."""
    places = {placed.address: place for place, placed in enumerate(outline(form).placed())}
    return tuple(sorted(paths, key=lambda path: (places[path.address], path.rows)))


def difference_at(
    form: FormDefinition, path: Path, this: Answers, other: Answers, *, is_chosen: bool = False
) -> Difference:
    """What both versions say at a place; no lines where there is nothing."""
    return Difference(
        name=str(path),
        label=label_of(form, path),
        this=answered_lines(form, this, path),
        other=answered_lines(form, other, path),
        is_chosen=is_chosen,
    )


def answered_lines(form: FormDefinition, answers: Answers, path: Path) -> tuple[Line, ...]:
    """The answers at a field or row as lines; none where nothing is answered."""
    return lines_at(form, answers, path) if answers.below(path) else ()
