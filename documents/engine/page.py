"""One document while it is drawn: the answers it shows, and what was drawn of each."""

from dataclasses import dataclass, field

from documents.controls import Ids
from documents.marks import marks
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import Field, FormDefinition, Group
from forms.kinds.kind import Value
from forms.mirrors import with_mirrors
from forms.outline import Placed, is_asked, rows_of
from forms.path import Parts, Path


@dataclass(slots=True, kw_only=True)
class Page:
    """What is drawn and what it is drawn of.

    `values` are all answers by the parts of their paths, the mirrored lists with them. `texts`
    holds what was drawn of each in UTF-8, `odd` those that were drawn some other way than as
    plain text, `wrong` those whose text would not be read as the value it stands for. `ways` are
    the ways in which things were drawn, and `data` is what the customXml part says.
    """

    definition: FormDefinition
    kept: Answers
    answers: Answers
    values: dict[Parts, Value]
    texts: dict[Parts, bytes] = field(default_factory=dict)
    odd: set[Parts] = field(default_factory=set)
    wrong: list[Parts] = field(default_factory=list)
    ways: set[int] = field(default_factory=set)
    data: list[bytes] = field(default_factory=list)
    drawings: dict[str, bytes] = field(default_factory=dict)
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

    def is_quiet(self, item: Field, path: Path) -> bool:
        """Whether an empty field needs no answer, so shows no guidance in a filled document."""
        return bool(self.values) and not self._is_awaited(item, path)

    def _is_awaited(self, item: Field, path: Path) -> bool:
        """Whether a field must be answered, in no row that a group may do without."""
        if not item.is_required or not is_asked(self.definition, self.answers, path):
            return False
        groups = marks(self.definition).at(path.address).placed.groups
        return all(
            row < max(self._rows_said(groups[: place + 1], path.rows), groups[place].group.at_least)
            for place, row in enumerate(path.rows)
        )

    def _rows_said(self, groups: tuple[Placed, ...], rows: tuple[int, ...]) -> int:
        """How many rows the innermost of the groups has at the given rows of those around it."""
        *outer, own = groups
        at = Path.at(own.address, rows[: len(outer)], tuple(each.address for each in outer))
        return rows_of(own.group, self.answers, at)
