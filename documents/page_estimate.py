"""About how many pages a Word file of ours takes, where no program is there to print it.

Lines are broken by the mean width of Arial's letters, so the guess is a few lines off.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from lxml.etree import _Element

from documents.reader import names as n
from documents.safety.xml import parse_xml

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_TWIPS = 20.0
_CELL_MARGIN = 11.0
_ROW_MARGIN = 4.0
_MEAN_LETTER = 0.5
_LINE = 1.3
_USUAL = 10.5
_LONGEST_PAGES = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """A paragraph style: size and the room around it, in points."""

    size: float = _USUAL
    around: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """The room for text on a page, in points, and the styles text is set in."""

    width: float
    height: float
    styles: Mapping[str, _Style]


def estimated_pages(document: bytes) -> float:
    """Pages with their fraction, one decimal, by the lengths of the texts; never below 0.1."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        body = parse_xml(archive.read(_BODY)).find(n.BODY)
        has_styles = _STYLES in archive.namelist()
        styles = parse_xml(archive.read(_STYLES)) if has_styles else None
    if body is None:
        return 0.1
    paper = _paper(body, styles)
    height = sum(_heights(body, paper.width, paper))
    return max(0.1, round(min(height / paper.height, _LONGEST_PAGES), 1))


def _heights(container: _Element, width: float, paper: _Paper) -> Iterator[float]:
    for block in container:
        if block.tag == n.PARAGRAPH:
            yield _paragraph(block, width, paper)
        elif block.tag == n.TABLE:
            yield from (_row(row, paper) for row in block.iter(n.ROW))
        elif block.tag != n.w("sectPr"):
            yield from _heights(block, width, paper)


def _row(row: _Element, paper: _Paper) -> float:
    least = row.find(f"{n.w('trPr')}/{n.w('trHeight')}")
    lowest = _points(least, n.VALUE) if least is not None else 0.0
    cells = [
        sum(_heights(cell, _width(cell, paper) - _CELL_MARGIN, paper)) for cell in row.iter(n.CELL)
    ]
    return max([lowest, *cells]) + _ROW_MARGIN


def _width(cell: _Element, paper: _Paper) -> float:
    width = cell.find(f"{n.CELL_PROPERTIES}/{n.w('tcW')}")
    return _points(width, n.w("w")) if width is not None else paper.width


def _paragraph(paragraph: _Element, width: float, paper: _Paper) -> float:
    named = paragraph.find(f"{n.PARAGRAPH_PROPERTIES}/{n.STYLE}")
    style = paper.styles.get((named.get(n.VALUE) or "") if named is not None else "", _Style())
    exact = paragraph.find(f"{n.PARAGRAPH_PROPERTIES}/{n.w('spacing')}")
    if exact is not None and exact.get(n.w("lineRule")) == "exact":
        return _points(exact, n.w("line"))
    letters = max(1.0, width / (_MEAN_LETTER * style.size))
    lines = sum(max(1, ceil(len(line) / letters)) for line in _lines(paragraph))
    return lines * style.size * _LINE + style.around


def _lines(paragraph: _Element) -> list[str]:
    pieces = (
        "\n" if each.tag == n.BREAK else each.text or "" for each in paragraph.iter(n.TEXT, n.BREAK)
    )
    return "".join(pieces).split("\n")


def _paper(body: _Element, styles: _Element | None) -> _Paper:
    section = body.find(n.w("sectPr"))
    size = section.find(n.w("pgSz")) if section is not None else None
    margin = section.find(n.w("pgMar")) if section is not None else None
    width = _points(size, n.w("w")) - _points(margin, n.w("left")) - _points(margin, n.w("right"))
    height = _points(size, n.w("h")) - _points(margin, n.w("top")) - _points(margin, n.w("bottom"))
    return _Paper(width=max(width, 50.0), height=max(height, 50.0), styles=_styles(styles))


def _styles(root: _Element | None) -> Mapping[str, _Style]:
    found = {}
    for style in root.iter(n.w("style")) if root is not None else ():
        size = style.find(f"{n.RUN_PROPERTIES}/{n.w('sz')}")
        spacing = style.find(f"{n.PARAGRAPH_PROPERTIES}/{n.w('spacing')}")
        found[style.get(n.w("styleId")) or ""] = _Style(
            size=float(size.get(n.VALUE) or 0) / 2 if size is not None else _USUAL,
            around=_points(spacing, n.w("before")) + _points(spacing, n.w("after")),
        )
    return found


def _points(element: _Element | None, name: str) -> float:
    return float((element.get(name) if element is not None else None) or 0) / _TWIPS
