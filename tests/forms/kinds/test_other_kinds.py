"""Shares, counts, addresses, telephone and CVR numbers, yes and no."""

from decimal import Decimal

import pytest

from forms.kinds.cvr import Cvr
from forms.kinds.email import Email
from forms.kinds.kind import Percent, Unread
from forms.kinds.percent import Percentage
from forms.kinds.phone import Phone
from forms.kinds.whole_number import WholeNumber
from forms.kinds.yes_no import YesNo

YEARS = WholeNumber(least=1, most=10, units=("år",))


@pytest.mark.parametrize(
    ("text", "number", "points"),
    [
        ("25 %", "25", False),
        ("25%", "25", False),
        ("25 pct.", "25", False),
        ("25", "25", False),
        ("25,0 procent", "25", False),
        ("33,333 %", "33.333", False),
        ("-2,5 %", "-2.5", False),
        ("0,3 procentpoint", "0.3", True),
        ("2 %-point", "2", True),
    ],
)
def test_a_share_keeps_percent_and_points_apart(text: str, number: str, points: bool) -> None:
    assert Percentage().parse(text) == Percent(number=Decimal(number), is_points=points)


def test_a_share_with_a_full_stop_is_kept_with_both_readings() -> None:
    unread = Percentage().parse("1.5 %")
    assert isinstance(unread, Unread)
    assert unread.suggestions == ("1500\u00a0%", "1,5\u00a0%")


def test_a_share_is_stored_as_plain_decimals() -> None:
    assert Percentage().to_json(Percent(number=Decimal(20))) == "20"
    points = Percent(number=Decimal("0.3"), is_points=True)
    assert Percentage().to_json(points) == {"procentpoint": "0.3"}


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("3 år", 3), ("tre år", 3), ("10", 10)])
def test_a_count_is_read_with_its_unit(text: str, number: int) -> None:
    assert YEARS.parse(text) == number
    assert YEARS.to_json(number) == number


@pytest.mark.parametrize("text", ["0", "11", "-3", "3,5", "3 uger", "mange", "1.2"])
def test_any_other_count_is_kept(text: str) -> None:
    assert isinstance(YEARS.parse(text), Unread)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("55550101", "55550101"),
        ("5555  0101", "5555 0101"),
        ("55 55 01 01", "55 55 01 01"),
        ("Tlf. 5555 0101", "5555 0101"),
        ("+45 55550101", "+45 55550101"),
        ("+46 8 123 456", "+46 8 123 456"),
    ],
)
def test_a_telephone_number_keeps_its_groups(text: str, number: str) -> None:
    assert Phone().parse(text) == number


@pytest.mark.parametrize("text", ["5555 010", "555501011", "ring senere", "5555 0101 / 5555 0102"])
def test_any_other_telephone_number_is_kept(text: str) -> None:
    assert isinstance(Phone().parse(text), Unread)


def test_telephone_numbers_are_told_from_cvr_numbers() -> None:
    text = "Tlf. 5555 0101, mobil: 55550102, CVR 29 18 98 46, beløb 12 345 678 kr."
    assert [hit.value for hit in Phone().find(text)] == ["5555 0101", "55550102"]
    assert [hit.value for hit in Cvr().find(text)] == ["29189846"]


@pytest.mark.parametrize("text", ["bo@nordby.dk", "mailto:bo@nordby.dk", "<bo@nordby.dk>"])
def test_an_address_is_read_without_its_wrapping(text: str) -> None:
    assert Email().parse(text) == "bo@nordby.dk"


@pytest.mark.parametrize("text", ["bo", "bo@nordby", "bo@@nordby.dk", "bo nordby.dk", "@nordby.dk"])
def test_what_is_no_address_is_kept(text: str) -> None:
    assert isinstance(Email().parse(text), Unread)


def test_addresses_are_found_without_the_punctuation_around_them() -> None:
    found = [hit.value for hit in Email().find("Skriv til bo.h@nordby.dk. Eller (ea@nordby.dk)!")]
    assert found == ["bo.h@nordby.dk", "ea@nordby.dk"]


@pytest.mark.parametrize("text", ["29 18 98 46", "DK-29189846", "CVR-nr. 29189846", "29189846"])
def test_a_cvr_number_is_its_digits(text: str) -> None:
    assert Cvr().parse(text) == "29189846"


def test_a_wrong_check_digit_is_a_value_too() -> None:
    assert Cvr().parse("29189847") == "29189847"


def test_yes_and_no_are_answers() -> None:
    assert YesNo().parse("JA") == "ja"
    assert YesNo().from_json(False) == "nej"
    assert isinstance(YesNo().parse("måske"), Unread)
