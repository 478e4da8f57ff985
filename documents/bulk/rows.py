"""The rows of answers a file holds: lines of JSON, or rows of cells under the names of fields."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from documents.bulk.order import Shape
from forms.messages import N_
from forms.typed import MOST_BYTES

MOST_COLUMNS = 2_000
MOST_WORKBOOK = 25 * 1024 * 1024
_SAMPLE = 65_536
_BLOCK = 262_144
_SEPARATORS = ";,\t"


class NotRows(Exception):
    """The file holds no rows of answers; a Danish msgid says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by its number in the file, from 1; `end` is how far the file was read for it."""

    number: int
    data: bytes
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The rows of a file in order, and the length by which `Row.end` is measured, 0 if unknown."""

    shape: Shape
    rows: Iterator[Row]
    length: int


def rows_of(stream: IO[bytes], name: str, length: int) -> Source:
    """The rows of a file, told by its name: .csv, .xlsx, else lines of JSON.

    Raises NotRows, and for a workbook IsolationFailed and IsolationBusy.
    """
    kind = PurePath(name).suffix.lower()
    if kind == ".csv":
        return Source(shape=Shape.CELLS, rows=_csv_rows(stream), length=length)
    if kind == ".xlsx":
        return _workbook_rows(stream)
    return Source(shape=Shape.JSON, rows=_json_rows(stream), length=length)


def _json_rows(stream: IO[bytes]) -> Iterator[Row]:
    number = end = 0
    # A line is longer than the buffer most streams have: it is read in fewer pieces.
    lines = io.BufferedReader(_Joined(b"", stream), _BLOCK)
    while line := lines.readline(MOST_BYTES + 1):
        number += 1
        end += len(line)
        # Of a line beyond all bounds only the length is kept, so that it is refused as one.
        while not line.endswith(b"\n") and (rest := lines.readline(MOST_BYTES)):
            end += len(rest)
            line = line[:MOST_BYTES] + rest[-1:] if rest.endswith(b"\n") else line
        if not line.isspace():
            yield Row(number=number, data=_without_end(line), end=end)


def _without_end(line: bytes) -> bytes:
    """A line by itself, so that a place in it is told by its one line; not where it is too long."""
    return line if len(line) > MOST_BYTES else line.removesuffix(b"\n").removesuffix(b"\r")


def _csv_rows(stream: IO[bytes]) -> Iterator[Row]:
    """Rows of cells; Danish Excel writes semicolons, and often Windows' own letters."""
    start = stream.read(_SAMPLE)
    text = io.TextIOWrapper(
        io.BufferedReader(_Joined(start, stream)),
        encoding=_encoding_of(start),
        errors="replace",
        newline="",
    )
    first = start.split(b"\n", 1)[0].decode("latin-1")
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(text, delimiter=separator)
    names: list[str] = []
    end = 0
    try:
        for cells in reader:
            end += sum(map(len, cells)) + len(cells)
            if not names:
                names = _names(cells)
            elif any(cells):
                yield Row(number=reader.line_num, data=_row(names, cells), end=end)
    except csv.Error as error:
        raise NotRows(N_("Filen er ikke en CSV-fil, der kan læses.")) from error


def _workbook_rows(stream: IO[bytes]) -> Source:
    data = stream.read(MOST_WORKBOOK + 1)
    from documents.reader.workbook import (  # noqa: PLC0415 - loaded where asked for
        read_workbook_isolated,
    )

    if len(data) > MOST_WORKBOOK:
        raise NotRows(N_("Et Excel-ark må højst fylde 25 MB."))
    sheets = [sheet for sheet in read_workbook_isolated(data).sheets if not sheet.is_hidden]
    if not sheets or not sheets[0].rows:
        raise NotRows(N_("Arket er tomt."))
    first, *others = sheets[0].rows
    names = _names(list(first))
    rows = (
        Row(number=number, data=_row(names, list(cells)), end=number)
        for number, cells in enumerate(others, start=2)
        if any(cells)
    )
    return Source(shape=Shape.CELLS, rows=rows, length=len(others) + 1)


def _names(cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise NotRows(N_("Filen har flere kolonner, end der er plads til."))
    return [cell.strip() for cell in cells]


def _row(names: list[str], cells: list[str]) -> bytes:
    """The cells by name; those beyond the last name are told by an empty one, which is refused."""
    told = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
    if any(cells[len(names) :]):
        told[""] = "?"
    return json.dumps(told).encode()


def _encoding_of(start: bytes) -> str:
    try:
        start[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


class _Joined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        piece = self._start[: len(buffer)] or self._rest.read(len(buffer))
        self._start = self._start[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
