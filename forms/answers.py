"""The answers of one form: typed values by path, never changed in place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from forms.kinds.kind import Percent, Value
from forms.kinds.oere import in_oere, is_rounded, precision_of
from forms.path import Parts, Path

Known = TypeVar("Known")


class Answers:
    """Immutable answers: `Path` to value, an empty answer being absent.

    Two sets of answers are equal when the same paths hold the same values. Row counts follow
    from the paths: a group has as many rows as its highest answered row says. Whoever has counted
    them already gives them as `rows`.
    """

    __slots__ = ("_by_parts", "_known", "_normal_for", "_rows", "_values")

    def __init__(
        self,
        values: Mapping[Path, Value] | Iterable[tuple[Path, Value]] = (),
        *,
        rows: dict[Parts, int] | None = None,
    ) -> None:
        self._values: dict[Path, Value] = dict(values)
        self._rows = rows
        self._by_parts: dict[Parts, Value] | None = None
        self._normal_for: object = None
        self._known: dict[tuple[int, Parts], tuple[object, object]] = {}

    def get(self, path: Path) -> Value | None:
        """The value at a path, None when empty."""
        return self._values.get(path)

    def by_parts(self) -> Mapping[Parts, Value]:
        """Every value by the parts of its path, for who asks of so many that it counts."""
        if self._by_parts is None:
            self._by_parts = {path.parts: value for path, value in self._values.items()}
        return self._by_parts

    def number(self, path: Path) -> Decimal | None:
        """The value at a path as a number for arithmetic; None when empty, unread or no number.

        How precisely it was printed is told apart, by `precision`.
        """
        return number_in(self._values.get(path))

    def precision(self, path: Path) -> Decimal:
        """How far the number at a path may be from what was meant: `2,5 mio.` by 50.000."""
        value = self._values.get(path)
        return precision_of(value) if isinstance(value, Decimal) else Decimal(0)

    def in_oere(self) -> "Answers":
        """The same answers, amounts as whole numbers of øre however roughly they were printed."""
        rounded = {
            path: in_oere(value)
            for path, value in self._values.items()
            if isinstance(value, Decimal) and is_rounded(value)
        }
        return self.replaced(rounded) if rounded else self

    def row_count(self, group: Path) -> int:
        """How many rows a group has, counted to its last answered one."""
        return self.row_counts().get(group.parts, 0)

    def row_counts(self) -> dict[Parts, int]:
        """How many rows each group has that has any, by the parts of its path."""
        if self._rows is None:
            self._rows = self._counted()
        return self._rows

    def is_normal_for(self, form: object) -> bool:
        """Whether these answers are known to be as `normalised` leaves those of a form."""
        return self._normal_for is form

    def known(self, question: object, at: Path, work_out: Callable[[], Known]) -> Known:
        """What a question about these answers, asked at a path, comes to: worked out once.

        Questions are told apart by being the same object, which is kept with what it came to.
        """
        key = (id(question), at.parts)
        asked, found = self._known.get(key, (None, None))
        if asked is not question:
            found = work_out()
            self._known[key] = question, found
        return cast("Known", found)

    def note_normal_for(self, form: object) -> "Answers":
        """The same answers, known from now on to be normalised."""
        self._normal_for = form
        return self

    def _counted(self) -> dict[Parts, int]:
        """Rows by the parts of their group's path."""
        rows: dict[Parts, int] = {}
        # The fields of a row stand in the same rows: they are looked at once.
        for parts in {path.parts[:-1] for path in self._values}:
            for index, part in enumerate(parts):
                if type(part) is int and rows.get(parts[:index], 0) <= part:
                    rows[parts[:index]] = part + 1
        return rows

    def items(self) -> Iterable[tuple[Path, Value]]:
        """Every path with its value."""
        return self._values.items()

    def values(self) -> Iterable[Value]:
        """Every value, in the order of the paths."""
        return self._values.values()

    def below(self, path: Path) -> "Answers":
        """The answers at or under a path alone, their paths unchanged."""
        size = len(path.parts)
        return Answers((p, v) for p, v in self._values.items() if p.parts[:size] == path.parts)

    def replaced(self, changes: Mapping[Path, Value | None]) -> "Answers":
        """The answers with some put in another's place; None empties one."""
        merged = self._values.copy()
        for path, value in changes.items():
            if value is not None:
                merged[path] = value
            else:
                merged.pop(path, None)
        return Answers(merged)

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


def number_in(value: Value | None) -> Decimal | None:
    """A value as a number for arithmetic; None when there is none, or it is unread or no number."""
    if isinstance(value, Decimal):
        return in_oere(value) if is_rounded(value) else value
    if isinstance(value, Percent):
        return value.number
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return None
