"""One document while it is drawn: the answers it shows, and what was drawn of each."""

from dataclasses import dataclass, field
from typing import Protocol

from documents.controls import Ids
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition, Group
from forms.kinds.kind import Value
from forms.mirrors import with_mirrors
from forms.outline import Placed, is_wanted, rows_of
from forms.path import Parts, Path


class Piecewise:
    """A text drawn once for many documents, and the ways of using it that were proved so far.

    What is proved was part of a document that the general reader read as the answers given.
    """

    __slots__ = ("proved", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.proved = 0


class Provable(Protocol):
    """Anything drawn once, with the ways of using it that were proved as bits."""

    proved: int


@dataclass(slots=True, kw_only=True)
class Page:
    """What is drawn and what it is drawn of.

    `values` are all answers by the parts of their paths, the mirrored lists with them. `drawn`
    are those drawn in frames, with their texts in UTF-8 as they are `meant` and as they are
    `written` in the body; `odd` are those drawn otherwise. `wrong` are those that would not be
    read as the value they stand for. `unproved` is what was used in a way not proved yet.
    `data` is what the customXml part says.
    """

    definition: FormDefinition
    kept: Answers
    answers: Answers
    values: dict[Parts, Value]
    drawn: list[Parts] = field(default_factory=list)
    meant: list[bytes] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    odd: list[Parts] = field(default_factory=list)
    wrong: list[Parts] = field(default_factory=list)
    unproved: list[tuple[Provable, int]] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)

    @classmethod
    def of(cls, definition: FormDefinition, answers: Answers) -> "Page":
        """A page with nothing drawn yet."""
        kept = normalised(definition, answers)
        shown = with_mirrors(definition, kept)
        values = {path.parts: value for path, value in shown.items()}
        return cls(definition=definition, kept=kept, answers=shown, values=values)

    @property
    def is_mirroring(self) -> bool:
        """Whether lists are shown that nobody stated, which are no data."""
        return self.answers is not self.kept

    def row_count(self, group: Group, path: Path) -> int:
        """How many rows are shown: room for one of a person's own where the form takes any."""
        fixed = len(group.fixed_rows)
        least = fixed + 1 if fixed and group.takes_own_rows else max(fixed, group.at_least, 1)
        return max(least, self.answers.row_count(path))

    def is_quiet(self, placed: Placed, path: Path) -> bool:
        """Whether an empty field needs no answer, so shows no guidance in a filled document."""
        if not self.values or not placed.field.is_required:
            return bool(self.values)
        return not self._is_awaited(placed, path)

    def _is_awaited(self, placed: Placed, path: Path) -> bool:
        """Whether a field must be answered, in no row that a group may do without."""
        if not all(is_wanted(each, self.answers, path) for each in (*placed.groups, placed)):
            return False
        groups = placed.groups
        return all(
            row < max(self._rows_said(groups[: place + 1], path.rows), groups[place].group.at_least)
            for place, row in enumerate(path.rows)
        )

    def _rows_said(self, groups: tuple[Placed, ...], rows: tuple[int, ...]) -> int:
        """How many rows the innermost of the groups has at the given rows of those around it."""
        *outer, own = groups
        at = Path.at(own.address, rows[: len(outer)], tuple(each.address for each in outer))
        return rows_of(own.group, self.answers, at)
