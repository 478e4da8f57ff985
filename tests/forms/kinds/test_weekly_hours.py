from decimal import Decimal

import pytest

from forms.kinds.kind import Percent, Unread
from forms.kinds.percent import Percentage
from forms.kinds.weekly_hours import WeeklyHours

HOURS = WeeklyHours()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9 timer ugentligt", "9"),
        ("37 timer", "37"),
        ("9,5 timer pr. uge", "9.5"),
        ("18½ t/uge", "18.5"),
        ("31", "31"),
        ("1 time om ugen", "1"),
    ],
)
def test_hours_a_week_are_read_however_they_are_named(text: str, hours: str) -> None:
    assert HOURS.parse(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["9-10 timer", "150 timer årligt", "1.5 timer", "25 %", "timer"])
def test_what_is_no_number_of_weekly_hours_is_kept_as_typed(text: str) -> None:
    value = HOURS.parse(text)
    assert isinstance(value, Unread)
    assert (value.text, value.suggestions) == (text, ())


def test_a_part_of_a_full_time_post_is_offered_as_hours() -> None:
    value = HOURS.parse("0,5 årsværk")
    assert isinstance(value, Unread)
    assert value.suggestions == ("18,5\u00a0timer",)


def test_a_share_may_say_what_it_is_a_share_of() -> None:
    kind = Percentage(of=("af samlet kapacitet",))
    assert kind.parse("20% af samlet kapacitet") == Percent(number=Decimal(20))
    assert isinstance(kind.parse("20% af noget andet"), Unread)
    assert isinstance(Percentage().parse("20% af samlet kapacitet"), Unread)
