"""Answers asked for by the parts of their paths, and rows counted from them."""

from forms.answers import Answers
from forms.path import Path

ONE, OTHER = Path.parse("parter[1].navn"), Path.parse("vision")


def test_values_are_found_by_the_parts_of_their_paths_in_each_set_of_answers() -> None:
    answers = Answers({ONE: "Ærø", OTHER: "x"})
    assert answers.by_parts() == {("parter", 1, "navn"): "Ærø", ("vision",): "x"}
    assert answers.replaced({OTHER: None}).by_parts() == {("parter", 1, "navn"): "Ærø"}
    assert Answers().by_parts() == {}
