"""Word's own shapes with holes for numbers and texts, and the pictures that are made of them.

A shape is the same in every picture but for what goes into its holes. It is proved once: parsed
strictly by itself with the worst that a text may hold, and again with the whole document that it
first stands in. Numbers go in as digits; texts are looked at and escaped in each picture.
"""

from collections.abc import Sequence
from functools import lru_cache

from documents.controls import Ids
from documents.engine.strict import refuse_ill_formed, say_the_same
from documents.engine.texts import BETWEEN, all_escaped
from documents.reader.text import OUR_PICTURE
from documents.safety.verdict import Verdict
from documents.safety.xml import XmlRefused
from forms.text import are_clean

EMU = 9525
"""English Metric Units in a pixel: 914,400 in an inch of 96."""

Frame = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""

Point = tuple[float, float]

_MOST_KEPT = 1_024
_WORDS = BETWEEN.decode()
"""Stands in a pattern where a text goes."""

_WORST = b"&lt;&amp;&quot;&gt;'"
"""A text that breaks whatever does not take it as a text or as a value between double quotes."""

_ENDS = b"\t\n\r"
_ON_ONE_LINE = bytes.maketrans(_ENDS, b"   ")
_PAGE_WIDTH, _POINTS = 642, 9.5
_LONGEST_WORDS = 2_000
_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SPACING = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_EXTENT = 'cx="%d" cy="%d"'
_PLACE = f'<a:off x="%d" y="%d"/><a:ext {_EXTENT}/>'


class Shape:
    """A piece of a picture with holes: `%d` for a number, and for each text a zero byte."""

    __slots__ = ("numbers", "pattern", "proved")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.numbers = pattern.count("%d")
        self.proved = 0

    @property
    def at_worst(self) -> bytes:
        """The shape with the worst in each hole."""
        drawn = self.pattern % ((0,) * self.numbers)
        return drawn.encode().replace(BETWEEN, _WORST)


Placed = tuple[Shape, str]
"""A shape with its numbers: where it stands and how large it is, but no text of it."""


_OPENED = Shape(
    '<w:p><w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr><w:r>'
    f'<mc:AlternateContent><mc:Choice xmlns:wpg="{_GROUP}" Requires="wpg">'
    f'<w:drawing {_NAMESPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
    f'<wp:extent {_EXTENT}/><wp:docPr id="%d" name="{OUR_PICTURE} %d" descr="{_WORDS}"/>'
    f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/>'
    f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {_EXTENT}/><a:chOff x="0" y="0"/>'
    f"<a:chExt {_EXTENT}/></a:xfrm></wpg:grpSpPr>"
)
_CLOSED = Shape(
    "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r></w:p>"
)
_END = (_CLOSED, _CLOSED.pattern)


class Sketch:
    """The pictures of one place of a document while they are drawn.

    `size` is that of the letters in the picture at hand, in half points. `placed` are its shapes,
    `texts` what goes into their holes, both in order. `unproved` are the shapes that stood in no
    document that was read whole, once all is drawn.
    """

    __slots__ = ("_ids", "placed", "size", "texts", "unproved")

    def __init__(self, ids: Ids, size: int = 0) -> None:
        self._ids, self.size = ids, size
        self.placed: list[Placed] = []
        self.texts: list[str] = []
        self.unproved: list[Shape] = []

    def open(self, width: float, height: float, words: str) -> None:
        """Begin a picture in its own paragraph, made smaller where it is wider than the page.

        The words tell what it shows to whoever does not see it.
        """
        number, (self.size, sizes) = self._ids.next(), _scaled(width, height)
        self.placed.append(_placed(_OPENED, (*sizes[:2], number, number, *sizes[2:])))
        self.texts.append(_cut(words))

    def close(self) -> None:
        """End the picture."""
        self.placed.append(_END)

    def line(self, start: Point, end: Point, colour: str) -> None:
        """A line between two points."""
        self.placed.append(_lined(start, end, colour))

    def grid_line(self, start: Point, end: Point, colour: str) -> None:
        """The same in a picture whose things stand on a grid, so that their places come again."""
        self.placed.append(_kept_line(start, end, colour))

    def box(self, at: Frame, paint: str, lines: Sequence[str] = ()) -> None:
        """A box of a colour, with lines of text in the middle of it."""
        self.placed.append(_boxed(at, paint, self.size, len(lines)))
        self.texts += lines

    def grid_box(self, at: Frame, paint: str, lines: Sequence[str] = ()) -> None:
        """The same on a grid."""
        self.placed.append(_kept_box(at, paint, self.size, len(lines)))
        self.texts += lines

    def label(self, at: Frame, text: str, side: str) -> None:
        """A text alone."""
        self.placed.append(_labelled(at, self.size, side))
        self.texts.append(text)

    def paste(self, kept: "Sketch") -> None:
        """What was drawn beforehand in letters of the same size."""
        self.placed += kept.placed
        self.texts += kept.texts

    def drawn(self) -> bytes:
        """Everything drawn; raises XmlRefused for what no document can hold."""
        self.unproved = [each for each in {shape for shape, _ in self.placed} if not each.proved]
        for shape in self.unproved:
            _prove(shape)
        between = "".join([piece for _, piece in self.placed]).encode().split(BETWEEN)
        raws, together = self._raws()
        written = all_escaped(raws, together)
        if len(between) != len(raws) + 1 or not say_the_same(written, raws):
            raise XmlRefused(Verdict.DAMAGED, "a picture does not say what it should")
        out = [b""] * (2 * len(between) - 1)
        out[::2], out[1::2] = between, written
        made = b"".join(out)
        if BETWEEN in made or not are_clean(together):
            refuse_ill_formed(made)
        return made

    def _raws(self) -> tuple[list[bytes], bytes]:
        """The texts, each on one line, and all of them as one."""
        try:
            raws = list(map(str.encode, self.texts))
        except UnicodeEncodeError as error:
            raise XmlRefused(Verdict.DAMAGED, "half a pair in a picture") from error
        together = BETWEEN.join(raws)
        if any(map(together.__contains__, _ENDS)):
            raws = [raw.translate(_ON_ONE_LINE) for raw in raws]
            together = BETWEEN.join(raws)
        return raws, together


