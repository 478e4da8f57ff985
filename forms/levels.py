"""Answers read from nested JSON: the paths and kinds of each row of a form are told once."""

from functools import lru_cache
from typing import Protocol

from forms.grammar import Field, FixedRow, FormDefinition, Group, Item, Total
from forms.kinds.kind import Json, Kind, Value
from forms.path import Parts, Path

MOST_ROWS = 2_000
_MOST_KNOWN = 64


class BadAnswers(ValueError):
    """JSON that is no set of answers to this form; `path` says where."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Found:
    """What was read; `has_gaps` says that rows are empty before others."""

    __slots__ = ("has_gaps", "rows", "values")

    def __init__(self) -> None:
        self.values: dict[Path, Value] = {}
        self.rows: dict[Parts, int] = {}
        self.has_gaps = False


class _Step(Protocol):
    """One item of a level."""

    def read(self, value: Json, found: Found) -> None:
        """Add what the item says; raises BadAnswers."""


class Level:
    """The items of one JSON object: those of a form, or of a row in it at a path."""

    __slots__ = ("_at", "_items", "_names", "_steps")

    def __init__(self, items: tuple[Item, ...], at: Path, printed: FixedRow | None = None) -> None:
        self._items, self._at = items, at
        self._names = frozenset(item.id for item in items)
        self._steps = tuple(
            (item.id, "." in item.id, _step(item, at / item.id, printed))
            for item in items
            if not isinstance(item, Total)
        )

    def read(self, data: Json, found: Found) -> None:
        """Add the answers of the object; raises BadAnswers for unknown fields or shapes."""
        if not isinstance(data, dict):
            raise BadAnswers(str(self._at), "an object by field id was expected")
        # Where every name is met as it stands none is unknown; only else is it looked for.
        if not data.keys() <= self._names:
            _refuse_unknown(self._items, data, self._at)
        for name, is_dotted, step in self._steps:
            value = _dig(data, name) if is_dotted else data.get(name)
            if value is not None:
                step.read(value, found)


@lru_cache(maxsize=64)
def level_of(definition: FormDefinition) -> Level:
    """The outermost level of a form."""
    items = tuple(item for section in definition.sections for item in section.items)
    return Level(items, Path())


def _step(item: Field | Group, path: Path, printed: FixedRow | None) -> _Step:
    if isinstance(item, Group):
        return _Rows(item, path)
    if printed is not None and printed.text(item.id) is not None:
        return _Printed(item.kind, path)
    return _Answer(item.kind, path)


class _Answer:
    __slots__ = ("_from_json", "_parse", "_path")

    def __init__(self, kind: Kind, path: Path) -> None:
        self._from_json, self._path = kind.from_json, path
        is_text = type(kind).restore is Kind.restore and type(kind).from_json is Kind.from_json
        self._parse = kind.parse if is_text else None

    def read(self, value: Json, found: Found) -> None:
        parse = self._parse
        try:
            if type(value) is str and parse is not None:
                answer = parse(value)
            else:
                _refuse_floats(value)
                answer = self._from_json(value)
        except ValueError as error:
            raise BadAnswers(str(self._path), str(error)) from error
        if answer is not None:
            found.values[self._path] = answer


class _Printed(_Answer):
    """A text that the form prints itself: what is said of it is no answer, but must be one."""

    __slots__ = ()

    def read(self, value: Json, found: Found) -> None:
        super().read(value, Found())


class _Rows:
    __slots__ = ("_fixed", "_group", "_known", "_path")

    def __init__(self, group: Group, path: Path) -> None:
        self._group, self._path = group, path
        self._fixed = len(group.fixed_rows)
        self._known: dict[int, Level] = {}

    def read(self, value: Json, found: Found) -> None:
        if not isinstance(value, list):
            raise BadAnswers(str(self._path), "a list of rows was expected")
        if len(value) > MOST_ROWS:
            raise BadAnswers(str(self._path), f"more than {MOST_ROWS} rows")
        values, count, own = found.values, 0, 0
        for number, row in enumerate(value):
            before = len(values)
            self._level(number).read(row, found)
            if len(values) > before:
                count = number + 1
                own += number >= self._fixed
        if count:
            found.rows[self._path.parts] = count
        if own and own != count - self._fixed:
            found.has_gaps = True

    def _level(self, number: int) -> Level:
        level = self._known.get(number)
        if level is None:
            printed = self._group.fixed_rows[number] if number < self._fixed else None
            level = Level(self._group.items, self._path.row(number), printed)
            if number < _MOST_KNOWN:
                self._known[number] = level
        return level


def _refuse_floats(value: object) -> None:
    """Raise ValueError for a float, however deep: whatever number was written, it may hold another.

    Whoever reads JSON makes a Decimal of it instead.
    """
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, float):
            raise ValueError("a float cannot hold what was written")
        if isinstance(each, dict | list):
            left += each.values() if isinstance(each, dict) else each


def _dig(data: dict[str, Json], dotted: str) -> Json:
    level: Json = data
    for name in dotted.split("."):
        if not isinstance(level, dict):
            return None
        level = level.get(name)
    return level


def _refuse_unknown(items: tuple[Item, ...], data: dict[str, Json], at: Path) -> None:
    known = {item.id for item in items}
    for name, value in data.items():
        inner = {each.removeprefix(f"{name}.") for each in known if each.startswith(f"{name}.")}
        if name in known:
            continue
        if not inner or not isinstance(value, dict):
            raise BadAnswers(str(at / name) if at.parts else name, "the form has no such field")
        for deeper in value:
            if not any(each == deeper or each.startswith(f"{deeper}.") for each in inner):
                raise BadAnswers(f"{at / name}.{deeper}", "the form has no such field")
