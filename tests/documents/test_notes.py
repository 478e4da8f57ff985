"""What is said in a note, and how many there are."""

import pytest

from documents.notes import MOST_NOTES, few_enough, said


def test_the_rule_is_the_first_word():
    assert said("BUD001", "Fejl: Ret den.").split(" · ") == ["BUD001", "Fejl: Ret den."]
    assert said("", "Om det hele") == "Om det hele"


def test_a_note_is_cleaned_and_no_longer_than_can_be_read():
    assert said("", "a\x00\ud800\r\nb") == "a\nb"
    assert len(said("BUD001", "x" * 100_000)) == 5_000


@pytest.mark.parametrize("too_many", [1, 234])
def test_of_too_many_notes_the_last_says_how_many_more_there_are(too_many):
    notes = ["n"] * (MOST_NOTES + too_many)
    few = few_enough(notes, str, more="%(count)s til")
    assert (len(few), few[-2], few[-1]) == (MOST_NOTES, "n", f"{too_many + 1} til")


def test_no_more_notes_than_are_read_are_all_kept():
    notes = ["n"] * MOST_NOTES
    assert few_enough(notes, str, more="%(count)s til") == notes
