"""Rows of who belongs under whom, as trees."""

import pytest

from documents.pictures.organisation import DEEPEST, organisation, places
from forms.registry import form_of
from validators.examples import typed_answers


def units(*rows):
    typed = {}
    for number, (name, under) in enumerate(rows):
        at = f"organisation[{number}]"
        typed |= {f"{at}.navn": name, f"{at}.under": under}
    return organisation(places(typed_answers(form_of("samarbejdsaftale"), typed)))


def tree(unit):
    return {unit.name: [tree(each) for each in unit.units]}


def names(unit):
    return [unit.name, *(name for each in unit.units for name in names(each))]


def test_each_unit_stands_under_the_one_it_names_however_it_is_spelled():
    led = (("Leder", "bestyrelse "), ("Team", "LEDER"), ("Udvalg", "Leder"))
    [found] = units(("Bestyrelse", ""), *led)
    assert tree(found) == {"Bestyrelse": [{"Leder": [{"Team": []}, {"Udvalg": []}]}]}
    assert (found.width, found.depth) == (2, 3)


def test_a_unit_under_one_without_a_row_stands_at_the_top():
    assert [tree(each) for each in units(("Team", "Direktionen"))] == [{"Team": []}]


@pytest.mark.parametrize(
    ("rows", "tops"),
    [
        ((("A", "A"),), ["A"]),
        ((("A", "B"), ("B", "A")), ["A"]),
        ((("A", "C"), ("B", "A"), ("C", "B"), ("D", "C")), ["A"]),
        ((("X", "B"), ("A", "B"), ("B", "A")), ["A"]),
        ((("A", "A"), ("B", "C"), ("C", "B"), ("D", "")), ["A", "B", "D"]),
    ],
)
def test_a_circle_is_cut_at_its_first_row_and_nobody_is_lost(rows, tops):
    found = units(*rows)
    assert [each.name for each in found] == tops
    assert sorted(name for each in found for name in names(each)) == sorted(n for n, _ in rows)


def test_two_of_the_same_name_are_both_there():
    found = units(("Team", ""), ("Team", ""), ("Anne", "Team"))
    assert [tree(each) for each in found] == [{"Team": [{"Anne": []}]}, {"Team": []}]


def test_a_chain_without_end_is_cut_into_trees_and_nobody_is_lost():
    found = units(("0", ""), *((str(n), str(n - 1)) for n in range(1, 2_000)))
    assert {each.depth for each in found} == {DEEPEST}
    assert sum(len(names(each)) for each in found) == 2_000
