"""Two saves based on the same revision: what they may both keep, and what only a person settles."""

from dataclasses import dataclass

from cases.history import Changes
from forms.answers import Answers
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A file and a draft, both seen from the answers that the file was made from.

    `sent` are the units that only the file changed, `kept` those that only the draft did, and
    `both` those that both changed, and not to the same.
    """

    sent: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    both: tuple[Path, ...] = ()


def meet(base: Answers, kept: Answers, sent: Answers) -> Meeting:
    """What a file and a draft each changed since both were the base."""
    units = dict.fromkeys(unit_of(path) for path in (*kept, *sent))
    found = [unit for unit in units if kept.below(unit) != sent.below(unit)]
    by_file = {unit for unit in found if sent.below(unit) != base.below(unit)}
    by_draft = {unit for unit in found if kept.below(unit) != base.below(unit)}
    return Meeting(
        sent=tuple(unit for unit in found if unit not in by_draft),
        kept=tuple(unit for unit in found if unit not in by_file),
        both=tuple(unit for unit in found if unit in by_file and unit in by_draft),
    )
