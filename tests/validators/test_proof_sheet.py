"""Every total with its proof, right ones too, and why one could not be proved."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answers
from forms.budgets.claims import Doubt
from forms.budgets.reading import read_budget
from forms.budgets.told import answers_told
from forms.outline import outline
from forms.path import Path
from forms.registry import all_forms, form_of
from tests.forms.budgets.test_reading import SKETCH
from tests.strategies import answers as any_answers
from validators.examination import examine
from validators.examples import typed_answers
from validators.proof_lines import ProofLine, Standing
from validators.proof_sheet import prove
from validators.sound_answers import SOUND_ANSWERS

FORM, BUDGET = form_of("projektskitse"), form_of("budget")
SECTION = next(each for each in FORM.sections if each.id == "udgifter")
TEXT = Path.parse("udgifter.bemaerkninger")
SUMS = ("BUD001", "BUD002", "BUD003", "BUD004")


def told(text: str) -> tuple[ProofLine, ...]:
    """The proof of a sketch whose budget was read from a text."""
    assert SECTION.budget is not None
    found = answers_told(SECTION.budget, read_budget(text))
    return prove(FORM, Answers([(TEXT, text), *((each.path, each.value) for each in found)]))


def typed(form: str, over: Mapping[str, str] | None = None) -> dict[str, ProofLine]:
    """The proof of the correct answers with some typed over, by what names each total."""
    definition = form_of(form)
    answers = typed_answers(definition, {**SOUND_ANSWERS[form], **(over or {})})
    return {str(each.named): each for each in prove(definition, answers) if not each.part}


def test_a_budget_of_prose_is_proved_sum_by_sum_with_its_sentences() -> None:
    lines = told(SKETCH)
    assert {each.standing for each in lines} == {Standing.PROVED}
    assert [(each.quote, each.formula) for each in lines] == [
        ("Om året i alt 1,4 mio. kr.", "1.200.000 + 80.000 + 120.000"),
        ("Andre udgifter 100.000", "60.000 + 40.000"),
        (
            "Hele projektet, 2 år: 2,9 mio. kr. i alt",
            "2 × (1.200.000 + 80.000 + 120.000) + 60.000 + 40.000",
        ),
        ("Medfinansiering i alt 0,7 mio. kr.", "2 × 300.000 + 100.000"),
        ("Der søges om 2,2 mio. kr.", "2.900.000 − 700.000"),
    ]


def test_each_item_of_prose_is_told_with_how_often_it_counts() -> None:
    total = next(each for each in told(SKETCH) if str(each.named) == "udgifter.i_alt")
    assert [(each.name, each.times) for each in total.terms] == [
        ("Tre mentorer på deltid", 2),
        ("Svømmekort", 2),
        ("Studiecafé", 2),
        ("Startseminar", 1),
        ("Film om projektet", 1),
    ]
    assert str(total.terms[1].path) == "udgifter.poster[1].beloeb"


def test_a_malformed_amount_is_told_beside_every_sum_it_was_read_for() -> None:
    assumed = [[(each.typed, each.reading) for each in line.assumed] for line in told(SKETCH)]
    reading = [("120.00", "120.000,00\u00a0kr.")]
    assert assumed == [reading, [], reading, [], []]


def test_a_share_is_told_with_and_without_what_is_not_granted() -> None:
    line = next(each for each in told(SKETCH) if each.share)
    assert line.share is not None
    assert (line.share.part, line.share.granted) == (Decimal(700_000), Decimal(600_000))


def test_a_wrong_sum_of_prose_is_wrong_and_the_others_are_proved() -> None:
    text = SKETCH.replace("120.00 ", "120.000 ").replace("2,2 mio.", "1,2 mio.")
    wrong = [each for each in told(text) if each.standing is not Standing.PROVED]
    assert [(each.standing, each.difference) for each in wrong] == [
        (Standing.WRONG, Decimal(-1_000_000))
    ]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Løn bl.a. 500.000 kr.\nDrift 20.000 kr.\nI alt 750.000 kr.", Doubt.NOT_ALL),
        ("Løn 500.000 kr. årligt\nDrift 20.000 kr. årligt\nI alt 777.777 kr.", Doubt.NO_YEARS),
        ("Løn 500.000 kr.\nI alt 750.000 kr.", Doubt.FEW_LINES),
        ("Løn 500.00\nDrift 20.000 kr.\nI alt 750.000 kr.", Doubt.SEVERAL_READINGS),
    ],
)
def test_what_could_not_be_proved_says_why(text: str, doubt: Doubt) -> None:
    [line] = [each for each in told(text) if str(each.named) == "udgifter.i_alt"]
    assert line.standing is Standing.UNSURE
    assert doubt in line.doubts


def test_the_readings_of_an_amount_that_nothing_proves_are_told() -> None:
    text = "Løn 500.00\nDrift 20.000 kr.\nI alt 750.000 kr."
    [line] = [each for each in told(text) if str(each.named) == "udgifter.i_alt"]
    [lacking] = line.lacking
    assert (lacking.typed, lacking.readings) == (
        "500.00",
        ("500.000,00\u00a0kr.", "500,00\u00a0kr."),
    )


def test_another_meaning_that_agrees_as_well_is_told() -> None:
    text = "Klub 100.000 kr.\nSport 200.000 kr.\nLejr 300.000 kr.\nI alt i 2 år 900.000 kr."
    [line] = [each for each in told(text) if str(each.named) == "udgifter.i_alt"]
    assert line.standing is Standing.PROVED
    assert len(line.alternatives) >= 1
    assert line.formula not in line.alternatives


def test_every_total_of_a_sound_budget_is_proved_or_only_computed() -> None:
    lines = typed("budget")
    assert {each.standing for each in lines.values()} == {Standing.PROVED, Standing.COMPUTED}
    assert lines["udgifter_i_alt.samlet"].terms
    local = lines["lokal_finansiering"]
    assert local.share is not None
    assert local.share.least == 25


def test_a_wrong_total_names_its_cell_and_what_rests_on_it_follows() -> None:
    lines = typed("budget", {"udgifter_i_alt.samlet": "1.000"})
    assert lines["udgifter_i_alt.samlet"].standing is Standing.WRONG
    assert lines["finansiering_af_udgifter"].standing is Standing.FOLLOWS
    assert str(lines["finansiering_af_udgifter"].path) == "udgifter_i_alt.samlet"


def test_a_sum_without_a_number_it_needs_says_which() -> None:
    line = typed("projektskitse", {"udgifter.antal_aar": ""})["udgifter.i_alt"]
    assert line.standing is Standing.UNSURE
    assert [str(each.path) for each in line.lacking] == ["udgifter.antal_aar"]


def test_a_total_that_is_stated_nowhere_is_computed_all_the_same() -> None:
    line = typed("projektskitse", {"udgifter.i_alt": ""})["udgifter.i_alt"]
    assert (line.standing, line.computed) == (Standing.UNSTATED, Decimal(4_800_000))


def test_a_malformed_amount_is_read_as_its_total_alone_allows() -> None:
    line = typed("projektskitse", {"udgifter.poster[1].beloeb": "600.00"})["udgifter.i_alt"]
    assert line.standing is Standing.PROVED
    assert [each.typed for each in line.assumed] == ["600.00"]


def test_nothing_answered_has_nothing_to_prove() -> None:
    assert prove(FORM, Answers()) == ()


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.key)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_proof_says_what_the_rules_say(form, data: st.DataObject) -> None:
    answers = data.draw(any_answers(form))
    lines = prove(form, answers)
    wrong = {str(each.path) for each in lines if each.standing is Standing.WRONG}
    found = {str(each.path) for each in examine(form, answers) if each.rule in SUMS}
    assert wrong == found
    for line in lines:
        outline(form).at(line.named.address)
        if line.standing is Standing.PROVED:
            assert line.difference is not None
            assert abs(line.difference) <= line.tolerance
