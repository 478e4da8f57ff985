"""A report seen as its efforts, and the grammar of a form that is filled in again each year."""

from dataclasses import replace
from decimal import Decimal

import pytest

from forms.grammar import Group
from forms.kinds.baseline import Baseline
from forms.kinds.kind import Measured
from forms.outline import BadDefinition, Outline, checksum
from forms.registry import form_of
from forms.reports import number_of, report_of, target_of
from tests.forms.example_form import EXAMPLE_FORM, INDSATSER
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

REPORT = form_of("statusrapport")
SOUND = report_of(typed_answers(REPORT, SOUND_ANSWERS["statusrapport"]))


def test_efforts_have_their_milestones_results_and_measures() -> None:
    bridge, job = SOUND.efforts
    assert (bridge.name, job.is_closed) == ("Brobyggere", True)
    assert [each.year for each in bridge.milestones] == [2010, 2011, 2012]
    assert [each.year for each in bridge.results[0].measures] == [2010, 2011]
    assert str(bridge.results[0].measures[1].path) == "indsatser[0].resultater[0].vaerdier[1]"
    assert (SOUND.year, SOUND.years) == (2011, (2010, 2011, 2012))


def test_a_target_is_a_number_only_where_it_says_nothing_else() -> None:
    result = SOUND.efforts[0].results[0]
    assert target_of(result) == Decimal(90)
    assert target_of(replace(result, target="mindst som sidste år")) is None


def test_what_nobody_counts_has_no_number() -> None:
    value = Baseline().parse("Opgøres ikke")
    assert isinstance(value, Measured)
    assert number_of(value) is None


def test_a_year_must_be_a_field_of_the_row_and_a_page_no_part_of_one() -> None:
    def form_with(group: Group):
        section = replace(EXAMPLE_FORM.sections[1], items=(group,))
        return replace(EXAMPLE_FORM, sections=(EXAMPLE_FORM.sections[0], section))

    Outline(form_with(replace(INDSATSER, is_paged=True)))
    with pytest.raises(BadDefinition):
        Outline(form_with(replace(INDSATSER, year="aarstal")))
    inner = tuple(
        replace(item, is_paged=True) if isinstance(item, Group) else item
        for item in INDSATSER.items
    )
    with pytest.raises(BadDefinition):
        Outline(form_with(replace(INDSATSER, items=inner)))
    with pytest.raises(BadDefinition):
        Outline(replace(EXAMPLE_FORM, year="aar"))


def test_which_field_is_the_year_is_locked_with_a_released_version() -> None:
    section = REPORT.sections[2]
    efforts = section.items[0]
    assert isinstance(efforts, Group)
    items = tuple(
        replace(item, year=None) if isinstance(item, Group) else item for item in efforts.items
    )
    changed = replace(section, items=(replace(efforts, items=items),))
    other = replace(REPORT, sections=(*REPORT.sections[:2], changed, *REPORT.sections[3:]))
    assert checksum(other) != checksum(REPORT)
