"""How a length of time is told."""

from datetime import timedelta

from babel.units import format_unit

_UNITS = {
    timedelta(days=1): "duration-day",
    timedelta(hours=1): "duration-hour",
    timedelta(minutes=1): "duration-minute",
    timedelta(seconds=1): "duration-second",
}


def lasting_in(span: timedelta, locale: str) -> str:
    """`14 dage`, `1 time` or `5 minutter`: in the largest of them that it is a whole number of."""
    whole = next(each for each in _UNITS if not span % each)
    return format_unit(span // whole, _UNITS[whole], locale=locale)
