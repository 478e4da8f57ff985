"""Totals are held against their lines as precisely as both are printed, and no more."""

import pytest

from tests.validators.sketches import codes_with, findings_with, value_of

TOTAL, APPLIED = "udgifter.i_alt", "udgifter.ansoegt_beloeb"
SHARES, ONCE = "udgifter.medfinansiering_i_alt", "udgifter.poster[1].beloeb"


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({TOTAL: "4,8 mio. kr."}, []),
        ({TOTAL: "4,84 mio."}, ["BUD002"]),
        ({ONCE: "640.000", TOTAL: "4,8 mio. kr."}, []),
        ({ONCE: "640.000", TOTAL: "4.800.000"}, ["BUD002"]),
        ({ONCE: "660.000", TOTAL: "4,8 mio. kr."}, ["BUD002"]),
        ({ONCE: "0,6 mio.", TOTAL: "4.840.000", APPLIED: "3.940.000"}, []),
        ({ONCE: "600 t.kr.", TOTAL: "4.800.400", APPLIED: "3.900.400"}, []),
        ({ONCE: "600 t.kr.", TOTAL: "4.800.600", APPLIED: "3.900.600"}, ["BUD002"]),
        ({APPLIED: "3,9 mio."}, []),
        ({APPLIED: "3,8 mio."}, ["BUD003"]),
        ({SHARES: "0,9 mio."}, []),
        ({SHARES: "1 mio."}, []),
        ({SHARES: "1,2 mio."}, ["BUD002"]),
        ({TOTAL: "4.800.000,01"}, ["BUD002"]),
    ],
)
def test_a_total_is_tested_within_its_printed_precision(
    typed: dict[str, str], rules: list[str]
) -> None:
    assert [code for code in codes_with(typed) if code.startswith("BUD")] == rules


def test_a_difference_is_told_by_what_the_rounded_amount_says() -> None:
    [finding] = findings_with({ONCE: "660.000", TOTAL: "4,8 mio. kr."})
    assert value_of(finding, "stated") == "4.800.000\u00a0kr."
    assert value_of(finding, "difference") == "60.000\u00a0kr."


@pytest.mark.parametrize(
    ("local", "rules"), [("0,24 mio.", []), ("240.000", ["BUD005"]), ("240 t.kr.", ["BUD005"])]
)
def test_a_share_is_too_small_where_no_rounding_makes_it_large_enough(
    local: str, rules: list[str]
) -> None:
    typed = {"udgifter": "980.000", "fonden": "740.000", "lokalt": local}
    assert codes_with(typed, form="budgeteksempel") == rules


def test_a_malformed_amount_is_proved_by_a_rounded_total() -> None:
    [finding] = findings_with({ONCE: "620.00", TOTAL: "4,8 mio. kr."})
    assert finding.rule == "BUD006"
    assert value_of(finding, "suggestion") == "620.000,00\u00a0kr."
