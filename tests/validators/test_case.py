"""Answers laid out for examination: which of them say one of a rule's clues."""

import pytest

from forms.clues import has_any, in_any_case
from forms.path import Path
from validators.case import Examined
from validators.examples import case_of
from validators.rule import Example


def case_with(**typed: str) -> Examined:
    return case_of(Example(text="-", typed=tuple(typed.items())))


@pytest.mark.parametrize(
    ("text", "clues"),
    [
        ("Vi DÆKKER LØN til to", ("dækker løn",)),
        ("se \u00bblov om\u00ab", ("ikke her", "lov om")),
        ("et ord og\nand", ("and",)),
        ("en tabs\tside", ("bs", "x")),
        ("\u212blborg", ("ålb",)),
    ],
)
def test_a_field_says_what_stands_in_its_text_in_any_case(text: str, clues) -> None:
    case = case_with(vision=text)

    assert "vision" in {str(spot.path) for spot in case.saying(clues)}


@pytest.mark.parametrize("clues", [("kvæstor",), ("lov om",), ("zz", "dækker løn")])
def test_a_field_that_says_only_parts_of_a_clue_does_not_say_it(clues) -> None:
    case = case_with(vision="Lov og orden. Støtten dækker det hele, om løn tales der ikke.")

    assert Path.parse("vision") not in {spot.path for spot in case.saying(clues)}


def test_all_that_say_it_are_told_in_the_order_of_the_form() -> None:
    case = case_with()
    clues = ("de ", "e", "q")
    spots = [spot for spot in case.asked if spot.text and has_any(in_any_case(spot.text), clues)]

    assert spots
    assert list(case.saying(clues)) == spots


def test_the_pieces_of_all_texts_are_counted() -> None:
    case = case_with(vision="ord, ord ord,\nord")

    assert case.pieces["ord,"] >= 2
    assert sum(case.pieces.values()) == sum(len(text.split()) for text in case.texts)
