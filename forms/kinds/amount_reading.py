"""Reading of amounts with all that was written around them: unit, precision, how often."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from forms.kinds.kind import Fault
from forms.kinds.numerals import MINUS, SPACES, Numeral, read_numeral
from forms.kinds.oere import LIMIT, as_printed, in_oere
from forms.late import late

_LONGEST = 120


class Per(StrEnum):
    """How often an amount falls due, where that was written."""

    YEAR = "year"
    MONTH = "month"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountReading:
    """What a text says about money.

    `value` is in kroner, None with a `fault`. `precision` is half of the last printed digit
    (2,5 mio. is 2.500.000 ± 50.000). `unit` is as written, empty when none was.
    `has_suspicious_unit` says that the unit makes the amount larger than applications are.
    """

    value: Decimal | None = None
    precision: Decimal = Decimal(0)
    per: Per | None = None
    unit: str = ""
    fault: Fault | None = None
    suggestions: tuple[Decimal, ...] = ()
    has_suspicious_unit: bool = False


NO_LETTER = r"(?:(?<=\.)|(?![^\W\d_]))"
KRONE = rf"(?:kr\.?|kroner|krone|dkk|d\.\s?kr\.?){NO_LETTER}"
SCALE = (
    rf"(?:(?P<thousand>t\.?\s?kr\.?|tusinde?)|(?P<million>mio\.?|mill\.?|millioner|million|mkr\.?)"
    rf"|(?P<milliard>mia\.?|milliarder|milliard)){NO_LETTER}"
)
PER = (
    r"(?:i\s)?(?:(?P<year>årlige?|årligt|om\såret|(?:pr\.?|per)\s?år(?:et)?|/\s?år|p\.?\s?a\.?|hvert\sår)"
    r"|(?P<month>månedlige?|månedligt|om\småneden|(?:pr\.?|per)\s?(?:måned|md\.?)|/\s?(?:måned|md\.?)"
    r"|mdl\.?)|(?P<once>engangsbeløb|engangsudgift|engangs|som\sengangsbeløb|[eé]n\sgang(?:\sfor\salle)?))"
    + NO_LETTER
)
DASH = r"(?:[.,]\s?[-–−]{1,2})"

_FACTORS = (("thousand", 3), ("million", 6), ("milliard", 9))
"""The powers of ten that a unit counts in."""

_SUSPICIOUS_FROM = {3: 10**9, 6: 10**10, 9: 10**12}

_SIGN = rf"(?:[{MINUS}+]|minus\b)"
_PRE_SCALE = SCALE.replace("?P<", "?P<pre_")
_AMOUNT = late(
    rf"(?P<sign>{_SIGN})?\s*(?P<before>(?:{_PRE_SCALE}\s*)?(?:{KRONE})?)\s*(?P<sign2>{_SIGN})?\s*"
    rf"(?P<number>[0-9½¼¾](?:[0-9.,½¼¾]|{SPACES})*(?<=[0-9½¼¾]))\s*{DASH}?\s*"
    rf"(?P<after>(?:{SCALE})?\s*(?:{KRONE})?)\s*{DASH}?(?P<trail>[{MINUS}])?\s*(?:[,(]?\s*{PER}\s*\)?)?",
    re.IGNORECASE,
)
_BRACKETED = late(r"([^()0-9]*)\(([^()]*[0-9½¼¾][^()]*)\)([^()]*)")
_NOTHING = AmountReading(fault=Fault.NOT_AN_AMOUNT)


def read_amount(text: str) -> AmountReading:
    """The amount that the whole text is, in any form of the funders' applications.

    Never guesses: what has several readings carries a fault and each of them as a suggestion.
    """
    line = " ".join(text.split()) if len(text) <= _LONGEST else ""
    bracketed = _BRACKETED.fullmatch(line)
    match = _AMOUNT.fullmatch("".join(bracketed.groups()) if bracketed else line)
    if match is None:
        return _NOTHING
    if (match["before"] and match["after"]) and _scale(match, "") and _scale(match, "pre_"):
        return _NOTHING
    sign = _sign(match, is_bracketed=bracketed is not None)
    return reading_of(match, sign) if sign else _of_either_sign(reading_of(match, 1))


def reading_of(match: re.Match[str], sign: int) -> AmountReading:
    """The reading of a match that names `number`, `before`, `after`, `trail` and the units."""
    numeral = read_numeral(match["number"])
    if numeral is None:
        return _NOTHING
    power = _scale(match, "") or _scale(match, "pre_") or 0
    unit = " ".join(f"{match['before']} {match['after']}".split())
    return _reading(_settled(numeral, power), sign, power, unit, _per(match), match["trail"])


def _reading(
    numeral: Numeral, sign: int, power: int, unit: str, per: Per | None, trail: str | None
) -> AmountReading:
    if numeral.value is None:
        readings = numeral.readings[::-1] if power else numeral.readings
        values = [sign * each.scaleb(power) for each in readings]
        return _faulty(Fault.AMBIGUOUS_AMOUNT, values, unit, per)
    value = numeral.value.scaleb(power) * sign
    if trail:
        return _faulty(Fault.AMBIGUOUS_AMOUNT, [-value, value], unit, per)
    if abs(value) >= LIMIT or in_oere(value) != value:
        return _faulty(Fault.NOT_AN_AMOUNT, [value], unit, per)
    return AmountReading(
        value=as_printed(value),
        precision=Decimal(5).scaleb(power - numeral.decimals - 1),
        per=per,
        unit=unit,
        has_suspicious_unit=power > 0 and abs(value) >= _SUSPICIOUS_FROM[power],
    )


def _faulty(fault: Fault, values: list[Decimal], unit: str, per: Per | None) -> AmountReading:
    bounded = [value for value in values if abs(value) < LIMIT]
    exact = [value for value in bounded if in_oere(value) == value]
    suggestions = tuple(dict.fromkeys(as_printed(value) for value in exact or bounded))
    return AmountReading(fault=fault, suggestions=suggestions, unit=unit, per=per)


def _settled(numeral: Numeral, power: int) -> Numeral:
    """Three decimals of millions are decimals: nobody groups the thousands of a million."""
    if numeral.value is None and numeral.decimals == 3 and power >= 6:
        return Numeral(value=numeral.readings[1], decimals=3)
    return numeral


def _of_either_sign(reading: AmountReading) -> AmountReading:
    if reading.value is None:
        return reading
    return _faulty(
        Fault.AMBIGUOUS_AMOUNT, [-reading.value, reading.value], reading.unit, reading.per
    )


def _sign(match: re.Match[str], *, is_bracketed: bool) -> int | None:
    written = [match["sign"], match["sign2"], "-" if is_bracketed else None]
    signs = [each for each in written if each]
    if len(signs) > 1:
        return None
    return -1 if signs and signs[0] != "+" else 1


def _scale(match: re.Match[str], prefix: str) -> int | None:
    return next((power for name, power in _FACTORS if match[prefix + name]), None)


def _per(match: re.Match[str]) -> Per | None:
    return next((each for each in Per if match[each.value]), None)
