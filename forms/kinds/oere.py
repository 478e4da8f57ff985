"""Amounts as exact numbers: in whole øre, or as far as they were printed."""

from decimal import ROUND_HALF_UP, Decimal

from forms.kinds.numerals import MOST_DIGITS

OERE = Decimal("0.01")
LIMIT = Decimal(10) ** MOST_DIGITS
_LARGEST_PART = 10
"""No amount is meant less precisely than a tenth of itself: 1 mio. is not anything up to 1,5."""


def in_oere(value: Decimal) -> Decimal:
    """The value rounded to whole øre, a half up; a value of more digits than allowed as it is."""
    return value.quantize(OERE, ROUND_HALF_UP) + 0 if abs(value) < LIMIT else value


def as_printed(value: Decimal) -> Decimal:
    """The value in øre, or with the digits it was printed with where those are of a larger unit.

    `2,5 mio.` is 25E+5: it equals 2500000.00, and its exponent tells that no more was printed.
    """
    return value if is_rounded(value) else in_oere(value)


def is_rounded(value: Decimal) -> bool:
    """Whether an amount was printed in thousands, millions or more, and not to the krone."""
    if value.same_quantum(OERE):
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent > 0 and value != 0


def precision_of(value: Decimal) -> Decimal:
    """Half of the last printed digit of a rounded amount, a tenth of it at most; else nothing."""
    exponent = value.as_tuple().exponent
    if not (is_rounded(value) and isinstance(exponent, int)):
        return Decimal(0)
    return min(Decimal(5).scaleb(exponent - 1), abs(value) / _LARGEST_PART)
