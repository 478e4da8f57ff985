"""Numbers and hours as the reader's language writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal
from flask import Flask

from cases.spans import lasting_in
from forms.formulas import shown_number
from forms.kinds.amount import shown_amount
from web.language import DANISH, chosen_language

HERE = get_timezone("Europe/Copenhagen")
"""Where days begin and end for those who use this."""
_MEBIBYTE, _MEGABYTE = 1024 * 1024, 1_000_000


def money(amount: Decimal) -> str:
    """`1.234.500,00 kr.`; amounts are Danish in every language, as the form will carry them."""
    return shown_amount(Decimal(amount))


def stored_money(amount: str) -> str:
    """Plain decimals of kroner as money."""
    return shown_amount(Decimal(amount))


def count(number: int) -> str:
    """A whole number with its thousands apart."""
    return format_decimal(number, locale=_locale())


def number(value: Decimal) -> str:
    """A measured number in Danish notation, as the form carries it."""
    return shown_number(value)


def day(date_: date) -> str:
    """`25. maj 2009`."""
    return format_date(date_, format="long", locale=_locale())


def hour(moment: datetime) -> str:
    """Day and hour in Danish time, for an hour that knows its time zone."""
    return hour_in(moment, chosen_language())


def hour_in(moment: datetime, language: str) -> str:
    """As `hour`, in a language by its code."""
    return _hour(moment.replace(microsecond=0), _locale_of(language))


def lasting(span: timedelta) -> str:
    """`14 dage`, `1 time` or `5 minutter`: in the largest of them that it is a whole number of."""
    return lasting_in(span, _locale())


def size(number_of_bytes: int) -> str:
    """`25 MB`, whether they were counted by 1,024 or by 1,000; part of one is left out."""
    unit = _MEGABYTE if number_of_bytes % _MEBIBYTE else _MEBIBYTE
    return f"{count(number_of_bytes // unit)} MB"


@lru_cache(maxsize=256)
def _hour(moment: datetime, locale: str) -> str:
    return format_datetime(moment.astimezone(HERE), format="medium", locale=locale)


def add_formats(app: Flask) -> None:
    """Let templates write `{{ amount | money }}` and the like."""
    for each in (money, stored_money, count, number, day, hour, lasting, size):
        app.jinja_env.filters[each.__name__] = each


def _locale() -> str:
    return _locale_of(chosen_language())


def _locale_of(language: str) -> str:
    return "da_DK" if language == DANISH else "en_GB"
