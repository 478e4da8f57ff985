"""A budget typed as prose, examined by the fields that were filled from it."""

from collections import Counter

import pytest

from forms.answers import Answers
from forms.budgets.reading import read_budget
from forms.budgets.told import answers_told
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.kinds.kind import Value
from forms.path import Path
from tests.forms.budgets.test_reading import SKETCH
from tests.validators.sketches import value_of
from validators.examination import examine
from validators.finding import Finding

SECTION = next(each for each in PROJEKTSKITSE_2009.sections if each.id == "udgifter")
TEXT = Path.parse("udgifter.bemaerkninger")


def found_in(text: str, changes: dict[str, Value | None] | None = None) -> list[Finding]:
    """What is found of the money in a text that was read into its fields, some then changed."""
    assert SECTION.budget is not None
    told = answers_told(SECTION.budget, read_budget(text))
    answers = Answers([(TEXT, text), *((each.path, each.value) for each in told)])
    changed = {Path.parse(path): value for path, value in (changes or {}).items()}
    found = examine(PROJEKTSKITSE_2009, answers.replaced(changed))
    return [each for each in found if each.path.address.startswith("udgifter")]


def test_a_sketch_has_one_error_its_malformed_amount() -> None:
    found = found_in(SKETCH)
    assert Counter(each.rule for each in found) == {"BUD006": 1, "BUD008": 1, "BUD010": 2}
    malformed = next(each for each in found if each.rule == "BUD006")
    assert value_of(malformed, "suggestion") == "120.000,00\u00a0kr."
    assert value_of(malformed, "proof") == "1.200.000 + 80.000 + 120.000 = 1.400.000"


def test_money_not_granted_is_told_with_both_shares() -> None:
    [pending] = [each for each in found_in(SKETCH) if each.rule == "BUD008"]
    assert (value_of(pending, "with"), value_of(pending, "without")) == (
        "24,1\u00a0%",
        "20,7\u00a0%",
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2,9 mio.", "3,4 mio.", "BUD002"),
        ("2,2 mio.", "1,2 mio.", "BUD003"),
        ("0,7 mio.", "0,9 mio.", "BUD002"),
        ("2,9 mio.", "2,95 mio.", None),
    ],
)
def test_a_sum_is_wrong_when_it_is_beyond_the_printed_precision(
    old: str, new: str, code: str | None
) -> None:
    text = SKETCH.replace("120.00 ", "120.000 ").replace(old, new)
    errors = {each.rule for each in found_in(text) if each.rule in {"BUD001", "BUD002", "BUD003"}}
    assert errors >= ({code} if code else set())
    assert bool(errors) == bool(code)


def test_rows_that_somebody_changed_are_reckoned_with_as_they_stand() -> None:
    text = SKETCH.replace("120.00 ", "120.000 ")
    found = found_in(text, {"udgifter.antal_aar": 3})
    assert {"BUD002"} <= {each.rule for each in found}


def test_a_malformed_cell_is_told_where_its_row_proves_it() -> None:
    text = "Post\t2009\t2010\tI alt\nKlub\t120.00\t130.000\t250.000\nTur\t0\t50.000\t50.000"
    [cell] = [each for each in found_in(text) if each.rule == "BUD006"]
    assert (cell.path, value_of(cell, "proof")) == (TEXT, "120.000 + 130.000 = 250.000")
