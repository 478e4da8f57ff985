"""From a template's tags to a program of static text and holes."""

from collections.abc import Iterator, Mapping, Sequence

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
from documents.engine.tagged import Called, Loop, Named, Node, NotCovered, taken_apart
from documents.marks import marks
from documents.words import PICTURE, Level
from forms.facts import fact
from forms.grammar import FormDefinition, Group, Total
from forms.outline import outline


@fact
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
    definition: FormDefinition, source: str, holes: Holes, words: Mapping[str, Level]
) -> Pieces:
    """The pieces of a prepared template; raises NotCovered where only Jinja2 itself will do."""
    return _Compiler(definition, holes, words).pieces(taken_apart(source), {})


def printed_words(source: str, words: Mapping[str, Level]) -> str:
    """A text with words of its form where it names them; raises NotCovered for any other tag."""
    return "".join(
        node if isinstance(node, str) else _word(node, words) for node in taken_apart(source)
    )


_Scope = Mapping[str, str]
"""Addresses of the groups whose rows are gone through, by the names templates give the rows."""


class _Compiler:
    def __init__(
        self, definition: FormDefinition, holes: Holes, words: Mapping[str, Level]
    ) -> None:
        self._holes, self._words = holes, words
        self._form, self._marks = outline(definition), marks(definition)

    def pieces(self, body: Sequence[Node], scope: _Scope) -> Pieces:
        found: list[bytes | Hole] = []
        for piece in self._all(body, scope):
            if isinstance(piece, bytes) and found and isinstance(found[-1], bytes):
                found[-1] += piece
            elif piece:
                found.append(piece)
        return Pieces(list(_gathered(found)))

    def _all(self, body: Sequence[Node], scope: _Scope) -> Iterator[bytes | Hole]:
        for node in body:
            if isinstance(node, str):
                yield node.encode()
            elif isinstance(node, Loop):
                yield self._rows(node, scope)
            elif isinstance(node, Called):
                yield self._called(node, scope)
            else:
                yield self._printed(node, scope)

    def _rows(self, node: Loop, scope: _Scope) -> Hole:
        address = self._address(node.rows, scope)
        placed = self._form.get(address)
        if placed is None or not isinstance(placed.item, Group):
            raise NotCovered(address)
        body = self.pieces(node.body, {**scope, node.row: address})
        return RowsHole(placed, body)

    def _printed(self, node: Named, scope: _Scope) -> bytes | Hole:
        first, _, rest = node.name.partition(".")
        if first in self._words:
            return _word(node, self._words).encode()
        if first == PICTURE:
            return PictureHole(rest)
        return self._row_mark(node.name, scope)

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

    def _called(self, node: Called, scope: _Scope) -> Hole:
        address = self._address(node.name, scope)
        if node.what == "merged" and node.number is None:
            return MergeHole(self._holes.merged[address])
        if node.what != "drawn" or node.number is None:
            raise NotCovered(node.what)
        return self._holes.by_number[node.number]

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


def _word(node: Node, words: Mapping[str, Level]) -> str:
    """A word of the form, which is the same in every document."""
    if not isinstance(node, Named):
        raise NotCovered(str(node))
    first, *rest = node.name.split(".")
    level: object = words.get(first)
    for each in rest:
        level = level.things.get(each) if isinstance(level, Level) else None
    if not isinstance(level, Level):
        raise NotCovered(node.name)
    return level.__html__()
