"""Amounts as applicants write them, wrong ones included."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.kinds.amount import Amount, AmountReading, read_amount
from forms.kinds.amount_reading import Per
from forms.kinds.kind import Fault, Unread
from forms.kinds.oere import in_oere, precision_of
from tests.strategies import read_values

AMOUNT = Amount()
BOUND = Decimal("999999999999999.99")

# One value, then every way of writing it.
CERTAIN = """
500000 | 500.000 ; 500.000 kr. ; kr. 500.000 ; 500.000,- ; 500 000 ; 500\u00a0000 ; 500\u2009000
500000 | 500\u202f000 ; 500000 ; 500.000,00 ; 500.000,0 ; 500000,00 kr. ; 500.000 kr
500000 | 500.000kr.
500000 | 500.000 kroner ; 500.000 KR. ; DKK 500.000 ; 500.000 DKK ; kr 500.000,- ; kr.500.000,00
500000 | 500.000,- kr. ; 500.000,-kr ; 500.000,-- ; 500.000.- ; 500.000 ,- ; 500.000,\u2013
500000 | 500.000\u00a0kr. ; 500\u00a0000\u00a0kr. ; +500.000 ; 500 t.kr. ; 500 tkr. ; 500 tkr
500000 | 500 t.kr
500000 | 500 t. kr. ; 500 tusind kr. ; 500 tusinde kroner ; 0,5 mio. kr. ; 0,5 mio
500000 | \u00bd mio. kr.
500000 | 0,500 mio. kr. ; 500 T.KR. ; t.kr. 500 ; tkr. 500 ; 500,0 t.kr. ; 500.000 kr.,-
500000 | d.kr. 500.000
2500000 | 2,5 mio. kr. ; 2,5 mio ; 2,5 mio. ; 2,5 mio.kr. ; 2,5 mill. kr. ; 2,5 mill
2500000 | 2\u00bd mio. kr.
2500000 | 2,5 million kroner ; 2,5 millioner ; 2,5 millioner kr. ; 2,50 mio. kr.
2500000 | 2,500 mio. kr.
2500000 | 2.500 t.kr. ; 2.500 tkr. ; 2 500 t.kr. ; 2.500.000 ; 2 500 000 ; 2.500.000,-
2500000 | mio. kr. 2,5
2500000 | kr. 2,5 mio. ; kr. 2.500.000,00 ; 2,5 MIO. KR. ; 2,5mio. ; 2,5\u00a0mio.\u00a0kr.
2500000 | 2,5 mkr. ; 2500000
1500000 | 1\u00bd mio. ; 1 \u00bd mio. ; 1\u00bd million kroner ; 1,5 mio.
1250000 | 1\u00bc mio. kr. ; 1,25 mio. kr.
1750000 | 1\u00be mio. kr.
33136000 | 33,136 mio. kr. ; 33.136 t.kr. ; 33.136.000 kr. ; 33,136 millioner kroner
16600000 | 16,6 millioner kroner ; 16,6 mio. kr. ; 16.600.000
750000 | 750 t.kr. ; 750 tkr. ; 750.000 ; 0,75 mio. kr.
1000000000 | 1 mia. kr. ; 1 milliard ; 1.000 mio. kr. ; 1 milliard kroner
2000000000 | 2 mia. ; 2 milliarder kr.
-5224 | -5.224,0 ; (5.224) ; \u22125.224 ; - 5.224 ; -5224 ; \u00f7 5.224 ; \u00f75.224
-5224 | minus 5.224 ; -5.224 kr.
-5224 | kr. -5.224 ; kr. (5.224) ; (5.224 kr.) ; (5.224) kr. ; -kr. 5.224 ; \u20135.224
-5224 | (kr. 5.224,00)
-2500000 | -2,5 mio. kr. ; (2,5 mio. kr.) ; \u22122.500 t.kr.
0 | 0 ; 0 kr. ; 0,00 ; 0,- ; -0 ; 000
1 | 1 ; 1 kr. ; 1 krone ; 01
999 | 999 ; 999 kr. ; 999,00
1000 | 1.000 ; 1 000 ; 1000 ; 1 t.kr. ; 1 tusind
1234.5 | 1.234,5 ; 1.234,50 ; 1234,5 ; 1 234,50 kr.
0.5 | 0,5 ; 0,50 kr. ; \u00bd ; 0,500
12.34 | 12,34 ; 12,34 kr. ; kr. 12,34
1234567.89 | 1.234.567,89 ; 1,23456789 mio. kr. ; 1 234 567,89
80000 | kr. 80.000,- ; 80.000 kr ; 80 t.kr.
4753000000000 | 4.753.000 mio. kr.
999999999999999.99 | 999.999.999.999.999,99 kr.
"""

# A text that is refused, then each amount it may mean.
REFUSED = """
200.00 | 200000 ; 200
200.0 | 200000 ; 200
200.5 | 200500 ; 200.5
1.5 | 1500 ; 1.5
1,500 | 1500 ; 1.5
12,500 | 12500 ; 12.5
12.50 | 12500 ; 12.5
1.50 kr. | 1500 ; 1.5
kr. 1,500 | 1500 ; 1.5
1.234,500 | 1234500 ; 1234.5
1,234,567 | 1234567
1,234.50 | 1234.5
1,234,567.89 | 1234567.89
1000.000 | 1000000 ; 1000
1.2000 | 12000 ; 1.2
1.00.000 | 100000
1.500.00 | 1500000
1.234 567 | 1234567
12,345 | 12345
0.5 | 0.5
0.500 | 0.5
2.5 mio. kr. | 2500000 ; 2500000000
1.25 mio. | 1250000 ; 1250000000
1,500 t.kr. | 1500 ; 1500000
5.224- | -5224 ; 5224
500 - | -500 ; 500
-(5.224) | -5224 ; 5224
--500 | -500 ; 500
0,005 kr. | 0.01
1,234567891 mio. kr. | 1234567.89
1,2 mio. \u00e5rligt | 1200000
600.000 pr. \u00e5r | 600000
600.000 kr. per \u00e5r | 600000
25.000 kr. om m\u00e5neden | 25000
25.000 kr. m\u00e5nedligt | 25000
25.000 kr./md. | 25000
500.000 kr. \u00e9n gang | 500000
500.000 kr. engangsbel\u00f8b | 500000
500.000 kr. (\u00e5rligt) | 500000
500.000 kr. p.a. | 500000
ca. 500.000 kr. | 500000
i alt 500.000 kr. | 500000
op til 2,5 mio. kr. | 2500000
500.000 kr. i 2010 | 500000
500.000 kr. + moms | 500000
500.000 kr. og 250.000 kr. | 500000 ; 250000
2-3 mio. kr. | 3000000
50 % |
25 pct. |
500 euro |
500.000 EUR |
$ 500 |
\u20ac 1.000 |
tom |
ingen |
ved ikke |
x |
kr. |
mio. kr. |
. |
, |
,- |
- |
1.000.000.000.000.000 |
1234567890123456 |
1.000.000 mia. kr. |
9999999999 mio. kr. |
12 34 |
500 00 |
1e6 |
0x10 |
1_000 |
\u0661\u0662\u0663 |
\u00b2 |
500,,00 |
500..000 |
,500 |
.500 |
500. |
500, |
1/2 mio. |
2 mio. t.kr. | 2000000
12.05.2009 |
37 timer |
NaN |
Infinity |
=A1+A2 |
"""


def _rows(table: str) -> list[tuple[str, list[str]]]:
    lines = [line.partition("|") for line in table.strip("\n").split("\n")]
    return [(left.strip(" "), _cells(right)) for left, _, right in lines]


def _cells(text: str) -> list[str]:
    return [cell.strip(" ") for cell in text.split(" ; ") if cell.strip(" ")]


WRITTEN = [(text, Decimal(value)) for value, texts in _rows(CERTAIN) for text in texts]
NOT_CERTAIN = [(text, [Decimal(each) for each in values]) for text, values in _rows(REFUSED)]


def test_the_corpus_is_large() -> None:
    assert len({text for text, _ in (*WRITTEN, *NOT_CERTAIN)}) >= 200


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_a_certain_amount_is_read(text: str, value: Decimal) -> None:
    assert AMOUNT.parse(text) == value


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_a_certain_amount_keeps_the_precision_it_is_printed_with(text: str, value: Decimal) -> None:
    read = AMOUNT.parse(text)
    printed = read_amount(text).precision
    assert isinstance(read, Decimal)
    assert precision_of(read) == (min(printed, abs(value) / 10) if printed > 1 else 0)
    assert f"{in_oere(read)}" == f"{value:.2f}"


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_an_amount_is_shown_and_stored_as_precisely_as_it_was_printed(
    text: str, value: Decimal
) -> None:
    read = AMOUNT.parse(text)
    assert isinstance(read, Decimal)
    for again in (AMOUNT.parse(AMOUNT.format(read)), AMOUNT.from_json(AMOUNT.to_json(read))):
        assert isinstance(again, Decimal)
        assert (again, precision_of(again)) == (value, precision_of(read))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2,5 mio.", "2,5\u00a0mio.\u00a0kr."),
        ("2,50 mio. kr.", "2,50\u00a0mio.\u00a0kr."),
        ("1½ mio.", "1,5\u00a0mio.\u00a0kr."),
        ("0,9 mio.", "0,9\u00a0mio.\u00a0kr."),
        ("750 tkr.", "750\u00a0t.kr."),
        ("7,5 t.kr.", "7,5\u00a0t.kr."),
        ("33.136 t.kr.", "33,136\u00a0mio.\u00a0kr."),
        ("-16,6 mia.", "-16,6\u00a0mia.\u00a0kr."),
        ("4.753.000 mio. kr.", "4.753.000\u00a0mio.\u00a0kr."),
        ("2,500000 mio.", "2.500.000,00\u00a0kr."),
        ("0 mio.", "0,00\u00a0kr."),
    ],
)
def test_what_is_printed_in_millions_is_shown_so(text: str, shown: str) -> None:
    value = AMOUNT.parse(text)
    assert value is not None
    assert AMOUNT.format(value) == shown


@pytest.mark.parametrize(("text", "values"), NOT_CERTAIN)
def test_any_other_text_is_kept_with_every_amount_it_may_mean(
    text: str, values: list[Decimal]
) -> None:
    unread = AMOUNT.parse(text)
    assert isinstance(unread, Unread)
    assert unread.text == text
    assert [AMOUNT.parse(each) for each in unread.suggestions] == values


@pytest.mark.parametrize("text", ["200.00", "1.5", "1,500", "5.224-"])
def test_two_readings_are_called_ambiguous(text: str) -> None:
    unread = AMOUNT.parse(text)
    assert isinstance(unread, Unread)
    assert unread.fault is Fault.AMBIGUOUS_AMOUNT


def test_the_suggestions_are_shown_as_amounts() -> None:
    unread = AMOUNT.parse("200.00")
    assert isinstance(unread, Unread)
    assert unread.suggestions == ("200.000,00\u00a0kr.", "200,00\u00a0kr.")


@settings(max_examples=200, deadline=None)
@given(read_values(AMOUNT))
def test_no_amount_gains_or_loses_precision_by_being_shown_or_stored(value: Decimal) -> None:
    for again in (AMOUNT.parse(AMOUNT.format(value)), AMOUNT.from_json(AMOUNT.to_json(value))):
        assert isinstance(again, Decimal)
        assert (again, precision_of(again)) == (value, precision_of(value))


@settings(max_examples=200, deadline=None)
@given(st.decimals(-BOUND, BOUND, places=2))
def test_an_amount_is_shown_as_babel_shows_it(number: Decimal) -> None:
    number += 0
    assert AMOUNT.format(number) == format_currency(number, "DKK", locale="da_DK")


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("1200000.00", "1200000"),
        ("1200000", "1200000"),
        ("200.00", "200"),
        ("500.000", "500000"),
        ("-5224.10", "-5224.10"),
        ("2,5 mio. kr.", "2500000"),
        (500000, "500000"),
        (Decimal("12.5"), "12.50"),
    ],
)
def test_stored_amounts_are_plain_decimals_or_danish(data: str, value: str) -> None:
    assert AMOUNT.from_json(data) == Decimal(value)


@pytest.mark.parametrize("data", [1.5, True, 10**15, Decimal("0.001"), Decimal("NaN")])
def test_json_that_cannot_hold_oere_is_refused(data: float) -> None:
    with pytest.raises(ValueError, match="amount"):
        AMOUNT.from_json(data)  # type: ignore[arg-type] - what a caller may send all the same


def test_an_ambiguous_stored_amount_is_kept_unread() -> None:
    assert isinstance(AMOUNT.from_json("200.0"), Unread)
    assert isinstance(AMOUNT.from_json({"raw": "200.00"}), Unread)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2,5 mio. kr.", "50000"), ("2 mio.", "500000"), ("750 t.kr.", "500"), ("10,00 kr.", "0.005")],
)
def test_the_precision_is_half_of_the_last_printed_digit(text: str, precision: str) -> None:
    assert read_amount(text).precision == Decimal(precision)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("1,2 mio. årligt", Per.YEAR),
        ("600.000 pr. år", Per.YEAR),
        ("25.000 kr. om måneden", Per.MONTH),
        ("500.000 kr. én gang", Per.ONCE),
        ("500.000 kr.", None),
    ],
)
def test_how_often_is_read(text: str, per: Per | None) -> None:
    assert read_amount(text).per is per


def test_an_unlikely_unit_is_noticed_and_not_refused() -> None:
    reading: AmountReading = read_amount("4.753.000 mio. kr.")
    assert reading.has_suspicious_unit
    assert reading.value == Decimal(4_753_000_000_000)
    assert not read_amount("4.753 mio. kr.").has_suspicious_unit


def test_amounts_are_found_in_prose() -> None:
    text = (
        "Der søges 2,5 mio. kr. årligt i 2010-2012, i alt 7.500.000 kr., heraf kr. 80.000,- til "
        "løn. Kommunen giver 600.000 pr. år og 1½ mio. til lokaler; årligt 40.000 kr. til mad."
    )
    found = [hit.value for hit in AMOUNT.find(text)]
    values = (2_500_000, 7_500_000, 80_000, 600_000, 1_500_000, 40_000)
    assert found == [Decimal(each) for each in values]


def test_an_ambiguous_amount_in_prose_is_found_unread() -> None:
    (hit,) = AMOUNT.find("Vi giver 200.00 kr. til formålet.")
    assert isinstance(hit.value, Unread)


@pytest.mark.parametrize(
    "text",
    [
        "i 2011 og 2012",
        "7500 Nordby",
        "tlf. 55 55 01 01",
        "25 % af eleverne",
        "den 28.04.2009",
        "de 12-14 årige",
        "8.800 indbyggere",
        "10.000 unge borgere",
        "1,2 mio. borgere",
        "lov nr. 1.234",
        "10.000 euro",
        "37 timer om året",
    ],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert list(AMOUNT.find(text)) == []


@pytest.mark.parametrize(
    "text",
    ["Klub 350.00 årligt\nÅrligt i alt", "Hjemmeside 25.000", "Kontor 25.000", "25.000\npersonale"],
)
def test_words_around_an_amount_do_not_hide_it(text: str) -> None:
    assert len(list(Amount().find(text))) == 1
