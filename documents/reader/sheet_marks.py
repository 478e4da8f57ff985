"""What a workbook of ours carries besides its cells: the form it is, and the names of places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from documents.safety.package import Allowance, read_directory, unpack
from documents.safety.xml import parse_xml
from documents.sheets.naming import MADE_FROM, MARK

_MAIN_PART, _PROPERTIES_PART = "xl/workbook.xml", "docprops/custom.xml"
_SPOT = re.compile(
    r"(?:'((?:[^']|''){1,62})'|([^'!]{1,31}))!"
    r"\$([A-Z]{1,3})\$([0-9]{1,7})(?::\$([A-Z]{1,3})\$([0-9]{1,7}))?"
)
_MOST_NAMES = 10_000
_LONGEST_FINGERPRINT = 64
_LETTERS = 26
_BEFORE_A = ord("A") - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The cells a name stands for, counted from 0, the last row included."""

    sheet: str
    first_row: int
    last_row: int
    column: int


def mark_in(data: bytes) -> str:
    """What the file says it is by our own property, empty where it has none; raises Refused."""
    return _property(data, MARK)


def made_from_in(data: bytes) -> str:
    """The fingerprint of the answers it was made from, empty where it has none; raises Refused."""
    return _property(data, MADE_FROM)[:_LONGEST_FINGERPRINT]


def named_spots(data: bytes) -> Mapping[str, Spot]:
    """The places of the names of a workbook, in small letters; raises Refused.

    A name for anything but cells of one sheet is left out, as is one whose cells were deleted.
    """
    root = _part(data, _MAIN_PART)
    spots: dict[str, Spot] = {}
    for each in () if root is None else root.iterfind("{*}definedNames/{*}definedName"):
        match = _SPOT.fullmatch(each.text or "")
        if match and len(spots) < _MOST_NAMES and each.get("localSheetId") is None:
            spots[(each.get("name") or "").lower()] = _spot(match)
    return spots


def _property(data: bytes, name: str) -> str:
    root = _part(data, _PROPERTIES_PART)
    for each in () if root is None else root.iterfind("{*}property"):
        if each.get("name") == name:
            return "".join(map(str, each.itertext())).strip()
    return ""


def _spot(match: re.Match[str]) -> Spot:
    return Spot(
        sheet=match[2] or match[1].replace("''", "'"),
        first_row=int(match[4]) - 1,
        last_row=int(match[6] or match[4]) - 1,
        column=_column(match[3]),
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - _BEFORE_A
    return number - 1


def _part(data: bytes, name: str) -> _Element | None:
    entry = next((each for each in read_directory(data) if each.name.lower() == name), None)
    return None if entry is None else parse_xml(b"".join(unpack(data, entry, Allowance())))
