"""Periods as applicants write them, and their exact length."""

from datetime import date

import pytest

from forms.kinds.kind import PartialDate, Period, Unread
from forms.kinds.period import TimeSpan, days_beyond

SPAN = TimeSpan()
FOUR_YEARS = Period(start=date(2021, 10, 1), end=date(2025, 9, 30))


@pytest.mark.parametrize(
    "text",
    [
        "01.10.21 – 30.09.25",
        "01.10.21-30.09.25",
        "1-10-2021 - 30-9-2025",
        "1. oktober 2021 til 30. september 2025",
        "fra den 1. oktober 2021 til og med den 30. september 2025",
        "Perioden: 01.10.21 til 30.09.25",
        "01.10.21 t.o.m. 30.09.25",
        "2021-10-01 - 2025-09-30",
    ],
)
def test_a_period_of_days_is_read(text: str) -> None:
    assert SPAN.parse(text) == FOUR_YEARS


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-25", PartialDate(year=2022), PartialDate(year=2025)),
        ("2022-2025", PartialDate(year=2022), PartialDate(year=2025)),
        (
            "oktober 2021 - september 2025",
            PartialDate(year=2021, month=10),
            PartialDate(year=2025, month=9),
        ),
        ("ultimo 2017", PartialDate(year=2017, month=12), None),
        ("4. kvartal 2021", PartialDate(year=2021, quarter=4), None),
        ("1. oktober - 31. december 2021", date(2021, 10, 1), date(2021, 12, 31)),
        ("01.10.2021 –", date(2021, 10, 1), None),
        ("til 30.09.2025", None, date(2025, 9, 30)),
    ],
)
def test_ends_keep_their_precision(text: str, start: object, end: object) -> None:
    period = SPAN.parse(text)
    assert isinstance(period, Period)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["sludder", "–", "2021-10", "medio 2017", "31.02.2021 - 1.3.2022"])
def test_what_is_no_period_is_kept(text: str) -> None:
    assert isinstance(SPAN.parse(text), Unread)


def test_a_stored_period_names_its_ends() -> None:
    assert SPAN.to_json(FOUR_YEARS) == {"fra": "2021-10-01", "til": "2025-09-30"}
    assert SPAN.from_json({"fra": "1. oktober 2021", "til": "30.09.25"}) == FOUR_YEARS
    assert SPAN.from_json({"fra": None, "til": None}) is None
    stored = {"fra": "2021-10", "til": "2021-Q4"}
    assert SPAN.to_json(SPAN.from_json(dict(stored)) or FOUR_YEARS) == stored


def test_an_end_that_cannot_be_read_is_kept() -> None:
    unread = SPAN.from_json({"fra": "snart", "til": "2021"})
    assert isinstance(unread, Unread)
    assert unread.text == "snart – 2021"


def test_four_years_end_on_the_day_before() -> None:
    assert days_beyond(FOUR_YEARS, years=4) == 0


def test_the_same_day_four_years_later_is_a_day_too_much() -> None:
    period = Period(start=date(2022, 8, 1), end=date(2026, 8, 1))
    assert days_beyond(period, years=4) == 1


def test_a_year_from_leap_day_ends_in_february() -> None:
    assert days_beyond(Period(start=date(2024, 2, 29), end=date(2025, 2, 28)), years=1) == 0
    assert days_beyond(Period(start=date(2024, 2, 29), end=date(2025, 3, 1)), years=1) == 1


def test_an_open_period_is_not_too_long() -> None:
    assert days_beyond(Period(start=date(2022, 8, 1)), years=4) == 0
