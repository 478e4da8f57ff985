"""Functions across sub-agreements, added up to 100 percent or to the budget's hours."""

from decimal import Decimal

import pytest

from cases.staffing import Balance, staffing
from forms.answers import Answers
from forms.registry import form_of
from validators.examples import typed_answers

COORDINATOR = "Koordinator"


def sub_agreement(*staff):
    typed = {}
    for row, (function, share, hours) in enumerate(staff):
        at = f"medarbejderressourcer[{row}]"
        typed |= {f"{at}.funktion": function, f"{at}.andel": share, f"{at}.timer": hours}
    return typed_answers(form_of("delaftale"), typed)


def budget(**hours):
    typed = {}
    for row, (function, text) in enumerate(hours.items()):
        typed |= {f"medarbejdere[{row}].funktion": function, f"medarbejdere[{row}].timer": text}
    return typed_answers(form_of("budget"), typed)


@pytest.mark.parametrize(
    ("shares", "balance", "difference"),
    [
        (("25 %", "75 %"), Balance.EVEN, 0),
        (("25 %", "50 %"), Balance.UNDER, 25),
        (("60 %", "50 %"), Balance.OVER, 10),
        (("33,3 %", "66,7 %"), Balance.EVEN, 0),
    ],
)
def test_the_shares_of_a_function_are_held_against_the_whole(shares, balance, difference):
    [line] = staffing([sub_agreement((COORDINATOR, each, "")) for each in shares], Answers())
    assert (line.balance, line.difference) == (balance, difference)
    assert line.is_share


def test_the_running_sum_stands_beside_each_share():
    agreements = [sub_agreement((COORDINATOR, each, "")) for each in ("25 %", "35 %", "40 %")]
    [line] = staffing([*agreements, sub_agreement(("Leder", "10 %", ""))], Answers())[:1]
    assert [part and part.running for part in line.parts] == [25, 60, 100, None]


def test_a_function_is_known_however_it_is_spelled_and_added_up_inside_one_agreement():
    first = sub_agreement((COORDINATOR, "25 %", ""), ("koordinator ", "25 %", ""))
    [line] = staffing([first, sub_agreement((" KOORDINATOR", "50 %", ""))], Answers())
    assert (line.function, line.total) == (COORDINATOR, 100)


def test_hours_are_held_against_those_of_the_budget():
    agreements = [sub_agreement((COORDINATOR, "", each)) for each in ("9 timer", "28")]
    [alone] = staffing(agreements, Answers())
    assert (alone.total, alone.available, alone.balance) == (37, None, Balance.UNKNOWN)
    [line] = staffing(agreements, budget(koordinator="40"))
    assert (line.balance, line.difference) == (Balance.UNDER, 3)


@pytest.mark.parametrize(
    ("share", "hours"), [("omkring halvdelen", ""), ("10 procentpoint", ""), ("", "9"), ("", "")]
)
def test_what_cannot_be_added_up_leaves_the_sum_in_doubt(share, hours):
    agreements = [
        sub_agreement((COORDINATOR, "100 %", "")),
        sub_agreement((COORDINATOR, share, hours)),
    ]
    [line] = staffing(agreements, Answers())
    assert (line.balance, line.total) == (Balance.UNKNOWN, Decimal(100))


def test_rows_without_a_function_are_passed_over():
    assert staffing([sub_agreement(("", "25 %", ""))], Answers()) == ()
