"""Invented answers that a template is tried out with: none, ordinary ones, and far too many."""

from collections.abc import Callable, Iterator, Mapping

from documents.template_proof.report import ExampleKind
from forms.answers import Answers
from forms.grammar import Field, FormDefinition, Group
from forms.kinds.kind import Value
from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.outline import Placed, given_text, outline
from forms.path import Path
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

_ROWS, _INNER_ROWS = 25, 4
_LONG_LINE = "Et meget langt svar med æ, ø, å, Køb & salg, <b> og {{ tuborg }}, der fylder i linjen"
_PARAGRAPH = (
    "Her står et langt svar, som ingen har skrevet: det er lagt ind for at se, om skabelonen kan "
    "rumme meget tekst, uden at noget falder ud over kanten eller bliver skilt ad på en dum måde. "
)
_PROSE = "\n\n".join((_PARAGRAPH * 4).strip() for _ in range(6))


def example_answers(definition: FormDefinition, kind: ExampleKind) -> Answers:
    """The invented answers of a form; none of them is about real people."""
    return _MADE[kind](definition)


def _filled(definition: FormDefinition) -> Answers:
    return typed_answers(definition, SOUND_ANSWERS.get(definition.id, {}))


def _extreme(definition: FormDefinition) -> Answers:
    sound: dict[str, Value] = {}
    for path, answer in _filled(definition).items():
        sound.setdefault(path.address, answer)
    return Answers(
        (path, value)
        for path, placed in _paths(definition)
        if (value := _long(placed, sound)) is not None
    )


def _long(placed: Placed, sound: Mapping[str, Value]) -> Value | None:
    kind = placed.field.kind
    if type(kind) is Prose:
        return _PROSE
    if type(kind) is Line:
        return _LONG_LINE
    return sound.get(placed.address)


def _paths(definition: FormDefinition) -> Iterator[tuple[Path, Placed]]:
    """Every field, in many rows of the groups that take them."""
    for section in definition.sections:
        for placed in outline(definition).of_section(section):
            yield from _inside(definition, placed, Path() / placed.item.id, _ROWS)


def _inside(
    definition: FormDefinition, placed: Placed, path: Path, rows: int
) -> Iterator[tuple[Path, Placed]]:
    item = placed.item
    if isinstance(item, Field) and given_text(definition, path) is None:
        yield path, placed
    elif isinstance(item, Group) and not item.mirrors:
        for number in range(rows if item.takes_own_rows else len(item.fixed_rows)):
            for inner in outline(definition).inside(placed.address):
                at = path.row(number) / inner.item.id
                yield from _inside(definition, inner, at, _INNER_ROWS)


_MADE: Mapping[ExampleKind, Callable[[FormDefinition], Answers]] = {
    ExampleKind.BLANK: lambda _: Answers(),
    ExampleKind.FILLED: _filled,
    ExampleKind.EXTREME: _extreme,
}
