"""A form seen by address: every field, group and total with the groups it stands in."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from forms.answers import Answers
from forms.conditions import Condition, addresses_of, compares, holds
from forms.facts import fact
from forms.grammar import Field, FormDefinition, Group, Item, Section, Total
from forms.path import Path


class BadDefinition(Exception):
    """A form contradicts itself; raised when the program starts."""


@fact
class Placed:
    """An item of a form with its address, its section and the groups around it, outermost first."""

    address: str
    item: Item
    section: Section
    groups: tuple["Placed", ...]

    @property
    def field(self) -> Field:
        """The item as a field; TypeError for a group or total."""
        if not isinstance(self.item, Field):
            raise TypeError(f"{self.address} is no field")
        return self.item

    @property
    def group(self) -> Group:
        """The item as a group; TypeError for a field or total."""
        if not isinstance(self.item, Group):
            raise TypeError(f"{self.address} is no group")
        return self.item

    @property
    def total(self) -> Total:
        """The item as a total; TypeError for a field or group."""
        if not isinstance(self.item, Total):
            raise TypeError(f"{self.address} is no total")
        return self.item

    @property
    def is_merged(self) -> bool:
        """Whether paper merges its cells over the rows of its group that share its text."""
        return bool(self.groups) and self.groups[-1].group.merges == self.item.id


class Outline:
    """The items of one form by address, in the form's own order."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self._placed: dict[str, Placed] = {}
        for section in definition.sections:
            for item in section.items:
                self._place(item, section, ())
        self._check()

    def at(self, address: str) -> Placed:
        """The item at an address; KeyError when the form has none."""
        return self._placed[address]

    def get(self, address: str) -> Placed | None:
        """The item at an address, None when the form has none."""
        return self._placed.get(address)

    def placed(self) -> Iterator[Placed]:
        """Every item, those inside groups after their group."""
        return iter(self._placed.values())

    def fields(self) -> Iterator[Placed]:
        """Every field, those inside groups too."""
        return (placed for placed in self._placed.values() if isinstance(placed.item, Field))

    def groups(self) -> Iterator[Placed]:
        """Every group, outer ones before inner ones."""
        return (placed for placed in self._placed.values() if isinstance(placed.item, Group))

    def totals(self) -> Iterator[Placed]:
        """Every total."""
        return (placed for placed in self._placed.values() if isinstance(placed.item, Total))

    def inside(self, group: str) -> Iterator[Placed]:
        """The items directly inside a row of the group at an address."""
        return (
            placed
            for placed in self._placed.values()
            if placed.groups and placed.groups[-1].address == group
        )

    def of_section(self, section: Section) -> Iterator[Placed]:
        """The items of a section that stand in no group."""
        return (
            placed
            for placed in self._placed.values()
            if placed.section is section and not placed.groups
        )

    def _place(self, item: Item, section: Section, groups: tuple[Placed, ...]) -> None:
        prefix = f"{groups[-1].address}." if groups else ""
        address = prefix + item.id
        if address in self._placed:
            raise BadDefinition(f"{self.definition.key}: {address} stands twice")
        placed = Placed(address=address, item=item, section=section, groups=groups)
        self._placed[address] = placed
        if isinstance(item, Group):
            for inner in item.items:
                self._place(inner, section, (*groups, placed))

    def _check(self) -> None:
        for placed in self._placed.values():
            for address in _addresses_in(placed.item):
                self._require(address)
            if isinstance(placed.item, Group):
                self._check_group(placed)
        for section in self.definition.sections:
            if section.box is not None:
                self._require(section.box)
            is_paged = any(isinstance(item, Group) and item.is_paged for item in section.items)
            if is_paged and len(section.items) > 1:
                raise BadDefinition(f"{self.definition.key}: {section.id} is a list of pages")
        if self.definition.year is not None:
            self._require(self.definition.year)

    def _check_group(self, placed: Placed) -> None:
        group = placed.group
        if group.merges:
            self._require(f"{placed.address}.{group.merges}")
        if group.year:
            self._require(f"{placed.address}.{group.year}")
        if group.is_paged and placed.groups:
            raise BadDefinition(f"{self.definition.key}: {placed.address} is a page inside a row")
        if group.mirrors:
            first = next((item.id for item in group.items if isinstance(item, Field)), "")
            self._require(f"{group.mirrors}.{first}")
            if placed.groups or "." in group.mirrors or "." in group.id:
                raise BadDefinition(f"{self.definition.key}: {placed.address} mirrors inner rows")

    def _require(self, address: str) -> None:
        if address not in self._placed:
            raise BadDefinition(f"{self.definition.key}: there is no {address}")


