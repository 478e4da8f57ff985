"""Bars that are whole on a telephone and in print."""

from decimal import Decimal

from documents.pictures.narrow_bars import Line, narrow_bars


def drawn(*values):
    bars = narrow_bars([Line(name="x", said="y", value=Decimal(each)) for each in values])
    assert bars is not None
    return bars


def test_bars_are_as_long_as_their_values_are_to_each_other():
    assert [each.width for each in drawn("100", "50", "0").bars] == [270.0, 135.0, 0.0]


def test_the_least_amount_can_be_seen():
    assert drawn("1000000000", "0.01").bars[1].width == 2.0


def test_nothing_is_drawn_of_nothing():
    assert narrow_bars(()) is None
    assert narrow_bars([Line(name="x", said="0", value=Decimal(0)), Line(name="y")]) is None


def test_a_heading_has_no_bar_and_takes_less_room():
    lines = [Line(name="2024"), Line(name="ansøgt", said="1", value=Decimal(1))]
    bars = narrow_bars(lines)
    assert bars is not None
    assert [(each.is_heading, each.width) for each in bars.bars] == [(True, 0.0), (False, 270.0)]
    assert bars.height < drawn("1", "1").height
    assert bars.bars[0].words < bars.bars[1].words < bars.bars[1].y < bars.height


def test_a_long_name_leaves_room_for_what_is_said():
    bars = narrow_bars([Line(name="Ringkøbing-Skjern" * 3, said="1.000 kr.", value=Decimal(1))])
    assert bars is not None
    assert len(bars.bars[0].name) == 33 - len("1.000 kr.")
    assert bars.bars[0].name.endswith("…")
