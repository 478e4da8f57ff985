from decimal import Decimal

import pytest

from forms.kinds.baseline import Baseline
from forms.kinds.kind import Fault, Measured, Percent, Unread

BASELINE = Baseline()


def share(number: str, *, is_points: bool = False) -> Percent:
    return Percent(number=Decimal(number), is_points=is_points)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90,7% (2019)", Measured(number=share("90.7"), year=2019)),
        ("90,7 pct. i 2019", Measured(number=share("90.7"), year=2019)),
        (
            "62,2% (2019) (Folketing)",
            Measured(number=share("62.2"), year=2019, note="Folketing"),
        ),
        ("62,2% (Folketing) (2019)", Measured(number=share("62.2"), year=2019, note="Folketing")),
        ("62,2% (2019, Folketing)", Measured(number=share("62.2"), year=2019, note="Folketing")),
        ("62,2% (Byråd 2017)", Measured(number=share("62.2"), year=2017, note="Byråd")),
        ("71%", Measured(number=share("71"))),
        ("0,3 procentpoint", Measured(number=share("0.3", is_points=True))),
        ("6,4 (2018/19)", Measured(number=Decimal("6.4"), note="2018/19")),
        ("0", Measured(number=Decimal(0))),
        ("12 unge (2021)", Measured(number=Decimal(12), unit="unge", year=2021)),
        ("2019: 90,7%", Measured(number=share("90.7"), year=2019)),
        (
            "2019: 12 unge (Skolen)",
            Measured(number=Decimal(12), unit="unge", year=2019, note="Skolen"),
        ),
        ("12 ud af 30 (2020)", Measured(number=Decimal(12), unit="ud af 30", year=2020)),
        ("12 af 30 unge", Measured(number=Decimal(12), unit="af 30 unge")),
        ("Opgøres ikke", Measured(number=None)),
        ("opgøres ikke (2019)", Measured(number=None, year=2019)),
    ],
)
def test_a_baseline_is_a_number_with_its_unit_year_and_note(text: str, value: Measured) -> None:
    assert BASELINE.parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "cirka 90 %",
        "1.5 %",
        "90,7 % (2019) (2020)",
        "2019: 90,7 % (2020)",
        "2019:",
        "12 ud af 0",
        "12 ud af 30 40",
        "90% ((2019))",
        "fra 2022",
        "(2019)",
    ],
)
def test_what_is_no_baseline_is_kept_as_typed(text: str) -> None:
    value = BASELINE.parse(f" {text} ")
    assert isinstance(value, Unread)
    assert (value.text, value.fault) == (text, Fault.NOT_A_BASELINE)


def test_a_baseline_is_shown_as_the_fund_writes_it() -> None:
    value = Measured(number=share("62.2"), year=2019, note="Folketing")
    assert BASELINE.format(value) == "62,2\u00a0% (2019) (Folketing)"
    assert BASELINE.format(Measured(number=None)) == "Opgøres ikke"
