"""What a save replaced leads back to what stood before."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.history import applied, difference, undo_text, undone

_STORED = st.dictionaries(st.sampled_from("abcdef"), st.text("xyæ🎉\n", max_size=12))


@given(_STORED, _STORED)
def test_changes_lead_from_one_set_of_answers_to_the_other(old, new):
    assert applied(old, difference(old, new)) == new


@given(_STORED, _STORED)
def test_undoing_leads_back_again(old, new):
    changes = difference(old, new)
    assert undone(new, undo_text(old, changes)) == old


@given(st.lists(_STORED, min_size=2, max_size=6))
def test_undoing_save_after_save_leads_back_to_the_first(states):
    undos = [undo_text(before, difference(before, after)) for before, after in pairwise(states)]
    answers = states[-1]
    for undo in reversed(undos):
        answers = undone(answers, undo)
    assert answers == states[0]


def test_typing_on_in_a_long_text_keeps_no_copy_of_it():
    before = {"vision": "ord " * 5_000}
    after = {"vision": "ord " * 5_000 + "mere"}
    assert len(undo_text(before, difference(before, after))) < 100
