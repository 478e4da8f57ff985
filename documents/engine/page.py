"""One document while it is drawn: the answers it shows, and what was drawn of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from documents.controls import Ids
from documents.passport import Told
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition, Group
from forms.kinds.kind import Value
from forms.mirrors import mirrored
from forms.path import Parts, Path

if TYPE_CHECKING:
    from documents.engine.frames import Frame

Counts = Mapping[Parts, int]
"""How many rows each group is answered in, by the parts of its path."""


PLAIN, LINES, BLANKS, AWAITED, QUIET, GIVEN, SAME = (1 << at for at in range(7))
"""The ways in which what lies around an answer is used, as bits."""


class Provable(Protocol):
    """Anything drawn once, with the ways of using it that were proved as bits."""

    proved: int


Drawn = tuple[bytes, bytes, bytes]
"""What stands before an answer, the answer, and what stands after it."""


Room = tuple["Frame", int, int]
"""Where a text goes that is drawn with all the others: what lies around it, and its places in the
document and in its data."""


@dataclass(kw_only=True)
class Page:
    """What is drawn and what it is drawn of.

    `kept` are the answers that were given, `named` what lists say that only repeat other rows.
    `drawn` are those drawn in frames, with their texts in UTF-8 as they are `meant` and as they are
    `written` in the body; `odd` are those drawn otherwise. `wrong` are those that would not be
    read as the value they stand for. `unproved` is what was used in a way not proved yet.
    `data` are the lines of the customXml part, empty for what is no data, unless all of them were
    told at once as `cast`; `texts` are those not drawn yet, and `rooms` are theirs.
    """

    definition: FormDefinition
    kept: Answers
    named: Mapping[Path, Value]
    drawn: list[Parts] = field(default_factory=list)
    meant: list[bytes] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    odd: list[Parts] = field(default_factory=list)
    wrong: list[Parts] = field(default_factory=list)
    unproved: list[tuple[Provable, int]] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    cast: Told | None = None
    rooms: list[Room] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)

    @classmethod
    def of(cls, definition: FormDefinition, answers: Answers) -> "Page":
        """A page with nothing drawn yet."""
        kept = normalised(definition, answers)
        return cls(definition=definition, kept=kept, named=mirrored(definition, kept))

    @cached_property
    def answers(self) -> Answers:
        """All that is shown: the answers given, and the lists that repeat some of them."""
        return self.kept.replaced(self.named) if self.named else self.kept

    @cached_property
    def values(self) -> Mapping[Parts, Value]:
        """The same by the parts of their paths."""
        return self.answers.by_parts()

    def in_order(self) -> tuple[list[Path], list[Value | None]]:
        """The paths of all that is shown as they came, and the values, nothing after them."""
        kept, named = self.kept, self.named
        return [*kept, *named], [*kept.values(), *named.values(), None]

    @property
    def size(self) -> int:
        """How many answers are shown, without putting them together."""
        return len(self.kept) + len(self.named)

    @cached_property
    def counts(self) -> Counts:
        """How many rows each group is shown in."""
        return self.kept.row_counts() | Answers(self.named).row_counts()

    @property
    def is_mirroring(self) -> bool:
        """Whether lists are shown that nobody stated, which are no data."""
        return bool(self.named)

    def told(self) -> Told:
        """The answers as data, once everything is drawn."""
        return self.cast or Told.of(list(filter(None, self.data)))


def rows_shown(group: Group, counts: Counts, at: Path) -> int:
    """How many rows are shown: room for one of a person's own where the form takes any."""
    fixed = len(group.fixed_rows)
    least = fixed + 1 if fixed and group.takes_own_rows else max(fixed, group.at_least, 1)
    return max(least, counts.get(at.parts, 0))