def _addresses_in(item: Item) -> tuple[str, ...]:
    """The addresses an item refers to in its conditions and proofs."""
    if not isinstance(item, Total):
        return addresses_of(item.asked_when) if item.asked_when else ()
    condition = addresses_of(item.provisional_when) if item.provisional_when else ()
    return tuple(each for each in (item.stated, item.share_of, *condition) if each)


def _condition_of(item: Item) -> Condition | None:
    return None if isinstance(item, Total) else item.asked_when


@lru_cache(maxsize=64)
def outline(definition: FormDefinition) -> Outline:
    """The outline of a form, made once; raises BadDefinition for one that contradicts itself."""
    return Outline(definition)


def given_text(definition: FormDefinition, path: Path) -> str | None:
    """The text the form itself prints at a path inside a fixed row, None where it asks."""
    if not path.has_rows:
        return None
    placed = outline(definition).get(path.address)
    return None if placed is None else given_at(placed, path)


def given_at(placed: Placed, path: Path) -> str | None:
    """The text the form itself prints for an item at one of its paths, None where it asks."""
    if not placed.groups:
        return None
    group, row = placed.groups[-1].group, path.rows[-1]
    if row >= len(group.fixed_rows):
        return None
    return group.fixed_rows[row].text(placed.item.id)


def is_asked(definition: FormDefinition, answers: Answers, path: Path) -> bool:
    """Whether the field or group at a path is asked, and every group around it."""
    placed = outline(definition).at(path.address)
    if given_text(definition, path) is not None:
        return False
    return is_wanted_within(placed, answers, path)


def is_wanted_within(placed: Placed, answers: Answers, path: Path) -> bool:
    """Whether the conditions of an item and of every group around it hold."""
    if not is_wanted(placed, answers, path):
        return False
    for each in placed.groups:  # noqa: SIM110 - asked of every field in every row
        if not is_wanted(each, answers, path):
            return False
    return True


def is_asked_by_value(placed: Placed) -> bool:
    """Whether it depends on what other answers say if an item, or a group around it, is asked."""
    conditions = (_condition_of(each.item) for each in (placed, *placed.groups))
    return any(each is not None and compares(each) for each in conditions)


def is_wanted(placed: Placed, answers: Answers, path: Path) -> bool:
    """Whether the condition of an item, if it has one, holds for what stands at a path in it."""
    condition = _condition_of(placed.item)
    return condition is None or holds(condition, answers, path)


def row_paths(definition: FormDefinition, answers: Answers, address: str) -> Iterator[Path]:
    """The path of a field, group or total in every row of the groups it stands in.

    Fixed rows count whether answered or not; other rows as far as they are answered.
    """
    placed = outline(definition).at(address)
    groups = tuple(group.address for group in placed.groups)
    for rows in _row_numbers(placed.groups, answers, ()):
        yield Path.at(address, rows, groups)


def rows_of(group: Group, answers: Answers, path: Path) -> int:
    """How many rows the group at a path has: its fixed ones, or more where more are answered."""
    return max(len(group.fixed_rows), answers.row_count(path))


def _row_numbers(
    groups: tuple[Placed, ...], answers: Answers, rows: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    if len(rows) == len(groups):
        yield rows
        return
    group = groups[len(rows)]
    outer = tuple(each.address for each in groups[: len(rows)])
    for row in range(rows_of(group.group, answers, Path.at(group.address, rows, outer))):
        yield from _row_numbers(groups, answers, (*rows, row))


@lru_cache(maxsize=64)
def checksum(definition: FormDefinition) -> str:
    """SHA-256 of everything a form says; the lock that a released version never changes.

    Other spellings of labels and first words of guidance are left out: they help the reader
    with documents others made, and grow as such documents are met.
    """
    said = (definition.key, definition.title, definition.sections, definition.attachments)
    mirrors = tuple(
        (placed.address, placed.group.mirrors)
        for placed in outline(definition).groups()
        if placed.group.mirrors
    )
    years = tuple(
        (placed.address, placed.group.year)
        for placed in outline(definition).groups()
        if placed.group.year
    )
    return sha256(repr((*said, *mirrors, *years)).encode()).hexdigest()
