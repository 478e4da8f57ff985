from decimal import Decimal

import pytest

from forms.budgets.claims import Claimed, Verdict
from forms.budgets.figures import MOST_FIGURES, figures_in
from forms.budgets.hypotheses import MOST_TRIED, explain
from forms.budgets.mentions import mentions_in
from forms.budgets.reading import Budget, read_budget
from forms.budgets.wording import Rate
from tests.forms.budgets.by_hand import RIGHT, WRONG
from tests.forms.budgets.generated import Written, budgets

SKETCH = """Tre mentorer på deltid: 1,2 mio. kr. årligt
Svømmekort 80.000 årligt
Studiecafé 120.00 årligt
Om året i alt 1,4 mio. kr.
Startseminar 60.000 kr. (én gang)
Film om projektet 40.000
Andre udgifter 100.000
Hele projektet, 2 år: 2,9 mio. kr. i alt

Kommunen betaler selv 300.000 årligt
Kommunen stiller en bus, sat til 100.000 kr. (byrådet tager stilling til oktober)
Medfinansiering i alt 0,7 mio. kr.
Der søges om 2,2 mio. kr."""


def verdicts(budget: Budget, verdict: Verdict) -> set[Claimed]:
    return {each.claimed for each in budget.claims if each.verdict is verdict}


def found(budget: Budget) -> set[str]:
    """The faults found in a budget, by what they are in."""
    lines = (*budget.lines, *budget.shares)
    wrong = {each.value for each in verdicts(budget, Verdict.WRONG)}
    return wrong | {"malformed" for each in lines if each.proof or each.mention.cells}


def test_all_sums_of_a_sketch_are_proved() -> None:
    budget = read_budget(SKETCH)
    assert verdicts(budget, Verdict.PROVED) == set(Claimed)
    assert [each.formula for each in budget.claims] == [
        "1.200.000 + 80.000 + 120.000",
        "60.000 + 40.000",
        "2 × (1.200.000 + 80.000 + 120.000) + 60.000 + 40.000",
        "2 × 300.000 + 100.000",
        "2.900.000 − 700.000",
    ]


def test_a_subtotal_is_no_line() -> None:
    lines = read_budget(SKETCH).lines
    assert [each.mention.figure.typed for each in lines] == [
        "1,2 mio. kr. årligt",
        "80.000 årligt",
        "120.00 årligt",
        "60.000 kr. (én gang)",
        "40.000",
    ]


def test_a_malformed_amount_is_not_changed_but_has_a_proof() -> None:
    line = read_budget(SKETCH).lines[2]
    assert line.value is None
    assert line.proof is not None
    assert line.proof.value == Decimal(120_000)
    assert line.proof.formula == "1.200.000 + 80.000 + 120.000 = 1.400.000"


def test_an_unmarked_amount_falls_as_often_as_the_sum_says() -> None:
    line = read_budget(SKETCH).lines[4]
    assert (line.rate, line.is_concluded) == (Rate.ONCE, True)


def test_money_that_awaits_a_decision_is_known() -> None:
    assert [each.mention.is_pending for each in read_budget(SKETCH).shares] == [False, True]


def test_a_sum_is_compared_as_precisely_as_it_is_printed() -> None:
    near = "Løn 612.000 kr.\nDrift 610.000 kr.\nI alt 1,2 mio. kr."
    far = "Løn 612.000 kr.\nDrift 650.000 kr.\nI alt 1,2 mio. kr."
    assert verdicts(read_budget(near), Verdict.PROVED) == {Claimed.EXPENSES}
    assert verdicts(read_budget(far), Verdict.WRONG) == {Claimed.EXPENSES}


BUS = """Tre mentorer på deltid: 1.200.000 kr. årligt
Svømmekort 80.000 kr. årligt
Startseminar 60.000 kr. (én gang)
Hele projektet, 2 år: {total} i alt
Kommunen betaler selv 300.000 kr. årligt
En bus 150.000 kr. (byrådet tager stilling til oktober)
Medfinansiering i alt 750.000 kr.
Der søges om {applied}"""


