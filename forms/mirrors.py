"""Lists that name the rows of another group: computed, unless they say something else."""

from collections.abc import Iterator
from functools import lru_cache

from forms.answers import Answers
from forms.facts import fact
from forms.grammar import Field, FormDefinition
from forms.kinds.kind import Value
from forms.outline import Placed, outline
from forms.path import Path


@fact
class _Mirror:
    """A list, the rows it names, and their name: the first field of both."""

    own: Path
    source: Path
    first: tuple[str, ...]


def with_mirrors(definition: FormDefinition, answers: Answers) -> Answers:
    """The answers with every list that nobody stated filled in from the rows it mirrors."""
    changes = mirrored(definition, answers)
    return answers.replaced(changes) if changes else answers


def mirrored(definition: FormDefinition, answers: Answers) -> dict[Path, Value]:
    """What the lists say that nobody stated."""
    return {
        path: value
        for mirror in _mirrors(definition)
        if not answers.row_count(mirror.own)
        for path, value in _mirrored(mirror, answers)
    }


def without_mirrors(definition: FormDefinition, answers: Answers) -> Answers:
    """The answers without the lists that say what the rows they mirror say, and no more."""
    changes: dict[Path, Value | None] = {}
    for mirror in _mirrors(definition):
        if not answers.row_count(mirror.own):
            continue
        at = mirror.own.parts[:1]
        stated = {path: value for path, value in answers.items() if path.parts[:1] == at}
        if stated == dict(_mirrored(mirror, answers)):
            changes.update(dict.fromkeys(stated))
    return answers.replaced(changes) if changes else answers


def is_mirrored(definition: FormDefinition, path: Path) -> bool:
    """Whether the answer at a path in a row stands in such a list, or is a name one repeats."""
    return any(
        path.parts[:1] == mirror.own.parts
        or (path.parts[:1] == mirror.source.parts and path.parts[2:] == mirror.first)
        for mirror in _mirrors(definition)
    )


@lru_cache(maxsize=64)
def _mirrors(definition: FormDefinition) -> tuple[_Mirror, ...]:
    return tuple(_mirror(each) for each in outline(definition).groups() if each.group.mirrors)


def _mirror(placed: Placed) -> _Mirror:
    return _Mirror(
        own=Path.parse(placed.address),
        source=Path.parse(placed.group.mirrors or ""),
        first=tuple(
            next(item.id for item in placed.group.items if isinstance(item, Field)).split(".")
        ),
    )


def _mirrored(mirror: _Mirror, answers: Answers) -> Iterator[tuple[Path, Value]]:
    """A row for each mirrored row that has a name."""
    sources, own = _rows_of(mirror, answers.row_count(mirror.source))
    names = [name for name in map(answers.get, sources) if name is not None]
    return zip(own, names, strict=False)


@lru_cache(maxsize=32)
def _rows_of(mirror: _Mirror, count: int) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The paths of the names in so many rows of the group and of the list, the same each time."""
    first = mirror.first
    return (
        tuple([Path((*mirror.source.parts, row, *first)) for row in range(count)]),
        tuple([Path((*mirror.own.parts, row, *first)) for row in range(count)]),
    )
