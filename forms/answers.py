"""The answers of one form: typed values by path, never changed in place."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from forms.kinds.kind import Percent, Value
from forms.path import Path


class Answers:
    """Immutable answers: `Path` to value, an empty answer being absent.

    Two sets of answers are equal when the same paths hold the same values. Row counts follow
    from the paths: a group has as many rows as its highest answered row says.
    """

    __slots__ = ("_rows", "_values")

    def __init__(self, values: Mapping[Path, Value] | Iterable[tuple[Path, Value]] = ()) -> None:
        self._values: dict[Path, Value] = dict(values)
        self._rows: dict[Path, int] | None = None

    def get(self, path: Path) -> Value | None:
        """The value at a path, None when empty."""
        return self._values.get(path)

    def number(self, path: Path) -> Decimal | None:
        """The value at a path as a number for arithmetic; None when empty, unread or no number."""
        value = self._values.get(path)
        if isinstance(value, Percent):
            return value.number
        if isinstance(value, Decimal):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        return None

    def row_count(self, group: Path) -> int:
        """How many rows a group has, counted to its last answered one."""
        if self._rows is None:
            self._rows = _counted(self._values)
        return self._rows.get(group, 0)

    def items(self) -> Iterable[tuple[Path, Value]]:
        """Every path with its value."""
        return self._values.items()

    def below(self, path: Path) -> "Answers":
        """The answers at or under a path alone, their paths unchanged."""
        size = len(path.parts)
        return Answers((p, v) for p, v in self._values.items() if p.parts[:size] == path.parts)

    def replaced(self, changes: Mapping[Path, Value | None]) -> "Answers":
        """The answers with some put in another's place; None empties one."""
        merged: dict[Path, Value | None] = {**self._values, **changes}
        return Answers((path, value) for path, value in merged.items() if value is not None)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, path: object) -> bool:
        return path in self._values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self._values == other._values

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        inside = ", ".join(f"{path}={value!r}" for path, value in self._values.items())
        return f"Answers({inside})"


def _counted(paths: Iterable[Path]) -> dict[Path, int]:
    """The groups that have rows, each with how many; most answers are never asked for them."""
    rows: dict[Path, int] = {}
    for path in paths:
        for index, part in enumerate(path.parts):
            if isinstance(part, int):
                group = Path(path.parts[:index])
                rows[group] = max(rows.get(group, 0), part + 1)
    return rows
