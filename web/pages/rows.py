"""Which rows of each group stand on a page, counted before any form is bound to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.answers import Answers
from forms.grammar import Field, Group, Item, Section
from forms.path import BadPath, Path

ROWS_NAME = "_row"
MOST_FIELDS = 5_000


class TooManyRows(Exception):
    """More rows were posted than the group takes; `label` is the group's, `most` its limit."""

    def __init__(self, label: str, most: int) -> None:
        super().__init__(f"{label}: more than {most} rows")
        self.label = label
        self.most = most


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The row numbers of every group on a page, by the group's path; numbers may have gaps."""

    numbers: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)

    def of(self, group: Path) -> tuple[int, ...]:
        """The numbers of one group's rows, in order."""
        return self.numbers.get(group, ())

    def has_gaps(self, page: Path | None) -> bool:
        """Whether rows have other numbers than their places, but for the row that is the `page`."""
        apart = None if page is None else Path(page.parts[:-1])
        return any(
            numbers != tuple(range(len(numbers)))
            for group, numbers in self.numbers.items()
            if group != apart
        )

    def without(self, row: Path) -> "Rows":
        """The rows without one of them, nor any group inside it."""
        depth = len(row.parts)
        kept = {
            group: tuple(each for each in numbers if group.row(each) != row)
            for group, numbers in self.numbers.items()
            if group.parts[:depth] != row.parts
        }
        return Rows(numbers=kept)


def fields_of(section: Section, rows: Rows) -> Iterator[tuple[Path, Field]]:
    """Every field a page asks, with its path; texts that fixed rows print are not asked."""
    return _fields(section.items, Path(), rows)


def rows_of_answers(section: Section, answers: Answers, shown: Mapping[Path, int]) -> Rows:
    """The rows a page draws: the answered ones, at least what the group needs, `shown` if more.

    A list that mirrors other rows has rows of its own only where it says something else.
    """
    if not shown:
        return answers.known(section, Path(), lambda: _rows_of_answers(section, answers, shown))
    return _rows_of_answers(section, answers, shown)


def _rows_of_answers(section: Section, answers: Answers, shown: Mapping[Path, int]) -> Rows:
    numbers: dict[Path, tuple[int, ...]] = {}
    for path, group in _groups_drawn(section.items, Path(), numbers):
        count = max(answers.row_count(path), len(group.fixed_rows), shown.get(path, 0))
        if group.takes_own_rows and group.mirrors is None:
            count = max(count, group.at_least, 1)
        numbers[path] = tuple(range(min(count, max(group.at_most, answers.row_count(path)))))
    return Rows(numbers=numbers)


def rows_of_post(section: Section, names: Iterable[str]) -> Rows:
    """The rows that posted names speak of, sparse or not; raises TooManyRows before binding."""
    seen: dict[Path, set[int]] = {}
    for name in names:
        for group, number in _rows_named(name):
            seen.setdefault(group, set()).add(number)
    numbers: dict[Path, tuple[int, ...]] = {}
    for path, group in _groups_drawn(section.items, Path(), numbers):
        found = sorted(seen.get(path, set()) | set(range(len(group.fixed_rows))))
        most = group.at_most if group.takes_own_rows else len(group.fixed_rows)
        if len(found) > most:
            raise TooManyRows(group.label, most)
        numbers[path] = tuple(found)
    rows = Rows(numbers=numbers)
    if sum(1 for _ in fields_of(section, rows)) > MOST_FIELDS:
        raise TooManyRows(section.title, MOST_FIELDS)
    return rows


def _groups_drawn(
    items: tuple[Item, ...], at: Path, numbers: Mapping[Path, tuple[int, ...]]
) -> Iterator[tuple[Path, Group]]:
    """Groups, outer ones first; the caller fills in `numbers` of one before the next is asked."""
    for item in items:
        if isinstance(item, Group):
            path = at / item.id
            yield path, item
            for number in numbers[path]:
                yield from _groups_drawn(item.items, path.row(number), numbers)


def _fields(items: tuple[Item, ...], at: Path, rows: Rows) -> Iterator[tuple[Path, Field]]:
    for item in items:
        path = at / item.id
        if isinstance(item, Field):
            yield path, item
        elif isinstance(item, Group):
            for number in rows.of(path):
                for inner, asked in _fields(item.items, path.row(number), rows):
                    if not _is_printed(item, number, path, inner):
                        yield inner, asked


def _is_printed(group: Group, number: int, at: Path, path: Path) -> bool:
    if number >= len(group.fixed_rows):
        return False
    name = Path(path.parts[len(at.parts) + 1 :]).address
    return group.fixed_rows[number].text(name) is not None


def _rows_named(name: str) -> Iterator[tuple[Path, int]]:
    try:
        path = Path.parse(name)
    except BadPath:
        return
    for index, part in enumerate(path.parts):
        if isinstance(part, int):
            yield Path(path.parts[:index]), part
