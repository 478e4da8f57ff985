"""Pictures as Word's own shapes, which need no font of ours and can be edited in Word.

They repeat what stands in rows and are no answers: the reader knows them by their names.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias, TypeVar

from documents.controls import Ids, escaped, run
from documents.pictures.bars import Bars, share_bars, split_bars
from documents.pictures.budget import (
    expenses,
    financing,
    local_share,
    told_share,
    told_split,
)
from documents.pictures.layout import Chart, Gantt, chart, gantts, hanging_charts
from documents.pictures.milestones import timeline
from documents.pictures.organisation import Place, places
from documents.pictures.status import all_series, lights, spending
from documents.pictures.status_layout import (
    LightGrid,
    Strips,
    light_grids,
    strips,
    told_lights,
    told_series,
)
from documents.reader.text import OUR_PICTURE
from forms.answers import Answers
from forms.kinds.period import shown_moment
from forms.reports import report_of

_EMU = 9525
"""English Metric Units in a pixel: 914,400 in an inch of 96."""

_Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""

Drawn = TypeVar("Drawn", Chart, Gantt, Bars, LightGrid, Strips)

_PAGE_WIDTH, _POINTS = 642, 9.5
_SMALLEST_UPRIGHT = 0.6
_INK, _PALE, _EDGE = "143C5A", "EAF1F6", "7F97A8"
_LONGEST_WORDS = 2_000
_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SPACING = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def organisation_picture(answers: Answers, ids: Ids) -> str:
    """Paragraphs with the organisation's chart; nothing of nobody.

    A chart too wide to be read across a page hangs down it instead.
    """
    rows = places(answers)
    upright = chart(rows)
    if upright is None:
        return ""
    fits = upright.width * _SMALLEST_UPRIGHT <= _PAGE_WIDTH
    words = f"Organisationsdiagram. {_told(rows)}"
    charts = (upright,) if fits else hanging_charts(rows)
    return "".join(_picture(_chart_shapes, each, words, ids) for each in charts)


def milestones_picture(answers: Answers, ids: Ids) -> str:
    """Paragraphs with the milestones on a line of years; nothing without dates."""
    return "".join(
        _picture(_gantt_shapes, each, _times(each), ids)
        for each in gantts(timeline(answers, Answers()))
    )


def expenses_picture(answers: Answers, ids: Ids) -> str:
    """A paragraph with the expenses by year and category; nothing without any."""
    split = expenses(answers)
    drawn = split_bars(split)
    words = f"Udgifter efter år og kategori. {told_split(split)}" if split else ""
    return _picture(_bars_shapes, drawn, words, ids) if drawn else ""


def financing_picture(answers: Answers, ids: Ids) -> str:
    """Paragraphs with the financing by year and source, and what of it is local."""
    split, share = financing(answers), local_share(answers)
    drawn, shared = split_bars(split), share_bars(share)
    words = f"Finansiering efter år og kilde. {told_split(split)}" if split else ""
    return (_picture(_bars_shapes, drawn, words, ids) if drawn else "") + (
        _picture(_bars_shapes, shared, told_share(share), ids) if shared and share else ""
    )


def status_picture(answers: Answers, ids: Ids) -> str:
    """Paragraphs with the lights of a report's efforts, and the lines of its results."""
    report = report_of(answers)
    shown, series = lights(report), all_series(report)
    told = f"Trafiklys. {told_lights(shown)}" if shown else ""
    lines = f"Resultater fra baseline til mål. {'; '.join(map(told_series, series))}"
    return "".join(
        (
            *(_picture(_light_shapes, grid, told, ids) for grid in light_grids(shown)),
            *(_picture(_strip_shapes, each, lines, ids) for each in strips(series)),
        )
    )


def spending_picture(answers: Answers, ids: Ids) -> str:
    """A paragraph with what was used of the budget of each year; nothing without numbers."""
    split = spending(answers)
    drawn = split_bars(split)
    words = f"Forbrug af budgettet år for år. {told_split(split)}" if split else ""
    return _picture(_bars_shapes, drawn, words, ids) if drawn else ""


PICTURES: Mapping[str, Callable[[Answers, Ids], str]] = {
    "organisation": organisation_picture,
    "milepaele": milestones_picture,
    "poster": expenses_picture,
    "finansiering": financing_picture,
    "indsatser": status_picture,
    "oekonomi": spending_picture,
}
"""What is drawn for each of `documents.words.PICTURED`."""


def _told(rows: Sequence[Place]) -> str:
    return "; ".join(f"{row.name} under {row.under}" if row.under else row.name for row in rows)


def _times(drawn: Gantt) -> str:
    bars = (bar.milestone for bar in drawn.bars)
    return "Tidslinje. " + "; ".join(f"{shown_moment(each.when)}: {each.name}" for each in bars)


