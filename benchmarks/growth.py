"""How the time grows with what is read and examined, as a table and as a picture."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.examining import case_of, examined
from benchmarks.reading import ACTIVITIES, sub_agreement
from benchmarks.rounds import Table, cpu_of
from documents.reader.document import read

SIZES = (1, 2, 4, 8)
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "growth.svg"
_ROUNDS = 5
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 400, 70, 40, 620, 340
_COLOURS = ("#0b5cad", "#b3400a", "#2f7a33")

Times = Mapping[str, Sequence[float]]
"""The seconds of each kind of work by size, the smallest first."""


def measured() -> list[Table]:
    """A table of the times, and the picture of it beside the docs."""
    files = [sub_agreement(ACTIVITIES * size) for size in SIZES]
    cases = [case_of(size) for size in SIZES]
    times = {
        "reading a sub-agreement": _times([lambda file=file: read(file) for file in files]),
        "examining a case": _times([lambda each=each: examined(each) for each in cases]),
    }
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(times))
    made = Table(title="Growth over 1, 2, 4 and 8 times the size")
    made.notes += [_line(name, seconds) for name, seconds in times.items()]
    made.notes.append(f"![The times by size, beside a straight line](images/{PICTURE.name})")
    return [made]


def _times(works: Sequence[Callable[[], object]]) -> list[float]:
    """The median of each work's rounds, one round being all of them."""
    clocks = [cpu_of(work, 1) for work in works]
    rounds = [[clock() for clock in clocks] for _ in range(_ROUNDS + 1)]
    return [statistics.median(each) for each in zip(*rounds[1:], strict=True)]


def _line(name: str, seconds: Sequence[float]) -> str:
    shown = ", ".join(f"{1000 * each:.0f} ms ({each / seconds[0]:.2f} times)" for each in seconds)
    return f"{name}: {shown}"


def drawn(times: Times) -> str:
    """The times as multiples of that of the smallest size, as an SVG picture."""
    growths = {name: [each / seconds[0] for each in seconds] for name, seconds in times.items()}
    most = max(SIZES[-1], *(max(growth) for growth in growths.values()))
    ideal = [float(size) for size in SIZES]
    lines = [_curve("a straight line", ideal, most, '#777" stroke-dasharray="6 4', 0)]
    for number, (name, growth) in enumerate(growths.items()):
        lines.append(_curve(name, growth, most, _COLOURS[number % len(_COLOURS)], number + 1))
    return "\n".join((_HEAD, *_axes(most), *lines, "</svg>", ""))


_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
    'font-family="sans-serif" font-size="14">\n'
    "<title>How the processor's time grows with the size of the work</title>\n"
    f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
)


def _axes(most: float) -> list[str]:
    lines = [
        f'<text x="{_LEFT}" y="24">time, in times that of the smallest</text>',
        (
            f'<text x="{(_LEFT + _RIGHT) / 2:.0f}" y="{_BOTTOM + 46}" text-anchor="middle">'
            "size, in times the smallest</text>"
        ),
    ]
    for size in SIZES:
        across, up = _place(size, size, most)
        lines += [
            f'<path d="M{_LEFT} {up:.1f}H{_RIGHT}M{across:.1f} {_TOP}V{_BOTTOM}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{up + 5:.1f}" text-anchor="end">{size}</text>',
            f'<text x="{across:.1f}" y="{_BOTTOM + 22}" text-anchor="middle">{size}</text>',
        ]
    return lines


def _curve(name: str, growth: Sequence[float], most: float, colour: str, number: int) -> str:
    places = [_place(size, times, most) for size, times in zip(SIZES, growth, strict=True)]
    path = "L".join(f"{across:.1f} {up:.1f}" for across, up in places)
    plain, level = colour.split('"', maxsplit=1)[0], _TOP + 24 + 22 * number
    return (
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>\n'
        f'<path d="M{_LEFT + 14} {level - 5}h26" stroke="{colour}" stroke-width="2.5"/>\n'
        f'<text x="{_LEFT + 48}" y="{level}" fill="{plain}">'
        f"{escape(name)}, {growth[-1]:.1f} at {SIZES[-1]}</text>"
    )


def _place(size: float, times: float, most: float) -> tuple[float, float]:
    across = _LEFT + (_RIGHT - _LEFT) * size / SIZES[-1]
    return across, _BOTTOM - (_BOTTOM - _TOP) * times / most
