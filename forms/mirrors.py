"""Lists that name the rows of another group: computed, unless they say something else."""

from collections.abc import Iterator

from forms.answers import Answers
from forms.grammar import Field, FormDefinition
from forms.kinds.kind import Value
from forms.outline import Placed, outline
from forms.path import Path


def with_mirrors(definition: FormDefinition, answers: Answers) -> Answers:
    """The answers with every list that nobody stated filled in from the rows it mirrors."""
    changes: dict[Path, Value | None] = {}
    for placed in _mirrors(definition):
        if not answers.row_count(Path.parse(placed.address)):
            changes.update(_mirrored(placed, answers))
    return answers.replaced(changes) if changes else answers


def without_mirrors(definition: FormDefinition, answers: Answers) -> Answers:
    """The answers without the lists that say what the rows they mirror say, and no more."""
    changes: dict[Path, Value | None] = {}
    for placed in _mirrors(definition):
        at = Path.parse(placed.address)
        stated = {path: value for path, value in answers.items() if path.parts[:1] == at.parts[:1]}
        if stated and stated == dict(_mirrored(placed, answers)):
            changes.update(dict.fromkeys(stated))
    return answers.replaced(changes) if changes else answers


def _mirrors(definition: FormDefinition) -> Iterator[Placed]:
    return (placed for placed in outline(definition).groups() if placed.group.mirrors)


def _mirrored(placed: Placed, answers: Answers) -> Iterator[tuple[Path, Value]]:
    """A row for each mirrored row that has a name, which is the list's first field."""
    first = next(item for item in placed.group.items if isinstance(item, Field))
    source, own = Path.parse(placed.group.mirrors or ""), Path.parse(placed.address)
    rows = range(answers.row_count(source))
    names = (answers.get(source.row(row) / first.id) for row in rows)
    for row, name in enumerate(name for name in names if name is not None):
        yield own.row(row) / first.id, name
