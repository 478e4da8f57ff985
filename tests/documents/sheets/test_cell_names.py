"""Places of a workbook are told as Excel names them."""

import pytest

from documents.sheets.cell_names import cell_name
from validators.finding import Place


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place(sheet="Udgifter", row=11, cell=5), "Udgifter!F12"),
        (Place(sheet="Efter kilde", row=0, cell=27), "'Efter kilde'!AB1"),
        (Place(sheet="2024", row=0, cell=0), "'2024'!A1"),
        (Place(sheet="Bo's", row=0, cell=0), "'Bo''s'!A1"),
        (Place(sheet="Udgifter", row=11), "Udgifter!12:12"),
        (Place(sheet="Efter kilde"), "Efter kilde"),
        (Place(block=1, row=2, cell=3), ""),
    ],
)
def test_a_cell_is_named_with_its_sheet(place, name):
    assert cell_name(place) == name
