"""`1,5` is one and a half wherever a number is read, and `200.00` is nowhere twenty thousand."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from documents.reader.column_units import unit_of
from documents.reader.sheet_cells import answer_in
from forms.budgets.figures import figures_in
from forms.budgets.reading import read_budget
from forms.exchange import answers_from_json, answers_to_json
from forms.kinds.amount import Amount
from forms.kinds.baseline import Baseline
from forms.kinds.kind import Kind, Measured, Percent, Unread, Value
from forms.kinds.number import Number
from forms.kinds.percent import Percentage
from forms.kinds.weekly_hours import WeeklyHours
from forms.path import Path
from forms.registry import form_of

TEN_THOUSANDS = Decimal(20_000)
KINDS: tuple[Kind, ...] = (Amount(), Number(), Percentage(), Baseline(), WeeklyHours())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
TYPED = ("200.00", "200.00 kr.", "kr. 200.00", "(200.00)", "200.00,-", "-200.00")


def number_in(value: Value | None) -> Decimal | None:
    number = value.number if isinstance(value, Measured | Percent) else value
    number = number.number if isinstance(number, Percent) else number
    return number if isinstance(number, Decimal) else None


def readings(kind: Kind, text: str) -> Iterator[Decimal | None]:
    """Everything a kind takes a text for, or offers it as."""
    value = kind.parse(text)
    yield number_in(value)
    for each in value.suggestions if isinstance(value, Unread) else ():
        yield number_in(kind.parse(each))
    yield from (number_in(hit.value) for hit in kind.find(text))


@every_kind
def test_a_decimal_comma_parts_decimals(kind: Kind) -> None:
    assert number_in(kind.parse("1,5")) == Decimal("1.5")


@every_kind
@pytest.mark.parametrize("text", TYPED)
def test_two_digits_after_a_full_stop_are_never_a_group(kind: Kind, text: str) -> None:
    assert all(abs(each) != TEN_THOUSANDS for each in readings(kind, text) if each is not None)


@pytest.mark.parametrize(("text", "value"), [("1,5 mio.", 1_500_000), ("1,5 t.kr.", 1_500)])
def test_a_decimal_comma_parts_decimals_of_a_unit(text: str, value: int) -> None:
    assert Amount().parse(text) == value
    assert [each.options for each in figures_in(f"Løn {text}")] == [(Decimal(value),)]


@pytest.mark.parametrize("text", TYPED)
def test_so_it_is_in_a_budget_of_prose_and_in_a_cell(text: str) -> None:
    prose = f"Løn {text}\nTur 100 kr.\nI alt 20.100 kr."
    assert all(TEN_THOUSANDS not in map(abs, each.options) for each in figures_in(prose)[:1])
    lines = read_budget(prose).lines
    assert all(each.value is None or abs(each.value) != TEN_THOUSANDS for each in lines)
    for unit in ("", unit_of("Beløb (1.000 kr.)")):
        cell = answer_in(Amount(), text, unit)
        assert cell is None or isinstance(cell, Unread)


def test_so_it_is_in_data_and_data_of_scripts_has_full_stops() -> None:
    form = form_of("projektskitse")
    told = {"udgifter": {"i_alt": "1,5", "ansoegt_beloeb": "200.00"}}
    answers = answers_from_json(form, told)
    assert answers.get(Path.parse("udgifter.i_alt")) == Decimal("1.5")
    assert answers.get(Path.parse("udgifter.ansoegt_beloeb")) == Decimal(200)
    assert answers_to_json(form, answers) == {
        "udgifter": {"i_alt": "1.50", "ansoegt_beloeb": "200.00"}
    }
