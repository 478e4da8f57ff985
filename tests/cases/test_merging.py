"""Which of two saves' changes may both stand."""

from cases.merging import Meeting, in_conflict, meet, unit_of
from forms.answers import Answers
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


def _said(**texts):
    return Answers({Path.parse(name): text for name, text in texts.items()})


_VISION, _GOALS = Path.parse("vision"), Path.parse("maal")
_BASE = _said(vision="en", maal="to")


def test_what_only_the_file_changed_is_sent_and_what_only_the_draft_did_is_kept():
    met = meet(_BASE, _said(vision="en", maal="ny"), _said(vision="ny", maal="to"))
    assert met == Meeting(sent=(_VISION,), kept=(_GOALS,))


def test_what_both_changed_to_the_same_is_no_difference():
    assert meet(_BASE, _said(vision="ny", maal="to"), _said(vision="ny", maal="to")) == Meeting()


def test_what_both_changed_otherwise_is_told_of_both():
    met = meet(_BASE, _said(vision="din", maal="to"), _said(vision="min", maal="to"))
    assert met == Meeting(both=(_VISION,))


def test_what_the_file_emptied_is_sent_unless_the_draft_changed_it():
    assert meet(_BASE, _BASE, _said(maal="to")) == Meeting(sent=(_VISION,))
    assert meet(_BASE, _said(vision="ny", maal="to"), _said(maal="to")) == Meeting(both=(_VISION,))