def _prove(shape: Shape) -> None:
    """Parse a shape by itself in an empty picture; raises XmlRefused."""
    inside = b"" if shape in {_OPENED, _CLOSED} else shape.at_worst
    refuse_ill_formed(_OPENED.at_worst + inside + _CLOSED.at_worst)


def _lined(start: Point, end: Point, colour: str) -> Placed:
    (x, y), (right, bottom) = start, end
    rises = (x < right) == (y > bottom) and y != bottom
    left, top = min(x, right), min(y, bottom)
    shape = _line(colour, ' flipV="1"' if rises else "")
    return _placed(shape, _in_emu((left, top, abs(right - x), abs(bottom - y))))


def _boxed(at: Frame, paint: str, size: int, lines: int) -> Placed:
    return _placed(_box(paint, lines), (*_in_emu(at), *(size,) * lines))


def _labelled(at: Frame, size: int, side: str) -> Placed:
    return _placed(_label(side), (*_in_emu(at), size))


def _scaled(width: float, height: float) -> tuple[int, tuple[int, ...]]:
    """The size of letters in a picture, and its own: as it is shown, and inside."""
    scale = min(1, _PAGE_WIDTH / width)
    shown = _in_emu((width * scale, height * scale, width, height))
    return round(2 * _POINTS * scale), (*shown[:2], *shown)


_kept_line = lru_cache(_MOST_KEPT)(_lined)
_kept_box = lru_cache(_MOST_KEPT)(_boxed)
"""Of what stands on a grid alone: where a bar ends follows from what somebody answered."""


def _placed(shape: Shape, numbers: tuple[int, ...]) -> Placed:
    return shape, shape.pattern % numbers


def _in_emu(at: Frame) -> tuple[int, ...]:
    x, y, width, height = at
    return round(x * EMU), round(y * EMU), round(width * EMU), round(height * EMU)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"


@lru_cache(maxsize=64)
def _line(colour: str, flip: str) -> Shape:
    return Shape(
        f"<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm{flip}>{_PLACE}</a:xfrm>"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_edge(colour)}</wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )


@lru_cache(maxsize=64)
def _box(paint: str, lines: int) -> Shape:
    return _shape(f"{_filled(paint)}{_edge(INK)}", _paragraph("center") * lines)


@lru_cache(maxsize=64)
def _label(side: str) -> Shape:
    return _shape("<a:noFill/><a:ln><a:noFill/></a:ln>", _paragraph(side))


def _shape(look: str, words: str) -> Shape:
    inside = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return Shape(
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>{_PLACE}</a:xfrm>"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</wps:spPr>{inside}'
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )


INK = "143C5A"
"""The colour of lines and letters: red, green and blue in hexadecimal."""


def _paragraph(side: str) -> str:
    look = f'<w:rPr><w:color w:val="{INK}"/><w:sz w:val="%d"/></w:rPr>'
    return (
        f'<w:p><w:pPr>{_SPACING}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{_WORDS}</w:t></w:r></w:p>'
    )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _edge(colour: str) -> str:
    return f'<a:ln w="{EMU}">{_filled(colour)}</a:ln>'
