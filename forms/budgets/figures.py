"""The figures of a budget text: amounts with a unit, and the bare numbers a budget is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.budgets.wording import is_rough
from forms.kinds.amount_finding import counts_something_else, follows_its_kind, written_amounts
from forms.kinds.amount_reading import AmountReading, Per, read_amount
from forms.kinds.numerals import SPACES

LONGEST = 20_000
MOST_FIGURES = 40
_BARE = re.compile(
    r"(?<![\w.,/§–-])(?<!nr\. )"
    rf"(?:[1-9][0-9]{{0,2}}(?:(?:\.|{SPACES})[0-9]{{3}})+(?:,[0-9]{{1,2}})?"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3})*\.[0-9]{2}|[1-9][0-9]{3,8}|[1-9][0-9]{2,3}\.[0-9])"
    r"(?![\w%]|[.,/–-]?[0-9])"
)
_CELL = re.compile(
    r"(?<![\w.,/§–-])[0-9]{1,4}(?:\.[0-9]{3})?(?:,[0-9]{1,3})?(?![\w%]|[.,/–-]?[0-9])"
)
_DASH = re.compile(r"[-−–÷]\s+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]")
_HOUR_BEFORE = re.compile(
    r"(?:\bkl\.?|\b\w+dage?n?e?|\bklokken|[0-2]?[0-9]\.[0-5][0-9]\s*(?:-|–|til|og))\s*$",
    re.IGNORECASE,
)
_HOUR_AFTER = re.compile(r"\s*(?:-|–|til|og)\s*[0-2]?[0-9]\.[0-5][0-9]\b")
_NO_MONEY_BEFORE = re.compile(r"\b(?:kl\.?|den|år)[\s:]*$", re.IGNORECASE)
_HEADER = re.compile(
    r"(?:\bi\s+|\(|alle\s+beløb\s+(?:er\s+)?i\s+|beløb\s+i\s+)(?:hele\s+)?(?:(?P<thousand>1\.?000|tusinde?)\s*(?:kr\w*\.?)?"
    r"|(?P<tkr>t\.?\s?kr\.?)|(?P<million>mio\.?|mill\.?|millioner)\s*(?:kr\w*\.?)?)\s*(?=\)|\n|$|:|\t|\.|,)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount as written: every value it may have, the first the likeliest, and its precision.

    One that `is_hour` may be an hour of the day as well, though nothing around it says so.
    """

    typed: str
    start: int
    end: int
    options: tuple[Decimal, ...]
    precision: Decimal
    per: Per | None
    is_hour: bool = False

    @property
    def is_malformed(self) -> bool:
        """Whether the amount has to be written again, since it has several readings."""
        return len(self.options) != 1


def figures_in(text: str) -> list[Figure]:
    """The figures of a text in order, at most as many as are reckoned with and one more."""
    header = _HEADER.search(text)
    found: list[Figure] = []
    taken = header.span() if header else (0, 0)
    for hit in written_amounts(text):
        if taken[0] <= hit.start < taken[1]:
            continue
        figure = _figure(text, hit.start, hit.end, hit.reading)
        is_below = header is not None and header.end() <= hit.start and not hit.reading.unit
        found.append(_scaled(figure, _scale(header)) if is_below else figure)
        if len(found) > MOST_FIGURES:
            break
    covered = [(each.start, each.end) for each in found] + [taken]
    for each in _bare(text, header):
        if not any(each.start < end and start < each.end for start, end in covered):
            found.append(each)
            if len(found) > 2 * MOST_FIGURES:
                break
    return sorted(found, key=lambda each: each.start)


def _bare(text: str, header: re.Match[str] | None) -> Iterator[Figure]:
    scale = _scale(header)
    pattern = _CELL if scale > 1 else _BARE
    for match in pattern.finditer(text):
        if _is_no_money(text, match) or (scale > 1 and header and match.start() < header.start()):
            continue
        reading = read_amount(match[0])
        figure = _figure(text, match.start(), match.end(), reading)
        if figure.options:
            is_hour = _CLOCK.fullmatch(match[0]) is not None
            yield replace(_scaled(figure, scale), is_hour=is_hour)


def _is_no_money(text: str, match: re.Match[str]) -> bool:
    number = match[0]
    if _YEAR.fullmatch(number):
        return True
    if _CLOCK.fullmatch(number) and _is_among_hours(text, match):
        return True
    before = text[max(0, match.start() - 20) : match.start()]
    if follows_its_kind(text, match.start()) or _NO_MONEY_BEFORE.search(before):
        return True
    return counts_something_else(text[match.end() : match.end() + 40])


def _is_among_hours(text: str, match: re.Match[str]) -> bool:
    """Whether an hour follows a word of time, or another hour stands before or after it."""
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() :]
    return bool(_HOUR_BEFORE.search(before) or _HOUR_AFTER.match(after[:20]))


def _scale(header: re.Match[str] | None) -> int:
    if header is None:
        return 1
    return 1_000_000 if header["million"] else 1_000


def _scaled(figure: Figure, scale: int) -> Figure:
    if scale == 1:
        return figure
    values = tuple(value * scale for value in figure.options)
    return replace(figure, options=values, precision=figure.precision * scale)


def _figure(text: str, start: int, end: int, reading: AmountReading) -> Figure:
    values = reading.suggestions if reading.value is None else (reading.value,)
    dash = _DASH.match(text, start, end)
    if dash is not None:
        start, values = dash.end(), tuple(abs(value) for value in values)
    precision = min(reading.precision, abs(values[0]) / 10) if values else reading.precision
    before = text[max(0, start - 30) : start]
    if values and is_rough(before):
        precision = max(precision, _last_digit(values[0]) / 2)
    return Figure(
        typed=text[start:end].strip(),
        start=start,
        end=end,
        options=values,
        precision=precision,
        per=reading.per,
    )


def _last_digit(value: Decimal) -> Decimal:
    """The worth of the last digit that is no zero: 100.000 of 1.400.000."""
    digits = str(abs(int(value)))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