@pytest.mark.parametrize(
    ("total", "applied", "wrong", "lines"),
    [
        ("2.620.000 kr.", "1.870.000 kr.", set(), 3),
        ("2.770.000 kr.", "1.870.000 kr.", {Claimed.EXPENSES}, 3),
        ("2.920.000 kr.", "1.870.000 kr.", {Claimed.EXPENSES}, 3),
        ("2.620.000 kr.", "1.770.000 kr.", {Claimed.APPLIED}, 3),
    ],
)
def test_a_wrong_sum_takes_no_contribution_with_it(
    total: str, applied: str, wrong: set[Claimed], lines: int
) -> None:
    budget = read_budget(BUS.format(total=total, applied=applied))
    assert verdicts(budget, Verdict.WRONG) == wrong
    assert (len(budget.lines), len(budget.shares)) == (lines, 2)


def test_rates_that_the_sum_leaves_open_are_both_told() -> None:
    text = "Klub 100.000 kr.\nSport 100.000 kr.\nLejr 50.000 kr. årligt\nI alt i 2 år 400.000 kr."
    lines = read_budget(text).lines
    assert [each.rate for each in lines] == [None, None, Rate.YEARLY]
    assert lines[0].rates == (Rate.ONCE, Rate.YEARLY)


@pytest.mark.parametrize(
    "text",
    [
        "Løn bl.a. 500.000 kr.\nDrift 20.000 kr.\nI alt 750.000 kr.",
        "Løn 500.000 kr. årligt\nDrift 20.000 kr. årligt\nI alt 777.777 kr.",
        "Løn 500.000 kr.\nI alt 750.000 kr.",
        "12 kurser á 4.000 kr.\nLøn 100.000 kr.\nDrift 20.000 kr.\nI alt 750.000 kr.",
        "Kommunen bruger allerede 4 mio. kr. på området.",
        "",
    ],
)
def test_what_may_be_incomplete_is_never_called_wrong(text: str) -> None:
    assert verdicts(read_budget(text), Verdict.WRONG) == set()


def test_what_explains_an_amount_in_brackets_is_not_added() -> None:
    text = "Løn 1,4 mio. kr. (0,7 mio. kr. pr. år)\nTure 200.000 kr.\nI alt over to år 1,6 mio. kr."
    budget = read_budget(text)
    assert verdicts(budget, Verdict.PROVED) == {Claimed.EXPENSES}
    assert [each.value for each in budget.lines] == [1_400_000, 200_000]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_budget_written_by_hand_has_no_error(text: str) -> None:
    assert verdicts(read_budget(text), Verdict.WRONG) == set()


def test_most_right_budgets_written_by_hand_are_proved() -> None:
    proved = [verdicts(read_budget(text), Verdict.PROVED) for text in RIGHT]
    assert sum(Claimed.APPLIED in each for each in proved) >= len(RIGHT) - 2


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_the_fault_of_a_budget_written_by_hand_is_found(text: str, fault: str) -> None:
    assert found(read_budget(text)) == {fault}


def test_budgets_made_at_random_are_proved_or_their_fault_is_found(seed: int) -> None:
    made = [(each, read_budget(each.text)) for each in budgets(seed, 60)]
    false = [each.text for each, budget in made if not each.fault and found(budget)]
    assert false == [], f"seed {seed}"
    told = [each for each, budget in made if is_told(each, budget)]
    missed = "\n\n".join(each.text for each, budget in made if not is_told(each, budget))
    assert len(told) >= 57, f"seed {seed}: {missed}"


def is_told(written: Written, budget: Budget) -> bool:
    """Whether the sums of a budget are proved, or its one fault is found."""
    if written.fault:
        return written.fault in found(budget)
    wanted = {Claimed.EXPENSES, Claimed.SHARE, Claimed.APPLIED}
    return wanted <= verdicts(budget, Verdict.PROVED)


@pytest.mark.parametrize(
    "line",
    [
        "Post 100.000 kr. årligt\n",
        "I alt 350.00 kr. ",
        "og 1.000 kr. ",
        "3 år ",
        "\t100.000",
        "- -",
    ],
)
def test_a_hostile_text_is_read_within_bounds(line: str) -> None:
    text = line * (30_000 // len(line))
    mentions = mentions_in(text[:20_000], figures_in(text[:20_000])[:MOST_FIGURES])
    explanation = explain(mentions, (2, 3, 4))
    assert explanation is None or explanation.tried <= MOST_TRIED + 1
    assert len(read_budget(text).lines) <= MOST_FIGURES
