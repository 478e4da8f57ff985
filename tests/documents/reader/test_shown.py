"""A workbook laid out to be read says which of its cells a finding points to."""

from documents.reader.shown import (
    ShownBody,
    body_from_json,
    body_to_json,
    place_shown,
    shown_workbook,
)
from documents.reader.workbook import Sheet, Workbook
from validators.finding import Place

BOOK = Workbook(
    sheets=(
        Sheet(name="Tom", is_hidden=False, rows=()),
        Sheet(name="Udgifter", is_hidden=False, rows=(("Udgifter",), (), ("Løn", "900"))),
    )
)


def test_a_cell_is_found_though_empty_rows_are_not_shown():
    body = body_from_json(body_to_json(shown_workbook(BOOK)))
    place = place_shown(body, Place(sheet="Udgifter", row=2, cell=1))
    assert (place.block, place.row, place.cell) == (2, 1, 1)
    assert body.blocks[2].rows[1].texts[1] == "900"


def test_a_row_that_is_not_shown_is_its_sheet_and_a_sheet_that_is_none_nothing():
    body = shown_workbook(BOOK)
    assert place_shown(body, Place(sheet="Udgifter", row=1, cell=0)).row is None
    assert place_shown(body, Place(sheet="Andet", row=2)) == Place(sheet="Andet", row=2)
    assert place_shown(ShownBody(), Place(block=3)) == Place(block=3)


def test_a_body_kept_earlier_is_read_still():
    assert body_from_json('{"blocks": [[null, [[null, ["a"]]]]], "cut": false}').blocks[0].rows
