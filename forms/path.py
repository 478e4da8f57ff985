"""Where an answer stands in a form."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from forms.late import late

_PART = late(r"([a-z][a-z0-9_]*)((?:\[\d{1,6}\])?)")

Parts = tuple[str | int, ...]
"""The names and row numbers of a path, outermost first."""


class BadPath(ValueError):
    """The text is not the path of an answer."""


@dataclass(frozen=True, slots=True)
class Path:
    """The way to one answer, as `aktiviteter[2].formaal`; rows count from 0.

    Its `address` is the same way without row numbers: what Word controls carry as a tag,
    since Word copies tags when a person adds a row.
    """

    parts: Parts = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `a.b[2].c`; raises BadPath for anything else."""
        parts: list[str | int] = []
        for piece in text.split(".") if text else ():
            match = _PART.fullmatch(piece)
            if match is None:
                raise BadPath(text)
            parts.append(match[1])
            if match[2]:
                parts.append(int(match[2][1:-1]))
        return cls(tuple(parts))

    @classmethod
    def at(cls, address: str, rows: tuple[int, ...] = (), groups: tuple[str, ...] = ()) -> Self:
        """The path of an address whose groups (outermost first) stand at the given rows."""
        if not rows:
            return cls(tuple(address.split(".")))
        way = _way(address, groups, len(rows))
        return cls(tuple([rows[part] if isinstance(part, int) else part for part in way]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Path) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __str__(self) -> str:
        text = ""
        for part in self.parts:
            if isinstance(part, int):
                text += f"[{part}]"
            else:
                text += f".{part}" if text else part
        return text

    @property
    def has_rows(self) -> bool:
        """Whether it leads into a row of a group: then it has three parts or more."""
        return len(self.parts) > 2 and int in map(type, self.parts)

    @property
    def address(self) -> str:
        """The path without row numbers."""
        return ".".join([part for part in self.parts if part.__class__ is str])

    @property
    def outermost(self) -> str:
        """The outermost group it leads into a row of, by address; of any other its first name."""
        names: list[str] = []
        for part in self.parts:
            if not isinstance(part, str):
                return ".".join(names)
            names.append(part)
        return names[0] if names else ""

    @property
    def rows(self) -> tuple[int, ...]:
        """The row numbers alone, outermost group first."""
        return tuple([part for part in self.parts if isinstance(part, int)])

    def __truediv__(self, names: str) -> "Path":
        """The path one or more dotted names further down."""
        if "." not in names:
            return Path((*self.parts, names))
        return Path(self.parts + tuple(names.split(".")))

    def row(self, number: int) -> "Path":
        """The path of a row of the group that this path names."""
        return Path((*self.parts, number))


@lru_cache(maxsize=4_096)
def _way(address: str, groups: tuple[str, ...], count: int) -> Parts:
    """The parts of an address with the number of a group among the outermost in place of a row."""
    numbered = {group: number for number, group in enumerate(groups[:count])}
    parts: list[str | int] = []
    done = ""
    for name in address.split("."):
        parts.append(name)
        done = f"{done}.{name}" if done else name
        if done in numbered:
            parts.append(numbered[done])
    return tuple(parts)
