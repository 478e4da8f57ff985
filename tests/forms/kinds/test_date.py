"""Days as applicants write them, day first."""

from datetime import date

import pytest

from forms.kinds.date import CalendarDay, stated_weekday_is_wrong
from forms.kinds.kind import Fault, Unread

DAY = CalendarDay()
FIRST_OF_OCTOBER = (
    "01.10.21",
    "01.10.2021",
    "1.10.2021",
    "1/10-2021",
    "d. 1/10-2021",
    "1/10/2021",
    "1/10 2021",
    "1-10-2021",
    "1. 10. 2021",
    "1. oktober 2021",
    "1.oktober 2021",
    "den 1. oktober 2021",
    "1. okt. 21",
    "fredag den 1. oktober 2021",
    "fredag d. 1. oktober 2021",
    "2021-10-01",
)


@pytest.mark.parametrize("text", FIRST_OF_OCTOBER)
def test_a_day_is_read(text: str) -> None:
    assert DAY.parse(text) == date(2021, 10, 1)


@pytest.mark.parametrize(
    "text",
    ["oktober 2021", "2021", "4. kvartal 2021", "ultimo 2017", "1. oktober", "1/10", "uge 40"],
)
def test_a_date_without_its_day_or_year_is_incomplete(text: str) -> None:
    unread = DAY.parse(text)
    assert isinstance(unread, Unread)
    assert unread.fault is Fault.INCOMPLETE_DATE


@pytest.mark.parametrize("text", ["31.02.2021", "0.1.2021", "1.13.2021", "sludder", "01.10.9999"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    unread = DAY.parse(text)
    assert isinstance(unread, Unread)
    assert unread.fault is Fault.NOT_A_DATE


def test_a_month_written_first_is_suggested_turned() -> None:
    unread = DAY.parse("10/31/2021")
    assert isinstance(unread, Unread)
    assert unread.suggestions == ("31.10.2021",)


def test_a_wrong_weekday_is_read_and_noticed() -> None:
    assert DAY.parse("torsdag den 1. oktober 2010") == date(2010, 10, 1)
    assert stated_weekday_is_wrong("Senest torsdag den 1. oktober 2010 kl. 12")
    assert not stated_weekday_is_wrong("Senest fredag den 1. oktober 2010 kl. 12")
    assert not stated_weekday_is_wrong("Senest den 1. oktober 2010")


def test_dates_are_found_in_prose() -> None:
    text = (
        "Byrådet har den 28. april 2009 vedtaget planen (se 25.05.09, afsnit 3.5.1 og 12.500,00)."
    )
    found = [(hit.value, text[hit.start : hit.end]) for hit in DAY.find(text)]
    assert found == [(date(2009, 4, 28), "den 28. april 2009"), (date(2009, 5, 25), "25.05.09")]
