"""Answers that a person or a script wrote as JSON text, or as texts by the names of fields."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from forms.answers import Answers
from forms.exchange import answers_from_json, normalised
from forms.grammar import Field, FormDefinition
from forms.late import late
from forms.levels import MOST_ROWS, BadAnswers
from forms.messages import N_
from forms.outline import outline
from forms.path import BadPath, Path

MOST_BYTES = 16_000_000
MOST_DEEP = 500
"""So many values in each other; Python's reader takes more or fewer, by who calls it from where."""

_MOST_NOUGHTS = 1_000
_NO_JSON = N_("Svarene er ikke gyldig JSON.")
_STRING_OR_BRACKET = late(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class NotAnswers(Exception):
    """The text is no set of answers to the form: a Danish msgid and the values to put in it."""

    def __init__(self, sentence: str, values: Mapping[str, str] | None = None) -> None:
        self.sentence = sentence
        self.values = dict(values or {})
        super().__init__(sentence % self.values if self.values else sentence)


def answers_of_text(definition: FormDefinition, data: bytes) -> Answers:
    """The answers in JSON text; raises NotAnswers, saying where and what was expected."""
    if len(data) > MOST_BYTES:
        raise NotAnswers(N_("Svarene fylder mere end 16 MB."))
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAnswers(N_("Svarene er ikke tekst i UTF-8.")) from error
    if may_be_deep(data) and _is_deep(text):
        raise NotAnswers(_NO_JSON)
    try:
        found = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        sentence = N_("Svarene er ikke gyldig JSON (linje %(line)s, tegn %(column)s).")
        values = {"line": str(error.lineno), "column": str(error.colno)}
        raise NotAnswers(sentence, values) from error
    except (ValueError, RecursionError) as error:
        raise NotAnswers(_NO_JSON) from error
    try:
        return answers_from_json(definition, found)
    except BadAnswers as error:
        raise _not_answers(definition, error.path) from error


def may_be_deep(data: bytes) -> bool:
    """Whether JSON may lie in itself deeper than `MOST_DEEP`; where it is False it never does.

    Costs next to nothing for the answers of an ordinary document.
    """
    return any(_has_many(data, opening) for opening in (b"[", b"{"))


def _has_many(data: bytes, opening: bytes) -> bool:
    # Most have few: to look for one after another is much quicker than to count them.
    at = -1
    for _ in range(MOST_DEEP // 2):
        at = data.find(opening, at + 1)
        if at < 0:
            return False
    return True


def _is_deep(text: str) -> bool:
    steps = (_STEPS.get(mark[0], 0) for mark in _STRING_OR_BRACKET.finditer(text))
    return any(depth > MOST_DEEP for depth in accumulate(steps))


def answers_of_cells(definition: FormDefinition, cells: Mapping[str, str]) -> Answers:
    """The answers typed in cells that are named by path (`parter[0].navn`) or by label.

    What a kind cannot read is kept as typed. Raises NotAnswers for a name that is no field's.
    """
    found = {}
    for name, text in cells.items():
        path = _path_named(definition, name)
        value = outline(definition).at(path.address).field.kind.parse(text)
        if value is not None:
            found[path] = value
    return normalised(definition, Answers(found))


def _path_named(definition: FormDefinition, name: str) -> Path:
    by_label = [
        placed.address
        for placed in outline(definition).fields()
        if not placed.groups and placed.item.label.casefold() == name.strip().casefold()
    ]
    try:
        path = Path.parse(by_label[0] if len(by_label) == 1 else name.strip())
    except BadPath:
        raise _not_answers(definition, name) from None
    placed = outline(definition).get(path.address)
    if placed is None or not isinstance(placed.item, Field):
        raise _not_answers(definition, name)
    groups = tuple(group.address for group in placed.groups)
    is_whole = path == Path.at(path.address, path.rows, groups) and len(path.rows) == len(groups)
    if not is_whole or max(path.rows, default=0) >= MOST_ROWS:
        raise _not_answers(definition, name)
    return path


def _not_answers(definition: FormDefinition, path: str) -> NotAnswers:
    if not path:
        return NotAnswers(N_("Svarene skal stå i et JSON-objekt med felternes navne."))
    if _has_field(definition, path):
        sentence = N_("Svaret på %(path)s har ikke den form, der ventes.")
        return NotAnswers(sentence, {"path": path})
    from difflib import get_close_matches  # noqa: PLC0415 - loaded where asked for

    known = [placed.address for placed in outline(definition).placed()]
    near = get_close_matches(path, known, n=1)
    if near:
        sentence = N_("Formularen har ikke feltet %(path)s. Mente du %(near)s?")
        return NotAnswers(sentence, {"path": path, "near": near[0]})
    return NotAnswers(N_("Formularen har ikke feltet %(path)s."), {"path": path})


def _has_field(definition: FormDefinition, path: str) -> bool:
    try:
        return outline(definition).get(Path.parse(path).address) is not None
    except BadPath:
        return False


def _number(text: str) -> Decimal | float:
    """The number that was written; a float, which no answer may be, where it is out of all bounds.

    So it is refused where it stands, and only there: nobody looks at what is no answer. A Decimal
    of more noughts than could be written would take room without end.
    """
    with suppress(InvalidOperation):
        number = Decimal(text)
        if abs(number.adjusted()) <= len(text) + _MOST_NOUGHTS:
            return number
    return float(text)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_refuse)
