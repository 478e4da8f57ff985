"""A budget as pictures: by year and category, by year and source, and what of it is local."""

from decimal import Decimal

from documents.pictures.bars import share_bars, split_bars
from documents.pictures.budget import (
    BUDGET,
    expenses,
    financing,
    local_share,
    told_share,
    told_split,
)
from forms.answers import Answers
from validators.examples import typed_answers


def budget(**rows):
    """Answers with rows of a choice and the amounts of the first years."""
    keys = {"poster": "kategori", "finansiering": "kilde"}
    typed = {}
    for group, lines in rows.items():
        for number, (choice, *amounts) in enumerate(lines):
            typed[f"{group}[{number}].{keys[group]}"] = choice
            for year, amount in enumerate(amounts, 1):
                typed[f"{group}[{number}].aar{year}"] = amount
    return typed_answers(BUDGET, typed)


def test_rows_of_one_category_are_added_and_unused_ones_left_out():
    split = expenses(
        budget(poster=[("Løn", "300.000", "100.000"), ("Løn", "50,50"), ("Revision", "", "9")])
    )
    assert split is not None
    assert split.parts == ("Løn", "Revision")
    assert split.amounts[:2] == ((Decimal("300050.50"), 0), (100_000, 9))
    assert split.totals[:2] == (Decimal("300050.50"), 100_009)


def test_a_row_without_a_category_we_know_is_a_part_of_its_own():
    split = expenses(budget(poster=[("Løn", "300"), ("Hvad som helst", "40"), ("", "2")]))
    assert split is not None
    assert split.amounts[0] == (300, 42)


def test_what_cannot_be_reckoned_with_is_not_drawn():
    for amount in ("200.00", "-5", "", "0"):
        assert expenses(budget(poster=[("Løn", amount)])) is None, amount
    assert financing(Answers()) is None
    assert split_bars(None) is None
    assert share_bars(local_share(Answers())) is None


def test_the_local_share_is_never_rounded_up_to_what_is_asked():
    share = local_share(
        budget(finansiering=[("Landsbyggefonden", "75.001"), ("Boligorganisation", "24.999")])
    )
    assert share is not None
    assert told_share(share) == "Lokal andel 24,9\u00a0%, mindst 25\u00a0%."


def test_the_bars_of_a_year_are_as_long_as_its_amounts():
    bars = split_bars(expenses(budget(poster=[("Løn", "300", "100"), ("Revision", "100", "1")])))
    assert bars is not None
    first, second = bars.rows[:2]
    assert [part.letter for part in first.segments] == ["A", "B"]
    assert first.segments[0].width == 3 * first.segments[1].width
    assert second.segments[0].width == first.segments[1].width
    assert second.segments[1].letter == "", "a sliver has no room for its letter"
    assert [(key.letter, key.name) for key in bars.legend] == [("A", "Løn"), ("B", "Revision")]


def test_the_mark_stands_where_the_local_part_must_reach():
    lines = [("Landsbyggefonden", "750"), ("Kommunen, kontant", "250")]
    bars = share_bars(local_share(budget(finansiering=lines)))
    assert bars is not None
    local, _ = bars.rows[0].segments
    assert bars.mark == local.x + local.width


def test_a_split_is_told_in_words():
    split = expenses(budget(poster=[("Løn", "300", "100"), ("Revision", "1", "2")]))
    assert split is not None
    assert told_split(split).startswith("År 1: Løn 300, Revision 1; År 2: Løn 100, Revision 2")
