"""What the lines of a budget say in words: what they are for, and the price of one."""

from decimal import Decimal

import pytest

from tests.validators.sketches import codes_with
from validators.budget_rows import has_word, unit_prices

HOUR = ("time", "timen")


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("Konsulent, 40 timer á 1.200 kr.", [1_200]),
        ("40 timer à 900,50 kr.", [Decimal("900.50")]),
        ("1.200 kr. pr. time i 40 timer", [1_200]),
        ("850 kr./time", [850]),
        ("900 kr. i timen", [900]),
        ("40 timer, i alt 48.000 kr.", []),
        ("12 kurser á 4.000 kr.", []),
        ("1.200 kr. pr. måned", []),
    ],
)
def test_the_price_of_one_is_told_by_its_unit(text: str, prices: list[Decimal]) -> None:
    assert list(unit_prices(text, HOUR)) == prices


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uforudsete udgifter (5 %)", True),
        ("OVERHEAD", True),
        ("Overheadudgifter", True),
        ("Reserven", True),
        ("Reservedele til cykler", False),
        ("I forvejen", False),
        ("Overhovedet", False),
    ],
)
def test_a_word_is_found_at_the_beginning_of_one(text: str, found: bool) -> None:
    assert bool(has_word(text, ("uforudsete", "overhead", "reserve"))) is found


@pytest.mark.parametrize("form", ["projektskitse", "budget"])
def test_a_programme_that_bans_nothing_says_nothing(form: str) -> None:
    path = "udgifter.poster[0].tekst" if form == "projektskitse" else "poster[0].tekst"
    assert codes_with({path: "Overhead og uforudsete udgifter"}, form=form) == []
