"""Rows as a text file for a Danish spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def delimited(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows with semicolons between, and in front the mark by which Excel knows that it is UTF-8.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([_safe(each) for each in row])
    return (_MARK + out.getvalue()).encode("utf-8", "backslashreplace")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
