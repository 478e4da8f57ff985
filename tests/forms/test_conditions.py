import pytest

from forms.answers import Answers
from forms.conditions import AllOf, Answered, AnyOf, Condition, Is, Not, beside, holds
from forms.path import Path

ANSWERS = Answers(
    {
        Path.parse("indsatser[0].tilstand"): "aktiv",
        Path.parse("indsatser[1].tilstand"): "lukket",
        Path.parse("navn"): "Havnen",
    }
)


@pytest.mark.parametrize(
    ("address", "asking", "expected"),
    [
        ("a.b", "a.c", "a.b"),
        ("g.x", "g[2].y", "g[2].x"),
        ("g.h.x", "g[2].h[1].y", "g[2].h[1].x"),
        ("g.x", "g[2].h[1].y", "g[2].x"),
        ("g.h", "g[2].h[1].y", "g[2].h"),
        ("other", "g[2].y", "other"),
        ("g.x", "", "g.x"),
    ],
)
def test_an_address_is_seen_from_the_row_that_asks(
    address: str, asking: str, expected: str
) -> None:
    assert str(beside(address, Path.parse(asking))) == expected


@pytest.mark.parametrize(
    ("condition", "in_row_0", "in_row_1"),
    [
        (Is("indsatser.tilstand", "aktiv"), True, False),
        (Not(Is("indsatser.tilstand", "aktiv")), False, True),
        (Answered("navn"), True, True),
        (Answered("andet"), False, False),
        (AllOf((Answered("navn"), Is("indsatser.tilstand", "lukket"))), False, True),
        (AnyOf((Answered("andet"), Is("indsatser.tilstand", "aktiv"))), True, False),
    ],
)
def test_a_condition_holds_by_the_answers_of_its_own_row(
    condition: Condition, in_row_0: bool, in_row_1: bool
) -> None:
    assert holds(condition, ANSWERS, Path.parse("indsatser[0].begrundelse")) is in_row_0
    assert holds(condition, ANSWERS, Path.parse("indsatser[1].begrundelse")) is in_row_1
