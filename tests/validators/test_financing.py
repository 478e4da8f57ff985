"""The financing of a budget held against its expenses, in all and year by year."""

import pytest

from forms.registry import form_of
from tests.validators.sketches import findings_with
from validators.examples import typed_answers
from validators.proof_lines import Standing
from validators.proof_sheet import prove
from validators.sound_answers import SOUND_ANSWERS

BUDGET = form_of("budget")


def found(typed: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.rule, str(each.path)) for each in findings_with(typed, form="budget")]


@pytest.mark.parametrize(
    ("typed", "findings"),
    [
        ({}, []),
        (
            {
                "finansiering[0].aar2": "600.000",
                "finansiering_i_alt.aar2": "900.000",
                "finansiering_i_alt.samlet": "3.900.000",
            },
            [("BUD004", "udgifter_i_alt.aar2")],
        ),
        (
            {
                "finansiering[0].aar2": "600.000",
                "finansiering_i_alt.aar2": "900.000",
                "finansiering[0].aar3": "800.000",
                "finansiering_i_alt.aar3": "1.100.000",
            },
            [("BUD004", "udgifter_i_alt.aar2")],
        ),
        ({"udgifter_i_alt.samlet": "1.000"}, [("BUD001", "udgifter_i_alt.samlet")]),
        ({"udgifter_i_alt.aar2": "900.000"}, [("BUD001", "udgifter_i_alt.aar2")]),
        ({"finansiering[0].aar2": "0,7 mio."}, []),
    ],
)
def test_one_slip_in_the_financing_is_one_finding_at_its_year(
    typed: dict[str, str], findings: list[tuple[str, str]]
) -> None:
    assert found(typed) == findings


def test_every_year_of_the_financing_is_proved() -> None:
    typed = {**SOUND_ANSWERS["budget"], "finansiering[0].aar2": "600.000"}
    lines = [each for each in prove(BUDGET, typed_answers(BUDGET, typed)) if each.part]
    assert [str(each.part) for each in lines] == [
        f"finansiering.aar{number}" for number in range(1, 5)
    ]
    assert [each.standing for each in lines] == [
        Standing.PROVED,
        Standing.WRONG,
        Standing.PROVED,
        Standing.PROVED,
    ]


@pytest.mark.parametrize(
    ("typed", "findings"),
    [
        ({"finansiering[1].kilde": "Andre"}, ["BUD013"]),
        ({"finansiering[1].kilde": "Boligorganisation"}, []),
        (
            {"finansiering[0].kilde": "Andre", "finansiering[1].kilde": "Landsbyggefonden"},
            ["BUD013"],
        ),
        (
            {
                "finansiering[1].kilde": "Andre",
                **{f"finansiering[0].aar{year}": "900.000" for year in range(1, 5)},
                **{f"finansiering[1].aar{year}": "100.000" for year in range(1, 5)},
            },
            ["BUD005"],
        ),
        (
            {
                **{f"finansiering[0].aar{year}": "600.000" for year in range(1, 5)},
                "finansiering[2].kilde": "Andre",
                **{f"finansiering[2].aar{year}": "100.000" for year in range(1, 5)},
            },
            [],
        ),
    ],
)
def test_a_share_that_others_alone_make_large_enough_is_in_doubt(
    typed: dict[str, str], findings: list[str]
) -> None:
    assert [rule for rule, _ in found(typed)] == findings
