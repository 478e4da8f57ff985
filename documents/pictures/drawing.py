"""Pictures as Word's own shapes, which need no font of ours and can be edited in Word.

They repeat what stands in rows and are no answers: the reader knows them by their names.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from documents.controls import Ids
from documents.pictures.bars import Bars, Key, share_bars, split_bars
from documents.pictures.budget import (
    Split,
    expenses,
    financing,
    local_share,
    told_share,
    told_split,
)
from documents.pictures.layout import Chart, Gantt, chart, gantts, hanging_charts
from documents.pictures.milestones import timeline
from documents.pictures.organisation import Place, places
from documents.pictures.sketch import INK, Sketch
from documents.pictures.status import all_series, lights, spending
from documents.pictures.status_layout import (
    LightGrid,
    Strips,
    light_grids,
    strips,
    told_lights,
    told_series,
)
from forms.answers import Answers
from forms.kinds.period import shown_moment
from forms.reports import report_of

_PAGE_WIDTH = 642
_SMALLEST_UPRIGHT = 0.6
_PALE, _EDGE = "EAF1F6", "7F97A8"


def organisation_picture(answers: Answers, sketch: Sketch) -> None:
    """The organisation's chart; nothing of nobody.

    A chart too wide to be read across a page hangs down it instead.
    """
    rows = places(answers)
    upright = chart(rows)
    if upright is None:
        return
    fits = upright.width * _SMALLEST_UPRIGHT <= _PAGE_WIDTH
    words = f"Organisationsdiagram. {_told(rows)}"
    for each in (upright,) if fits else hanging_charts(rows):
        _draw_chart(each, words, sketch)


def milestones_picture(answers: Answers, sketch: Sketch) -> None:
    """The milestones on a line of years; nothing without dates."""
    for each in gantts(timeline(answers, Answers())):
        _draw_gantt(each, _times(each), sketch)


def expenses_picture(answers: Answers, sketch: Sketch) -> None:
    """The expenses by year and category; nothing without any."""
    _draw_split(expenses(answers), "Udgifter efter år og kategori.", sketch)


def financing_picture(answers: Answers, sketch: Sketch) -> None:
    """The financing by year and source, and what of it is local."""
    share = local_share(answers)
    _draw_split(financing(answers), "Finansiering efter år og kilde.", sketch)
    shared = share_bars(share)
    if share and shared:
        _draw_bars(shared, told_share(share), sketch)


def status_picture(answers: Answers, sketch: Sketch) -> None:
    """The lights of a report's efforts, and the lines of its results."""
    report = report_of(answers)
    shown, series = lights(report), all_series(report)
    for grid in light_grids(shown):
        _draw_lights(grid, f"Trafiklys. {told_lights(shown)}" if shown else "", sketch)
    told = f"Resultater fra baseline til mål. {'; '.join(map(told_series, series))}"
    for each in strips(series):
        _draw_strips(each, told, sketch)


def spending_picture(answers: Answers, sketch: Sketch) -> None:
    """What was used of the budget of each year; nothing without numbers."""
    _draw_split(spending(answers), "Forbrug af budgettet år for år.", sketch)


PICTURES: Mapping[str, Callable[[Answers, Sketch], None]] = {
    "organisation": organisation_picture,
    "milepaele": milestones_picture,
    "poster": expenses_picture,
    "finansiering": financing_picture,
    "indsatser": status_picture,
    "oekonomi": spending_picture,
}
"""What is drawn for each of `documents.words.PICTURED`, each picture in a paragraph of its own."""


def _told(rows: Sequence[Place]) -> str:
    return "; ".join([f"{row.name} under {row.under}" if row.under else row.name for row in rows])


def _times(drawn: Gantt) -> str:
    bars = (bar.milestone for bar in drawn.bars)
    return "Tidslinje. " + "; ".join(f"{shown_moment(each.when)}: {each.name}" for each in bars)


def _draw_chart(drawn: Chart, words: str, sketch: Sketch) -> None:
    sketch.open(drawn.width, drawn.height, words)
    for link in drawn.links:
        for start, end in pairwise(link.corners):
            sketch.grid_line(start, end, INK)
    for box in drawn.boxes:
        sketch.grid_box((box.x, box.y, drawn.box_width, drawn.box_height), _PALE, box.lines)
    sketch.close()


