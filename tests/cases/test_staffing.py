"""Functions across sub-agreements, added up to 100 percent or to the budget's hours."""

import pytest

from cases.staffing import Balance, staffing
from forms.registry import form_of
from validators.examples import typed_answers
from validators.whole_case import CaseDocument, WholeCase

LEADER = "Leder"


def document(name, form_id, **typed):
    form = form_of(form_id)
    return CaseDocument(name=name, definition=form, answers=typed_answers(form, typed))


def sub_agreement(name, *staff):
    typed = {}
    for row, (function, share, hours) in enumerate(staff):
        at = f"medarbejderressourcer[{row}]"
        typed |= {f"{at}.funktion": function, f"{at}.andel": share, f"{at}.timer": hours}
    return document(name, "delaftale", **typed)


def lines(*staff, hours=""):
    """A line for each function, from a sub-agreement for each share or hours of a leader."""
    budget = {"medarbejdere[0].funktion": LEADER, "medarbejdere[0].timer": hours}
    documents = [sub_agreement(str(number), *posts) for number, posts in enumerate(staff)]
    if hours:
        documents.append(document("budget", "budget", **budget))
    return staffing(WholeCase(documents))


def shares(*texts):
    return [((LEADER, text, ""),) for text in texts]


def weekly(*texts):
    return [((LEADER, "", text),) for text in texts]


@pytest.mark.parametrize(
    ("texts", "balance", "difference"),
    [
        (("25 %", "75 %"), Balance.EVEN, 0),
        (("25 %", "50 %"), Balance.UNDER, 25),
        (("60 %", "50 %"), Balance.OVER, 10),
    ],
)
def test_the_shares_of_a_function_are_held_against_the_whole(texts, balance, difference):
    [line] = lines(*shares(*texts))
    assert (line.balance, line.difference) == (balance, difference)
    assert line.is_share


def test_the_running_sum_stands_beside_each_part():
    [line, _] = lines(*shares("25 %", "35 %", "40 %"), (("Vejleder", "10 %", ""),))
    assert [part and part.running for part in line.parts] == [25, 60, 100, None]


def test_a_function_is_known_however_it_is_spelled_and_added_up_inside_one_document():
    first = ((LEADER, "25 %", ""), ("leder ", "25 %", ""))
    [line] = lines(first, ((" LEDER", "50 %", ""),))
    assert (line.function, line.total, line.balance) == (LEADER, 100, Balance.EVEN)


@pytest.mark.parametrize(
    ("texts", "budget", "balance", "difference"),
    [
        (("9 timer", "28"), "", Balance.OPEN, 0),
        (("9 timer", "28"), "37", Balance.EVEN, 0),
        (("9 timer", "28"), "40", Balance.UNDER, 3),
        (("9 timer", "28"), "30", Balance.OVER, 7),
    ],
)
def test_hours_are_held_against_those_of_the_budget(texts, budget, balance, difference):
    [line] = lines(*weekly(*texts), hours=budget)
    assert (line.total, line.balance, line.difference) == (37, balance, difference)


def test_a_function_the_budget_lacks_is_said_to_lack():
    [line] = lines((("Frisør", "", "9"),), (("Frisør", "", "9"),), hours="37")
    assert line.balance is Balance.UNBUDGETED


@pytest.mark.parametrize(
    ("share", "hours"), [("omkring halvdelen", ""), ("10 procentpoint", ""), ("", "9"), ("", "")]
)
def test_what_cannot_be_added_up_leaves_the_sum_in_doubt(share, hours):
    [line] = lines(((LEADER, "100 %", ""),), ((LEADER, share, hours),))
    assert (line.balance, line.total) == (Balance.UNREAD, 100)


def test_rows_without_a_function_are_passed_over():
    assert lines((("", "25 %", ""),)) == ()
