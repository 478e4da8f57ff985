"""Which of two saves' changes may both stand."""

from cases.merging import in_conflict, unit_of
from forms.path import Path


def test_different_fields_are_no_conflict():
    assert in_conflict({"vision": "a"}, {"udfordringer": "b"}) == ()


def test_the_same_field_with_two_answers_is_a_conflict():
    assert in_conflict({"vision": "a"}, {"vision": "b"}) == (Path.parse("vision"),)


def test_the_same_answer_from_both_is_no_conflict():
    assert in_conflict({"vision": "a"}, {"vision": "a"}) == ()


def test_emptying_what_another_changed_is_a_conflict():
    assert in_conflict({"vision": None}, {"vision": "b"}) == (Path.parse("vision"),)


def test_two_fields_of_one_row_are_a_conflict_since_rows_have_no_names():
    mine, theirs = {"poster[0].tekst": "a"}, {"poster[0].beloeb": "1"}
    assert in_conflict(mine, theirs) == (Path.parse("poster[0]"),)


def test_two_rows_are_no_conflict():
    assert in_conflict({"poster[0].tekst": "a"}, {"poster[1].tekst": "b"}) == ()


def test_rows_inside_a_row_belong_to_the_outermost():
    assert unit_of(Path.parse("a[1].b[2].c")) == Path.parse("a[1]")
