from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.life.deadlines import closing_hour, is_taken_in
from forms.registry import programme_of

PROGRAMME = programme_of("lokale-partnerskaber")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("deadline", "too_late"),
    [
        (date(2009, 5, 25), datetime(2009, 5, 25, 22, tzinfo=UTC)),  # summer: two hours ahead
        (date(2009, 12, 31), datetime(2009, 12, 31, 23, tzinfo=UTC)),  # winter: one
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # the night of summer time
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # the day of 25 hours
    ],
)
def test_an_application_is_taken_in_until_the_last_day_ends_in_denmark(deadline, too_late):
    programme = replace(PROGRAMME, deadline=deadline)
    assert closing_hour(programme) == too_late
    assert is_taken_in(programme, too_late - SECOND)
    assert not is_taken_in(programme, too_late)


def test_the_grace_of_a_programme_comes_after_its_last_day():
    programme = replace(PROGRAMME, grace=timedelta(minutes=30))
    closing = closing_hour(programme)
    assert is_taken_in(programme, closing + timedelta(minutes=30) - SECOND)
    assert not is_taken_in(programme, closing + timedelta(minutes=30))


@pytest.mark.parametrize("last_day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_hours_of_grace_are_as_long_when_the_clocks_are_changed(last_day):
    programme = replace(PROGRAMME, deadline=last_day, grace=timedelta(hours=4))
    closing = closing_hour(programme).astimezone(UTC)
    assert is_taken_in(programme, closing + timedelta(hours=4) - SECOND)
    assert not is_taken_in(programme, closing + timedelta(hours=4))


def test_without_a_deadline_an_application_is_never_late():
    programme = replace(PROGRAMME, deadline=None)
    assert closing_hour(programme) is None
    assert is_taken_in(programme, datetime.max.replace(tzinfo=UTC))
