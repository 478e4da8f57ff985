"""The laws of examination, for any answers at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.outline import outline
from forms.path import Path
from forms.registry import all_forms, form_of
from tests.forms.example_form import EXAMPLE_FORM
from tests.strategies import answers
from tests.validators.sketches import codes_with, findings_with, value_of
from tests.validators.wild import wild_answers
from validators.examination import examine, message_of, what_to_do
from validators.finding import Finding

SKETCH = form_of("projektskitse")
FORMS = [SKETCH, EXAMPLE_FORM, form_of("delaftale"), form_of("budget")]
IN_EACH = settings.default.max_examples // len(FORMS)


def _assert_lawful(definition: FormDefinition, given_answers: Answers, found: object) -> None:
    assert isinstance(found, tuple)
    assert found == examine(definition, given_answers, received=date(2009, 6, 1))
    for finding in found:
        assert isinstance(finding, Finding)
        assert finding.path == Path() or outline(definition).get(finding.path.address)
        assert message_of(finding)
        assert what_to_do(finding)


@pytest.mark.parametrize("definition", FORMS, ids=lambda form: form.id)
@given(data=st.data())
@settings(max_examples=IN_EACH)
def test_any_answers_are_examined_alike_twice(
    definition: FormDefinition, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(definition))
    found = examine(definition, given_answers, received=date(2009, 6, 1))
    _assert_lawful(definition, given_answers, found)


@pytest.mark.parametrize("definition", FORMS, ids=lambda form: form.id)
@given(data=st.data())
@settings(max_examples=IN_EACH)
def test_even_answers_no_reader_gives_are_examined(
    definition: FormDefinition, data: st.DataObject
) -> None:
    given_answers = data.draw(wild_answers(definition))
    found = examine(definition, given_answers, received=date(2009, 6, 1))
    _assert_lawful(definition, given_answers, found)


@pytest.mark.parametrize("form", [form.id for form in all_forms()])
def test_a_correct_form_has_no_findings(form: str) -> None:
    assert codes_with(form=form) == []


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({"udgifter_i_alt.aar2": "1.100.000"}, ["BUD001"]),
        ({"finansiering[1].kilde": "Landsbyggefonden"}, ["BUD005"]),
        ({"finansiering_i_alt.samlet": "4.100.000"}, ["BUD001"]),
        (
            {f"finansiering[2].{what}": text for what, text in (("kilde", "Andre"), ("aar1", "1"))},
            ["BUD004", "BUD001", "BUD001"],
        ),
    ],
)
def test_the_funds_budget_is_proved_by_its_lines(typed: dict[str, str], rules: list[str]) -> None:
    assert codes_with(typed, form="budget") == rules


def test_a_function_needs_a_share_or_hours() -> None:
    hours = "medarbejderressourcer[1].timer"
    assert codes_with({hours: ""}, form="delaftale") == ["REQ001"]
    share = {hours: "", "medarbejderressourcer[1].andel": "20% af samlet kapacitet"}
    assert codes_with(share, form="delaftale") == []


def test_an_empty_sketch_lacks_answers_and_rows_only() -> None:
    assert {each.rule for each in examine(SKETCH, Answers())} == {"REQ001", "REQ002"}


def test_findings_stand_in_the_order_of_the_form() -> None:
    found = findings_with(
        {
            "tilkendegivelse.tekst": "",
            "kommune": "",
            "udgifter.poster[1].tekst": "",
            "udgifter.poster[0].hyppighed": "",
            "udgifter.antal_aar": "",
        },
        received=date(2009, 6, 1),
    )
    assert [str(finding.path) for finding in found] == [
        "",
        "kommune",
        "udgifter.poster[0].hyppighed",
        "udgifter.poster[1].tekst",
        "udgifter.antal_aar",
        "tilkendegivelse.tekst",
    ]


def test_a_total_100000_off_is_the_one_finding() -> None:
    [finding] = findings_with({"udgifter.i_alt": "4.900.000"})
    assert finding.rule == "BUD002"
    assert str(finding.path) == "udgifter.i_alt"
    assert value_of(finding, "difference") == "100.000\u00a0kr."
    assert value_of(finding, "formula") == "3 × 1.400.000 + 600.000 = 4.800.000"


def test_no_cpr_number_passes_into_a_finding() -> None:
    typed = {"kontaktperson.telefon": "010190-1234", "vision": "[skriv 010190-1234]"}
    found = findings_with(typed)
    assert {finding.rule for finding in found} == {"VAL001", "PRI001", "REQ001"}
    assert all("1234" not in f"{each.values} {each.evidence}" for each in found)
