"""An amount of money."""

from collections.abc import Iterator
from decimal import Decimal

from forms.facts import fact
from forms.kinds.amount_finding import written_amounts
from forms.kinds.amount_reading import AmountReading, read_amount
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Unread, Value
from forms.kinds.numerals import in_danish
from forms.kinds.oere import LIMIT, in_oere, is_rounded
from forms.late import late
from forms.text import clean_line

__all__ = ["Amount", "AmountReading", "read_amount", "shown_amount", "unit_of"]

_UNITS = (("t.kr.", 3), ("mio.\u00a0kr.", 6), ("mia.\u00a0kr.", 9))

_USUAL = late(
    r"(-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){0,4}|0|[1-9][0-9]{3,14}))(,[0-9]{2})?(?:[ \u00a0]kr\.)?"
)
_STORED = late(r"-?[0-9]{1,15}(?:\.[0-9]{2})?")


@fact
class Amount(Kind):
    """Kroner with øre, as a Decimal of two places; never a float.

    What was printed in thousands or millions keeps its digits: `2,5 mio.` is 25E+5, which equals
    2500000.00, is shown as it was printed, and is as precise as that when sums are compared. Typed
    and stored numbers differ: a typed `200.00` has two readings and is Unread, a stored one is
    plain decimals. `500.000` is half a million in both.
    """

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The amount in kroner; Unread with each possible amount when there is not one alone.

        A rate (`600.000 pr. år`) is more than an amount, so it is Unread with its amount.
        """
        usual = _USUAL.fullmatch(text)
        if usual is not None:
            return in_oere(Decimal(usual[1].replace(".", "") + (usual[2] or "").replace(",", ".")))
        line = clean_line(text)
        if not line:
            return None
        reading = read_amount(line)
        if reading.value is not None and reading.per is None:
            return reading.value
        return _unread(line, reading)

    def format(self, value: Value) -> str:
        """`8.200.000,00 kr.` or `2,5 mio. kr.`, the spaces in it unbreakable."""
        if isinstance(value, Decimal):
            return _shown_rounded(value) if is_rounded(value) else shown_amount(value)
        return value.text if isinstance(value, Unread) else str(value)

    def store(self, value: Value) -> Json:
        """Plain decimals with two places, `1200000.00`; if rounded as shown, `2,5 mio. kr.`."""
        if not isinstance(value, Decimal):
            return str(value)
        return _shown_rounded(value) if is_rounded(value) else f"{value:.2f}"

    def restore(self, data: Json) -> Value | None:
        """Plain decimals with two places or none, a whole JSON number, or a Danish amount.

        Raises ValueError for a float, which cannot hold øre, and for more digits than we reckon
        with.
        """
        if isinstance(data, str):
            return in_oere(Decimal(data)) if _STORED.fullmatch(data) else self.parse(data)
        if data is None:
            return None
        number = data if isinstance(data, int | Decimal) else None
        if number is None or isinstance(number, bool):
            raise ValueError(f"an amount was expected as text, not {type(data).__name__}")
        return _exact(Decimal(number))

    def find(self, text: str) -> Iterator[Found]:
        """Amounts in a text; one with several readings is found as Unread."""
        for hit in written_amounts(text):
            found: Value | None = hit.reading.value
            if found is None:
                found = _unread(text[hit.start : hit.end], hit.reading)
            yield Found(value=found, start=hit.start, end=hit.end)


def shown_amount(value: Decimal) -> str:
    """`8.200.000,00 kr.` as Babel writes it for `da_DK`."""
    return in_danish(f"{value:,.2f}") + "\u00a0kr."


def unit_of(value: Decimal) -> tuple[str, int]:
    """The unit that a rounded amount is shown in, and the power of ten that it is."""
    exponent = value.as_tuple().exponent
    return next(
        (unit, power)
        for unit, power in _UNITS
        if isinstance(exponent, int) and exponent <= power and (abs(value) < 10**6 or power > 3)
    )


def _shown_rounded(value: Decimal) -> str:
    """`2,5 mio. kr.` with as many decimals as were printed, in the unit that fits the amount."""
    unit, power = unit_of(value)
    number = in_danish(f"{value.scaleb(-power):,f}")
    return f"{number}\u00a0{unit}"


def _exact(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= LIMIT or in_oere(number) != number:
        raise ValueError("an amount has at most 15 digits and two decimals")
    return in_oere(number)


def _unread(line: str, reading: AmountReading) -> Unread:
    values = reading.suggestions if reading.value is None else (reading.value,)
    if not values:
        inside = (hit.reading.value for hit in written_amounts(line[:500]))
        values = tuple(value for value in inside if value is not None)[:3]
    return Unread(
        text=line,
        fault=reading.fault or Fault.NOT_AN_AMOUNT,
        suggestions=tuple(Amount().format(value) for value in values),
    )
