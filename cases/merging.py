"""Two saves based on the same revision: what they may both keep, and what only a person settles."""

from cases.history import Changes
from forms.path import Path


def unit_of(path: Path) -> Path:
    """The part of the answers that only one of two saves may change.

    It is a field, or a whole row of the outermost group: rows have no names, and half of one
    save's row joined to half of another's could be a row that nobody wrote.
    """
    for index, part in enumerate(path.parts):
        if isinstance(part, int):
            return Path(path.parts[: index + 1])
    return path


def in_conflict(mine: Changes, theirs: Changes) -> tuple[Path, ...]:
    """The units both changed, and not to the same."""
    my_units, their_units = _by_unit(mine), _by_unit(theirs)
    return tuple(
        unit
        for unit, changes in my_units.items()
        if unit in their_units and not _agree(changes, their_units[unit])
    )


def _agree(mine: Changes, theirs: Changes) -> bool:
    return all(path in theirs and theirs[path] == text for path, text in mine.items())


def _by_unit(changes: Changes) -> dict[Path, dict[str, str | None]]:
    units: dict[Path, dict[str, str | None]] = {}
    for path, text in changes.items():
        units.setdefault(unit_of(Path.parse(path)), {})[path] = text
    return units
