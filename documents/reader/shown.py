"""A document's text laid out to be read beside its findings, with the places they point to."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.built import blocks_in, cells_in, is_deleted_cell, is_deleted_row, rows_in
from documents.reader.text import text_of
from documents.reader.word_file import open_word_file
from documents.reader.workbook import Workbook
from documents.safety.pdf_engines import ENGINE, SLOW, run_for_pdf
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from validators.finding import Place

MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row of a table by its cells' texts; `page` is counted from 0, None in a Word file.

    `number` is which row of its sheet it is, from 0: of a workbook empty rows are not shown.
    """

    texts: tuple[str, ...]
    page: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A paragraph by its text, or a table by its rows; the number in the body is its place."""

    text: str = ""
    rows: tuple[ShownRow, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBody:
    """The blocks of a body in order; `is_cut` when the rest was too long to be shown."""

    blocks: tuple[ShownBlock, ...] = ()
    is_cut: bool = False


def shown(data: bytes) -> ShownBody:
    """The text of a Word or PDF file that the guard has let in; raises Refused."""
    if recognise(data) is FileKind.PDF:
        from documents.reader.pdf_file import open_pdf_file  # noqa: PLC0415 - loaded where asked for

        pdf = open_pdf_file(data)
        return _shown(pdf.body, pdf.pages)
    return _shown(open_word_file(data).body, None)


def shown_isolated(data: bytes) -> ShownBody:
    """`shown` in a process of its own; raises IsolationFailed and IsolationBusy."""
    return body_from_json(run_for_pdf(SHOW_TASK, data, {}).decode())


def shown_workbook(book: Workbook) -> ShownBody:
    """The sheets of a workbook, each a table after a paragraph with its name."""
    blocks: list[ShownBlock] = []
    for sheet in book.sheets:
        rows = tuple(
            ShownRow(texts=row, number=number) for number, row in enumerate(sheet.rows) if row
        )
        blocks += [ShownBlock(text=sheet.name), *([ShownBlock(rows=rows)] if rows else [])]
    return _cut(blocks)


def place_shown(body: ShownBody, place: Place) -> Place:
    """The place of a cell of a workbook among the blocks it is shown in; any other as it is."""
    if place.sheet is None:
        return place
    for number, (name, block) in enumerate(pairwise(body.blocks), start=1):
        if block.rows and not name.rows and name.text == place.sheet:
            rows = (at for at, row in enumerate(block.rows) if row.number == place.row)
            return replace(place, block=number, row=next(rows, None))
    return place


def show_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """`shown` as an isolated task: its answer as JSON."""
    if options.get(ENGINE) == SLOW:
        from documents.reader.pdf_file import open_pdf_slowly  # noqa: PLC0415 - loaded where asked for

        pdf = open_pdf_slowly(payload)
        return body_to_json(_shown(pdf.body, pdf.pages)).encode()
    return body_to_json(shown(payload)).encode()


SHOW_TASK = f"{show_task.__module__}.{show_task.__name__}"
"""The task's name, as the isolation knows it."""


def body_to_json(body: ShownBody) -> str:
    """The body as text to keep."""
    blocks = [
        [block.page, [_row_to_json(row) for row in block.rows]]
        if block.rows
        else [block.page, block.text]
        for block in body.blocks
    ]
    return json.dumps({"blocks": blocks, "cut": body.is_cut})


def body_from_json(kept: str) -> ShownBody:
    """The body of such text; raises ValueError, KeyError or TypeError for any other."""
    told = json.loads(kept)
    return ShownBody(
        blocks=tuple(_block_from_json(page, said) for page, said in told["blocks"]),
        is_cut=bool(told["cut"]),
    )


def _block_from_json(page: int | None, said: str | list[list[Any]]) -> ShownBlock:
    if isinstance(said, str):
        return ShownBlock(text=said, page=page)
    rows = tuple(
        ShownRow(texts=tuple(cells), page=of_row, number=number[0] if number else None)
        for of_row, cells, *number in said
    )
    return ShownBlock(rows=rows, page=page)


def _row_to_json(row: ShownRow) -> list[object]:
    numbered = [] if row.number is None else [row.number]
    return [row.page, row.texts, *numbered]


def _shown(body: _Element, pages: Sequence[Sequence[int]] | None) -> ShownBody:
    """The blocks as far as they may be shown; a table is shown whole or not at all."""
    return _cut(
        _block(element, pages[number] if pages else None)
        for number, element in enumerate(blocks_in(body))
    )


def _cut(blocks: Iterable[ShownBlock]) -> ShownBody:
    left = MOST_CHARACTERS
    kept: list[ShownBlock] = []
    for block in blocks:
        left -= len(block.text) + sum(len(cell) for row in block.rows for cell in row.texts)
        if left < 0:
            return ShownBody(blocks=tuple(kept), is_cut=True)
        kept.append(block)
    return ShownBody(blocks=tuple(kept))


def _block(element: _Element, pages: Sequence[int] | None) -> ShownBlock:
    first = pages[0] if pages else None
    if element.tag != n.TABLE:
        return ShownBlock(text=_text(element), page=first)
    page_of = partial(_page_of, pages)
    rows = (
        ShownRow(texts=tuple(_cells(row)), page=page_of(number))
        for number, row in enumerate(rows_in(element))
    )
    return ShownBlock(rows=tuple(rows), page=first)


def _page_of(pages: Sequence[int] | None, row: int) -> int | None:
    return pages[min(row, len(pages) - 1)] if pages else None


def _cells(row: _Element) -> Iterator[str]:
    """The cells of a row; what is struck out is among them, so that places hold, without text."""
    is_struck = is_deleted_row(row)
    for cell in cells_in(row):
        yield "" if is_struck or is_deleted_cell(cell) else _text(cell)


def _text(element: _Element) -> str:
    return text_of(element).strip()