def _draw_gantt(drawn: Gantt, words: str, sketch: Sketch) -> None:
    sketch.open(drawn.width, drawn.height, words)
    for x, year in drawn.years:
        sketch.line((x, 0), (x, drawn.height), _EDGE)
        sketch.label((x + 4, 2, 48, 20), str(year), "left")
    for bar in drawn.bars:
        ends_here = bar.x > drawn.width / 2
        room = bar.x + bar.width if ends_here else drawn.width - bar.x
        at = (0 if ends_here else bar.x, bar.y + 2, room, 22)
        sketch.label(at, bar.label, "right" if ends_here else "left")
        sketch.box((bar.x, bar.y + 26, bar.width, 12), INK)
    sketch.close()


def _draw_split(split: Split | None, title: str, sketch: Sketch) -> None:
    drawn = split_bars(split)
    if split and drawn:
        _draw_bars(drawn, f"{title} {told_split(split)}", sketch)


def _draw_bars(drawn: Bars, words: str, sketch: Sketch) -> None:
    sketch.open(drawn.width, drawn.height, words)
    left, thick, width = drawn.left, drawn.thick, drawn.width
    for row in drawn.rows:
        sketch.label((0, row.y, left - 8, thick), row.name, "left")
        for part in row.segments:
            lines = (part.letter,) if part.letter else ()
            sketch.box((part.x, row.y, part.width, thick), part.colour, lines)
        sketch.label((row.end + 8, row.y, width - row.end - 8, thick), row.total, "left")
    sketch.paste(_legend(drawn.legend, (left, drawn.key, width), sketch.size))
    if drawn.mark is not None:
        bottom = max(row.y for row in drawn.rows) + thick + 4
        sketch.line((drawn.mark, 20), (drawn.mark, bottom), INK)
        sketch.label((drawn.mark - 60, 0, 120, 20), drawn.mark_label, "center")
    sketch.close()


@lru_cache(maxsize=64)
def _legend(keys: tuple[Key, ...], across: tuple[float, float, float], size: int) -> Sketch:
    """A legend, of the form's own words alone; across go its left side, a key and the picture."""
    legend, (left, key, width) = Sketch(Ids(), size), across
    for each in keys:
        legend.box((left, each.y, key, key), each.colour, (each.letter,))
        beside = left + key + 8
        legend.label((beside, each.y, width - beside, key), each.name, "left")
    return legend


def _draw_lights(drawn: LightGrid, words: str, sketch: Sketch) -> None:
    sketch.open(drawn.width, drawn.height, words)
    size = drawn.lamp
    for x, year in drawn.years:
        sketch.label((x - 18, 2, 60, 22), str(year), "center")
    for y, name in drawn.names:
        sketch.label((0, y, drawn.years[0][0] - 24, size), name, "left")
    for lamp in (*drawn.lamps, *drawn.legend):
        sketch.grid_box((lamp.x, lamp.y, size, size), lamp.colour, (lamp.sign,))
    for lamp in drawn.legend:
        sketch.label((lamp.x + size + 6, lamp.y, 70, size), lamp.word, "left")
    sketch.close()


def _draw_strips(drawn: Strips, words: str, sketch: Sketch) -> None:
    sketch.open(drawn.width, drawn.height, words)
    for strip in drawn.strips:
        sketch.label((0, strip.y, drawn.width, 22), strip.title, "left")
        if strip.target is not None:
            sketch.line((drawn.left, strip.target), (drawn.right, strip.target), _EDGE)
            at = (drawn.right + 6, strip.target - 10, drawn.width - drawn.right - 6, 20)
            sketch.label(at, strip.target_label, "left")
        for start, end in pairwise(strip.points):
            sketch.line(start, end, INK)
        for x, y in strip.points:
            sketch.box((x - 3, y - 3, 6, 6), INK)
        for x, y, told in strip.labels:
            sketch.label((max(0, x - 60), y - 22, 120, 18), told, "center")
    sketch.close()
