from decimal import Decimal

import pytest

from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.exchange import answers_from_json
from forms.formulas import Minus, Plus, Stated, Sum, Times, compute, shown_number
from forms.kinds.kind import Fault, Unread
from forms.outline import outline
from forms.path import Path


def amounts(**numbers: str) -> Answers:
    return Answers({Path.parse(name): Decimal(number) for name, number in numbers.items()})


@pytest.mark.parametrize(
    ("number", "shown"),
    [("1234567.5", "1.234.567,50"), ("500", "500"), ("-0.25", "−0,25"), ("0", "0")],
)
def test_numbers_are_shown_as_danes_write_them(number: str, shown: str) -> None:
    assert shown_number(Decimal(number)) == shown


def test_a_formula_is_computed_and_explained_with_the_numbers_put_in() -> None:
    answers = amounts(a="3", b="900000", c="150000.50", d="1")
    formula = Minus(Times(Stated("a"), Plus((Stated("b"), Stated("c")))), Stated("d"))
    result = compute(formula, answers)
    assert result.value == Decimal("3150000.50")
    assert result.formula == "3 × (900.000 + 150.000,50) − 1"
    assert [str(path) for path in result.terms] == ["a", "b", "c", "d"]


def test_a_difference_taken_from_a_number_keeps_its_brackets() -> None:
    answers = amounts(a="10", b="4", c="3")
    result = compute(Minus(Stated("a"), Minus(Stated("b"), Stated("c"))), answers)
    assert (result.value, result.formula) == (Decimal(9), "10 − (4 − 3)")


def test_a_missing_number_makes_the_result_unknown() -> None:
    assert compute(Plus((Stated("a"), Stated("b"))), amounts(a="1")).value is None


def test_an_unread_line_makes_a_sum_unknown_but_an_empty_one_does_not() -> None:
    lines = {Path.parse("g[0].x"): Decimal(5), Path.parse("g[2].x"): Decimal(7)}
    assert compute(Sum("g.x"), Answers(lines)).value == Decimal(12)
    unread = Unread(text="200.00", fault=Fault.AMBIGUOUS_AMOUNT)
    assert compute(Sum("g.x"), Answers({**lines, Path.parse("g[1].x"): unread})).value is None


def test_a_sum_over_no_rows_is_nothing() -> None:
    assert compute(Sum("g.x"), Answers()).value == Decimal(0)


def test_the_sketch_proves_its_expenses_over_the_years() -> None:
    rows = [
        {"beloeb": "900000.00", "hyppighed": "aarligt"},
        {"beloeb": "150000.00", "hyppighed": "aarligt"},
        {"beloeb": "100000.00", "hyppighed": "engang"},
    ]
    data = {"udgifter": {"poster": rows, "antal_aar": 3}}
    total = outline(PROJEKTSKITSE_2009).at("udgifter.i_alt_beregnet").total
    result = compute(total.formula, answers_from_json(PROJEKTSKITSE_2009, data))
    assert result.value == Decimal(3250000)
    assert result.formula == "3 × (900.000 + 150.000) + 100.000"
