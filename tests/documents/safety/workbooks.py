"""Workbooks made by hand and by a program, for tests of what is let in and read."""

import io
from collections.abc import Callable, Mapping

import xlsxwriter

from tests.documents.safety.attack import (
    OFFICE_DOCUMENT,
    Piece,
    R,
    pieces_of,
    relations,
    types,
    zip_of,
)

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
BOOK_MAIN = f"{_SHEET}sheet.main+xml"
SHEET_TYPE = f"{_SHEET}worksheet+xml"


def sheet(rows: str = "", *, before: str = "", after: str = "") -> bytes:
    """A sheet's part, with its rows and what stands around them."""
    return (
        f'<worksheet xmlns="{S}" xmlns:r="{R}">{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>"
    ).encode()


def cell(place: str, value: str, *, formula: str = "", kind: str = "") -> str:
    told = f"<f>{formula}</f>" if formula else ""
    return (
        f'<c r="{place}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{told}<v>{value}</v></c>'
    )


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def book(names: str = "", *, sheets: int = 1, target: int | None = None) -> bytes:
    """The part that names the sheets; `names` is what stands after them."""
    named = "".join(
        f'<sheet name="Ark{n + 1}" sheetId="{n + 1}" r:id="r{n if target is None else target}"/>'
        for n in range(sheets)
    )
    return (
        f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{named}</sheets>{names}</workbook>'
    ).encode()


def workbook_parts(
    sheet_part: bytes | None = None,
    *,
    more: Mapping[str, tuple[bytes, str]] | None = None,
    links: tuple[tuple[str, ...], ...] = (),
    sheet_links: bytes | None = None,
    main: bytes | None = None,
) -> dict[str, bytes]:
    """The parts of a small workbook; `more` are further parts with their content types."""
    further = more or {}
    parts = {
        "[Content_Types].xml": types(
            {
                "xl/workbook.xml": BOOK_MAIN,
                "xl/worksheets/sheet1.xml": SHEET_TYPE,
                **{name: kind for name, (_content, kind) in further.items()},
            }
        ),
        "_rels/.rels": relations((OFFICE_DOCUMENT, "xl/workbook.xml")),
        "xl/workbook.xml": main or book(),
        "xl/_rels/workbook.xml.rels": relations(
            (f"{R}/worksheet", "worksheets/sheet1.xml"), *links
        ),
        "xl/worksheets/sheet1.xml": sheet(row(cell("A1", "1")))
        if sheet_part is None
        else sheet_part,
        **{name: content for name, (content, _kind) in further.items()},
    }
    if sheet_links is not None:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = sheet_links
    return parts


def workbook(sheet_part: bytes | None = None, **changes) -> bytes:
    return zip_of(pieces_of(workbook_parts(sheet_part, **changes)))


def workbook_with(piece: Piece) -> bytes:
    """A good workbook in which this entry stands instead of the one of its name."""
    pieces = [each for each in pieces_of(workbook_parts()) if each.name != piece.name]
    return zip_of([*pieces, piece])


def written(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook as xlsxwriter makes it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        fill(made)
    return file.getvalue()
