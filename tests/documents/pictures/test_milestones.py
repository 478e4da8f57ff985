"""Milestones on a line of time."""

from datetime import date

from documents.pictures.milestones import timeline
from forms.answers import Answers
from forms.registry import form_of
from validators.examples import typed_answers


def plan(*dates):
    typed = {}
    for number, text in enumerate(dates):
        at = f"milepaele[{number}]"
        typed |= {f"{at}.milepael": f"Nr. {number}", f"{at}.dato": text}
    return typed_answers(form_of("milepaelsplan"), typed)


def test_milestones_stand_by_date_on_whole_years():
    found = timeline(plan("01.02.2023", "15.06.2022"), Answers())
    assert found is not None
    assert [each.name for each in found.milestones] == ["Nr. 1", "Nr. 0"]
    assert (found.start, found.end) == (date(2022, 1, 1), date(2023, 12, 31))


def test_the_line_covers_the_period_of_the_agreement():
    agreed = {"periode": "01.10.2021 - 30.09.2025"}
    agreement = typed_answers(form_of("samarbejdsaftale"), agreed)
    found = timeline(plan("15.06.2022"), agreement)
    assert found is not None
    assert (found.start, found.end) == (date(2021, 1, 1), date(2025, 12, 31))


def test_a_milestone_without_a_readable_date_is_named_apart():
    found = timeline(plan("15.06.2022", "når vi kan", ""), Answers())
    assert found is not None
    assert found.undated == ("Nr. 1", "Nr. 2")


def test_no_dates_make_no_line():
    assert timeline(plan("når vi kan"), Answers()) is None
    assert timeline(Answers(), Answers()) is None
