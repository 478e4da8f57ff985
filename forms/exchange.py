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
    if _has_gaps(definition, kept):
        for placed in outline(definition).groups():
            kept = _without_gaps(kept, placed.address, len(placed.group.fixed_rows))
    return without_mirrors(definition, kept).note_normal_for(definition)


def _has_gaps(definition: FormDefinition, answers: Answers) -> bool:
    """Whether a row is empty before another, those that the form prints apart."""
    rows: dict[Parts, set[int]] = {}
    # The fields of a row stand in the same rows: they are looked at once.
    for parts in {path.parts[:-1] for path in answers if len(path.parts) > 1}:
        for index, part in enumerate(parts):
            if type(part) is int:
                rows.setdefault(parts[:index], set()).add(part)
    for at, used in rows.items():
        placed = outline(definition).get(Path(at).address)
        fixed = len(placed.group.fixed_rows) if placed is not None else 0
        own = sum(row >= fixed for row in used)
        if own and own != max(used) + 1 - fixed:
            return True
    return False


def _without_gaps(answers: Answers, group: str, fixed: int) -> Answers:
    used: dict[Path, set[int]] = {}
    depth = group.count(".") + 1
    outermost = group.partition(".")[0]
    spots = {path: _spot(path, group, depth) for path in answers if path.parts[0] == outermost}
    for spot in spots.values():
        if spot is not None:
            used.setdefault(Path(spot.parts[:-1]), set()).add(int(spot.parts[-1]))
    moves = {
        at: {row: new for new, row in enumerate(sorted(rows | set(range(fixed))))}
        for at, rows in used.items()
    }
    if all(row == new for move in moves.values() for row, new in move.items()):
        return answers
    return Answers((_moved(path, spots.get(path), moves), value) for path, value in answers.items())


def _spot(path: Path, group: str, depth: int) -> Path | None:
    """The part of a path up to and with the row number of a group, None when outside it."""
    names = 0
    for index, part in enumerate(path.parts):
        if isinstance(part, str):
            names += 1
        elif names == depth and Path(path.parts[:index]).address == group:
            return Path(path.parts[: index + 1])
    return None


def _moved(path: Path, spot: Path | None, moves: dict[Path, dict[int, int]]) -> Path:
    if spot is None:
        return path
    at = Path(spot.parts[:-1])
    new = moves[at][int(spot.parts[-1])]
    return Path((*at.parts, new, *path.parts[len(spot.parts) :]))


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
