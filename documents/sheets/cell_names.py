"""Places in a workbook as Excel names them."""

import re

from validators.finding import Place

_PLAIN = re.compile(r"[^\W\d]\w*")


def cell_name(place: Place) -> str:
    """`Udgifter!F12` or `'Efter kilde'!12:12`; the sheet's name alone where no row is known.

    Empty for a place that is in no workbook.
    """
    if place.sheet is None:
        return ""
    if place.row is None:
        return place.sheet
    is_plain = _PLAIN.fullmatch(place.sheet) is not None
    sheet = place.sheet if is_plain else "'" + place.sheet.replace("'", "''") + "'"
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - loaded where asked for

    row = place.row + 1
    cells = f"{row}:{row}" if place.cell is None else f"{xl_col_to_name(place.cell)}{row}"
    return f"{sheet}!{cells}"
