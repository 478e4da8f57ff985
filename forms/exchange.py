"""Answers as nested JSON by field id, the form in which they are stored and exchanged."""

import json

from forms.answers import Answers
from forms.grammar import Field, FormDefinition, Group, Item, Total
from forms.kinds.kind import Json, Value
from forms.levels import BadAnswers, Found, level_of
from forms.mirrors import without_mirrors
from forms.outline import given_text, outline
from forms.path import Parts, Path


def answers_from_json(definition: FormDefinition, data: Json) -> Answers:
    """Typed answers from nested JSON; raises BadAnswers for unknown fields or shapes.

    Text that a kind cannot read is kept as Unread, since it is a person's mistake to be shown.
    Empty rows are dropped, except fixed ones.
    """
    found = Found()
    level_of(definition).read(data, found)
    answers = Answers(found.values, rows=found.rows)
    if found.has_gaps:
        return normalised(definition, answers)
    return without_mirrors(definition, answers).note_normal_for(definition)


def answers_to_json(definition: FormDefinition, answers: Answers) -> dict[str, Json]:
    """Nested JSON of answers, in the form's own order; empty answers are left out."""
    items = tuple(item for section in definition.sections for item in section.items)
    return _write_level(items, answers, Path())


def json_by_path(definition: FormDefinition, answers: Answers) -> dict[str, str]:
    """JSON of each answer by the text of its path; raises KeyError for a path the form lacks."""
    return {str(path): json_of(definition, path, value) for path, value in answers.items()}


def json_of(definition: FormDefinition, path: Path, value: Value) -> str:
    """JSON of the answer at a path; raises KeyError for a path the form lacks.

    Only ASCII is written, so that no character, not even half a pair, can trouble a database.
    """
    return json.dumps(outline(definition).at(path.address).field.kind.to_json(value))


def normalised(definition: FormDefinition, answers: Answers) -> Answers:
    """The same answers without empty rows between others, and without what they need not say.

    Texts that the form prints are no answers, nor are lists that only repeat other rows.
    """
    if answers.is_normal_for(definition):
        return answers
    kept = answers
    prints = any(placed.group.fixed_rows for placed in outline(definition).groups())
    if prints and any(given_text(definition, path) is not None for path in answers):
        kept = Answers(
            (path, value) for path, value in answers.items() if given_text(definition, path) is None
        )
    moves = _moves(definition, kept)
    if moves:
        kept = Answers((_moved(path, moves), value) for path, value in kept.items())
    return without_mirrors(definition, kept).note_normal_for(definition)


_Moves = dict[Parts, dict[int, int]]
"""The new numbers of rows that have empty ones before them, by the parts of their group's path."""


def _moves(definition: FormDefinition, answers: Answers) -> _Moves:
    rows: dict[Parts, set[int]] = {}
    # The fields of a row stand in the same rows: they are looked at once.
    for parts in {path.parts[:-1] for path in answers if len(path.parts) > 1}:
        for index, part in enumerate(parts):
            if type(part) is int:
                rows.setdefault(parts[:index], set()).add(part)
    moves: _Moves = {}
    for at, used in rows.items():
        placed = outline(definition).get(Path(at).address)
        fixed = len(placed.group.fixed_rows) if placed is not None else 0
        own = sorted(row for row in used if row >= fixed)
        if own and own[-1] + 1 != fixed + len(own):
            moves[at] = {row: new for new, row in enumerate(own, start=fixed)}
    return moves


def _moved(path: Path, moves: _Moves) -> Path:
    parts = list(path.parts)
    for index, part in enumerate(path.parts):
        if type(part) is int:
            parts[index] = moves.get(path.parts[:index], {}).get(part, part)
    new = tuple(parts)
    return path if new == path.parts else Path(new)


def _write_level(items: tuple[Item, ...], answers: Answers, at: Path) -> dict[str, Json]:
    level: dict[str, Json] = {}
    for item in items:
        if isinstance(item, Total):
            continue
        value = _write_item(item, answers, at / item.id)
        if value is not None:
            _bury(level, item.id, value)
    return level


def _write_item(item: Field | Group, answers: Answers, at: Path) -> Json:
    if isinstance(item, Field):
        value = answers.get(at)
        return None if value is None else item.kind.to_json(value)
    count = answers.row_count(at)
    rows: list[Json] = [_write_level(item.items, answers, at.row(row)) for row in range(count)]
    return rows or None


def _bury(level: dict[str, Json], dotted: str, value: Json) -> None:
    *outer, last = dotted.split(".")
    for name in outer:
        inner = level.setdefault(name, {})
        if not isinstance(inner, dict):
            raise BadAnswers(dotted, "a field and a group of fields share a name")
        level = inner
    level[last] = value
