"""One document while it is drawn: the answers it shows, and what was drawn of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from documents.controls import Ids
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


Waiting = tuple["Frame", str, int, int]
"""A text that is drawn with all the others, what lies around it, and its places in the document
and in its data."""


@dataclass(slots=True, kw_only=True)
class Page:
    """What is drawn and what it is drawn of.

    `values` are all answers by the parts of their paths, the mirrored lists with them. `drawn`
    are those drawn in frames, with their texts in UTF-8 as they are `meant` and as they are
    `written` in the body; `odd` are those drawn otherwise. `wrong` are those that would not be
    read as the value they stand for. `unproved` is what was used in a way not proved yet.
    `data` are the lines of the customXml part, empty for what is no data; `waiting` are texts that
    are not drawn yet.
    """

    definition: FormDefinition
    kept: Answers
    answers: Answers
    values: dict[Parts, Value]
    counts: Counts
    drawn: list[Parts] = field(default_factory=list)
    meant: list[bytes] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    odd: list[Parts] = field(default_factory=list)
    wrong: list[Parts] = field(default_factory=list)
    unproved: list[tuple[Provable, int]] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)

    @classmethod
    def of(cls, definition: FormDefinition, answers: Answers) -> "Page":
        """A page with nothing drawn yet."""
        kept = normalised(definition, answers)
        named = mirrored(definition, kept)
        shown = kept.replaced(named) if named else kept
        return cls(
            definition=definition,
            kept=kept,
            answers=shown,
            values={path.parts: value for path, value in shown.items()},
            counts=kept.row_counts() | Answers(named).row_counts() if named else kept.row_counts(),
        )

    @property
    def is_mirroring(self) -> bool:
        """Whether lists are shown that nobody stated, which are no data."""
        return self.answers is not self.kept


def rows_shown(group: Group, counts: Counts, at: Path) -> int:
    """How many rows are shown: room for one of a person's own where the form takes any."""
    fixed = len(group.fixed_rows)
    least = fixed + 1 if fixed and group.takes_own_rows else max(fixed, group.at_least, 1)
    return max(least, counts.get(at.parts, 0))
