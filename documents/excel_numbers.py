"""Which numbers a workbook keeps as they are."""

from decimal import Decimal

_MOST_DIGITS = 15


def is_exact(number: Decimal) -> bool:
    """Whether a number comes back from Excel as it was: it keeps fifteen digits."""
    return number.is_finite() and number.adjusted() < _MOST_DIGITS >= len(number.as_tuple().digits)
