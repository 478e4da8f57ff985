"""From a template's Jinja2 source to a program of static text and holes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from documents.controls import CLOSED, Numbers, Setting, numbers_of
from documents.engine.fields import FieldHole, MergedHole, MergeHole, field_hole
from documents.engine.holes import (
    Hole,
    PictureHole,
    Piece,
    Pieces,
    RowMark,
    RowsHole,
    TotalHole,
    closing,
    marker,
    opening,
)
from documents.engine.plan import Piecewise
from documents.marks import marks
from documents.words import PICTURE, Level
from forms.grammar import FormDefinition, Group, Total
from forms.outline import outline


class NotCovered(Exception):
    """The template uses more of Jinja2 than loops over rows and names of things."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Holes:
    """The holes of a template's fields and totals by the number of their tag, and by address.

    `rows` are what the rows of its groups are numbered by, as each tag is.
    """

    by_number: tuple[Hole, ...]
    merged: Mapping[str, MergedHole]
    rows: Mapping[str, Numbers]


def holes_of(
    definition: FormDefinition, addresses: Sequence[str], settings: Sequence[Setting]
) -> Holes:
    """The holes of the tags of a template, given their addresses and formatting in order."""
    groups = [placed.address for placed in outline(definition).groups()]
    depth = max((len(each.groups) + 1 for each in outline(definition).groups()), default=1)
    numbers = iter(numbers_of(len(addresses) + len(groups), depth))
    made = [
        _hole(definition, address, setting, next(numbers))
        for address, setting in zip(addresses, settings, strict=True)
    ]
    return Holes(
        by_number=tuple(made),
        merged={hole.mark.address: hole for hole in made if isinstance(hole, MergedHole)},
        rows=dict(zip(groups, numbers, strict=True)),
    )


def _hole(definition: FormDefinition, address: str, setting: Setting, numbers: Numbers) -> Hole:
    mark = marks(definition).at(address)
    if isinstance(mark.placed.item, Total):
        return TotalHole(mark, setting, numbers)
    return field_hole(definition, mark, setting, numbers)


def compiled_pieces(
    definition: FormDefinition,
    source: nodes.Template,
    holes: Holes,
    words: Mapping[str, Level],
) -> Pieces:
    """The pieces of a parsed template; raises NotCovered where only Jinja2 itself will do."""
    return _Compiler(definition, holes, words).pieces(source.body, {})


_Scope = Mapping[str, str]
"""Addresses of the groups whose rows are gone through, by the names templates give the rows."""


class _Compiler:
    def __init__(
        self, definition: FormDefinition, holes: Holes, words: Mapping[str, Level]
    ) -> None:
        self._holes, self._words = holes, words
        self._form, self._marks = outline(definition), marks(definition)

    def pieces(self, body: Sequence[nodes.Node], scope: _Scope) -> Pieces:
        found: list[bytes | Hole] = []
        for piece in self._all(body, scope):
            if isinstance(piece, bytes) and found and isinstance(found[-1], bytes):
                found[-1] += piece
            elif piece:
                found.append(piece)
        return Pieces(list(_gathered(found)))

    def _all(self, body: Sequence[nodes.Node], scope: _Scope) -> Iterator[bytes | Hole]:
        for node in body:
            if isinstance(node, nodes.Output):
                for each in node.nodes:
                    yield self._printed(each, scope)
            elif isinstance(node, nodes.For):
                yield self._rows(node, scope)
            else:
                raise NotCovered(type(node).__name__)

    def _rows(self, node: nodes.For, scope: _Scope) -> bytes | Hole:
        if not isinstance(node.target, nodes.Name) or node.test or node.else_ or node.recursive:
            raise NotCovered("a loop with more than rows")
        address = self._address(_name(node.iter), scope)
        placed = self._form.get(address)
        if placed is None or not isinstance(placed.item, Group):
            raise NotCovered(address)
        body = self.pieces(node.body, {**scope, node.target.name: address})
        return RowsHole(placed, body)

    def _printed(self, node: nodes.Node, scope: _Scope) -> bytes | Hole:
        if isinstance(node, nodes.TemplateData):
            return str(node.data).encode()
        if isinstance(node, nodes.Call):
            return self._called(node, scope)
        name = _name(node)
        first, _, rest = name.partition(".")
        if first in self._words:
            return self._word(name)
        if first == PICTURE:
            return PictureHole(rest)
        return self._row_mark(name, scope)

    def _word(self, name: str) -> bytes:
        """A word of the form, which is the same in every document."""
        level: object = self._words
        for each in name.split("."):
            level = level.things[each] if isinstance(level, Level) else self._words[each]
        if not isinstance(level, Level):
            raise NotCovered(name)
        return level.__html__().encode()

    def _row_mark(self, name: str, scope: _Scope) -> bytes | Hole:
        thing, _, what = name.rpartition(".")
        address = self._address(thing, scope)
        placed = self._form.get(address)
        if placed is None or not isinstance(placed.item, Group):
            raise NotCovered(name)
        if thing not in scope:
            return CLOSED.encode() if what == "Close" and placed.group.takes_own_rows else b""
        numbers = self._holes.rows[address]
        if what == "Open":
            return opening(placed.group, numbers)
        if what == "Close":
            return closing(placed.group)
        if what == "Marker":
            return marker(self._marks.at(address), numbers)
        raise NotCovered(name)

    def _called(self, node: nodes.Call, scope: _Scope) -> bytes | Hole:
        what, address = _name(node.node), self._address(_name(node.args[0]), scope)
        if what == "merged":
            return MergeHole(self._holes.merged[address])
        number = node.args[1]
        if what != "drawn" or not isinstance(number, nodes.Const):
            raise NotCovered(what)
        return self._holes.by_number[int(number.value)]

    def _address(self, name: str, scope: _Scope) -> str:
        first, dot, rest = name.partition(".")
        return f"{scope[first]}{dot}{rest}" if first in scope else name


def _gathered(pieces: Sequence[bytes | Hole]) -> Iterator[Piece]:
    """The pieces with what is static before a field, or differs by row alone, left to the field."""
    waiting: list[bytes | RowMark] = []
    for piece in pieces:
        if isinstance(piece, bytes | RowMark):
            waiting.append(piece)
            continue
        if isinstance(piece, FieldHole):
            yield piece.after(tuple(waiting))
        else:
            yield from map(_piece, waiting)
            yield piece
        waiting = []
    yield from map(_piece, waiting)


def _piece(piece: bytes | RowMark) -> Piece:
    return Piecewise(piece) if isinstance(piece, bytes) else piece


def _name(node: nodes.Node) -> str:
    """A dotted name; raises NotCovered for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    raise NotCovered(type(node).__name__)