def _picture(
    shapes: Callable[[Drawn, int], Iterator[str]], drawn: Drawn, words: str, ids: Ids
) -> str:
    """A paragraph of a group of shapes, made smaller where it is wider than the page."""
    scale = min(1, _PAGE_WIDTH / drawn.width)
    number, size = ids.next(), round(2 * _POINTS * scale)
    shown = f'cx="{_emu(drawn.width * scale)}" cy="{_emu(drawn.height * scale)}"'
    return (
        '<w:p><w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr><w:r>'
        f'<mc:AlternateContent><mc:Choice xmlns:wpg="{_GROUP}" Requires="wpg">'
        f'<w:drawing {_NAMESPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {shown}/><wp:docPr id="{number}" name="{OUR_PICTURE} {number}" '
        f'descr="{escaped(_cut(words))}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {shown}/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{_emu(drawn.width)}" cy="{_emu(drawn.height)}"/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(shapes(drawn, size))}</wpg:wgp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


def _chart_shapes(drawn: Chart, size: int) -> Iterator[str]:
    for link in drawn.links:
        for start, end in pairwise(link.corners):
            yield _line(start, end, _INK)
    for box in drawn.boxes:
        at = (box.x, box.y, drawn.box_width, drawn.box_height)
        yield _box(at, f"{_filled(_PALE)}{_edge(_INK)}", _words(box.lines, size, "center"))


def _gantt_shapes(drawn: Gantt, size: int) -> Iterator[str]:
    for x, year in drawn.years:
        yield _line((x, 0), (x, drawn.height), _EDGE)
        yield _label((x + 4, 2, 48, 20), str(year), size, "left")
    for bar in drawn.bars:
        ends_here = bar.x > drawn.width / 2
        room = bar.x + bar.width if ends_here else drawn.width - bar.x
        at = (0 if ends_here else bar.x, bar.y + 2, room, 22)
        yield _label(at, bar.label, size, "right" if ends_here else "left")
        yield _box((bar.x, bar.y + 26, bar.width, 12), f"{_filled(_INK)}{_edge(_INK)}", "")


def _bars_shapes(drawn: Bars, size: int) -> Iterator[str]:
    for row in drawn.rows:
        yield _label((0, row.y, drawn.left - 8, drawn.thick), row.name, size, "left")
        for part in row.segments:
            look = f"{_filled(part.colour)}{_edge(_INK)}"
            at = (part.x, row.y, part.width, drawn.thick)
            yield _box(at, look, _words((part.letter,), size, "center") if part.letter else "")
        at = (row.end + 8, row.y, drawn.width - row.end - 8, drawn.thick)
        yield _label(at, row.total, size, "left")
    for key in drawn.legend:
        look = f"{_filled(key.colour)}{_edge(_INK)}"
        yield _box(
            (drawn.left, key.y, drawn.key, drawn.key), look, _words((key.letter,), size, "center")
        )
        at = (
            drawn.left + drawn.key + 8,
            key.y,
            drawn.width - drawn.left - drawn.key - 8,
            drawn.key,
        )
        yield _label(at, key.name, size, "left")
    if drawn.mark is not None:
        bottom = max(row.y for row in drawn.rows) + drawn.thick + 4
        yield _line((drawn.mark, 20), (drawn.mark, bottom), _INK)
        yield _label((drawn.mark - 60, 0, 120, 20), drawn.mark_label, size, "center")


def _light_shapes(drawn: LightGrid, size: int) -> Iterator[str]:
    for x, year in drawn.years:
        yield _label((x - 18, 2, 60, 22), str(year), size, "center")
    for y, name in drawn.names:
        yield _label((0, y, drawn.years[0][0] - 24, drawn.lamp), name, size, "left")
    for lamp in (*drawn.lamps, *drawn.legend):
        at = (lamp.x, lamp.y, drawn.lamp, drawn.lamp)
        yield _box(at, f"{_filled(lamp.colour)}{_edge(_INK)}", _words((lamp.sign,), size, "center"))
    for lamp in drawn.legend:
        yield _label((lamp.x + drawn.lamp + 6, lamp.y, 70, drawn.lamp), lamp.word, size, "left")


def _strip_shapes(drawn: Strips, size: int) -> Iterator[str]:
    for strip in drawn.strips:
        yield _label((0, strip.y, drawn.width, 22), strip.title, size, "left")
        if strip.target is not None:
            yield _line((drawn.left, strip.target), (drawn.right, strip.target), _EDGE)
            at = (drawn.right + 6, strip.target - 10, drawn.width - drawn.right - 6, 20)
            yield _label(at, strip.target_label, size, "left")
        for start, end in pairwise(strip.points):
            yield _line(start, end, _INK)
        for x, y in strip.points:
            yield _box((x - 3, y - 3, 6, 6), f"{_filled(_INK)}{_edge(_INK)}", "")
        for x, y, words in strip.labels:
            yield _label((max(0, x - 60), y - 22, 120, 18), words, size, "center")


def _label(at: _Frame, text: str, size: int, side: str) -> str:
    return _box(at, "<a:noFill/><a:ln><a:noFill/></a:ln>", _words((text,), size, side))


def _line(start: tuple[float, float], end: tuple[float, float], colour: str) -> str:
    (x, right), (y, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    rises = (start[0] < end[0]) == (start[1] > end[1]) and y != bottom
    frame = _transform((x, y, right - x, bottom - y), ' flipV="1"' if rises else "")
    return (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr>{frame}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{_edge(colour)}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _box(at: _Frame, look: str, words: str) -> str:
    inside = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{_transform(at)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</wps:spPr>{inside}'
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )


def _words(lines: Sequence[str], size: int, side: str) -> str:
    look = f'<w:rPr><w:color w:val="{_INK}"/><w:sz w:val="{size}"/></w:rPr>'
    paragraph = f'<w:pPr>{_SPACING}<w:jc w:val="{side}"/></w:pPr>'
    return "".join(f"<w:p>{paragraph}{run(line, look)}</w:p>" for line in lines)


def _transform(at: _Frame, flip: str = "") -> str:
    x, y, width, height = [round(pixels * _EMU) for pixels in at]
    return f'<a:xfrm{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


@lru_cache(maxsize=64)
def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


@lru_cache(maxsize=64)
def _edge(colour: str) -> str:
    return f'<a:ln w="{_EMU}">{_filled(colour)}</a:ln>'


def _emu(pixels: float) -> int:
    return round(pixels * _EMU)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
