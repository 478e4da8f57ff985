from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.conditions import Is
from forms.exchange import answers_from_json
from forms.formulas import (
    Formula,
    Minus,
    Plus,
    Stated,
    Sum,
    Times,
    addresses_in,
    compute,
    shown_number,
    terms_of,
    value_of,
)
from forms.grammar import FormDefinition
from forms.kinds.kind import Fault, Unread
from forms.outline import outline, row_paths
from forms.path import Path
from forms.registry import all_forms
from tests.strategies import answers as filled


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


FORMULAS = (
    Stated("a"),
    Sum("g.x"),
    Plus((Times(Stated("a"), Sum("g.x", when=Is("g.y", "ja"))), Sum("g.x"))),
    Minus(Times(Stated("a"), Plus((Stated("b"), Stated("c")))), Minus(Stated("c"), Stated("b"))),
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_terms_of_a_formula_come_to_its_value(formula: Formula) -> None:
    rows = {Path.parse(f"g[{row}].x"): Decimal(10**row) for row in range(4)}
    chosen = {Path.parse("g[1].y"): "ja", Path.parse("g[3].y"): "ja"}
    answers = amounts(a="3", b="900000", c="150000.50").replaced({**rows, **chosen})
    terms = terms_of(formula, answers)
    assert sum(each.times * each.value for each in terms) == compute(formula, answers).value


@pytest.mark.parametrize("formula", FORMULAS)
@given(drawn=st.data())
@settings(max_examples=settings.default.max_examples // 4)
def test_the_value_told_alone_is_the_value_explained(
    formula: Formula, drawn: st.DataObject
) -> None:
    unread = Unread(text="200.00", fault=Fault.AMBIGUOUS_AMOUNT)
    number = st.sampled_from((None, unread, Decimal("25E+5"), Decimal("1.50"), Decimal(-3), 7))
    typed = {name: drawn.draw(number) for name in ("a", "b", "c")}
    for row in range(drawn.draw(st.integers(0, 3))):
        typed[f"g[{row}].x"] = drawn.draw(number)
        typed[f"g[{row}].y"] = drawn.draw(st.sampled_from(("ja", "nej", None)))
    answers = Answers({Path.parse(p): value for p, value in typed.items() if value is not None})
    assert repr(value_of(formula, answers)) == repr(compute(formula, answers).value)


@pytest.mark.parametrize(
    "definition", [form for form in all_forms() if list(outline(form).totals())]
)
@given(drawn=st.data())
@settings(max_examples=settings.default.max_examples // 10)
def test_every_total_told_alone_is_the_total_explained(
    definition: FormDefinition, drawn: st.DataObject
) -> None:
    made = drawn.draw(filled(definition))
    for placed in outline(definition).totals():
        for path in row_paths(definition, made, placed.address):
            formula = placed.total.formula
            alone, explained = value_of(formula, made, at=path), compute(formula, made, at=path)
            assert repr(alone) == repr(explained.value)


@pytest.mark.parametrize(
    ("formula", "precision"),
    [
        (Plus((Stated("million"), Stated("exact"))), "50000"),
        (Minus(Stated("million"), Stated("thousand")), "50500"),
        (Times(Stated("years"), Stated("million")), "150000"),
        (Times(Stated("years"), Stated("exact")), "0"),
    ],
)
def test_a_value_is_as_precise_as_its_terms_are_printed(formula: Formula, precision: str) -> None:
    answers = amounts(million="25E+5", thousand="750E+3", exact="2500000.00", years="3")
    assert compute(formula, answers).precision == Decimal(precision)


def test_a_rounded_number_is_reckoned_with_in_oere() -> None:
    result = compute(Plus((Stated("a"), Stated("b"))), amounts(a="25E+5", b="5E+5"))
    assert str(result.value) == "3000000.00"


def test_what_was_computed_is_known_by_formula_place_and_answers() -> None:
    one, other = Stated("poster.a"), Stated("poster.b")
    rows = {"poster[0].a": 1, "poster[1].a": 2, "poster[0].b": 3}
    answers = Answers({Path.parse(path): Decimal(number) for path, number in rows.items()})
    changed = answers.replaced({Path.parse("poster[0].a"): Decimal(9)})
    told = [
        compute(formula, each, at=Path.parse(f"poster[{row}].i_alt")).value
        for each in (answers, changed, answers)
        for formula, row in ((one, 0), (one, 1), (other, 0))
    ]
    assert told == [1, 2, 3, 9, 2, 3, 1, 2, 3]
    assert compute(one, answers, at=Path.parse("poster[0].x")) is compute(
        one, answers, at=Path.parse("poster[0].x")
    )


def test_a_formula_looks_at_its_columns_and_at_what_picks_their_rows() -> None:
    picked = Sum("poster.beloeb", Is("poster.hyppighed", "engang"))
    formula = Minus(Times(Stated("aar"), picked), Plus((Stated("andet"), Sum("flere.beloeb"))))
    assert addresses_in(formula) == {
        "aar",
        "poster.beloeb",
        "poster.hyppighed",
        "andet",
        "flere.beloeb",
    }
