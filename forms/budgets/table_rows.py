"""Rows of several amounts, as in a table of years, made one amount each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, islice, pairwise, product

from forms.budgets.mentions import MalformedCell, Mention
from forms.budgets.wording import NUMBER_WORDS, Part, Rate
from forms.formulas import shown_number

_MOST_READINGS = 64
_FEWEST_ABOVE = 2
_BETWEEN = re.compile(r"[\s\d.,–-]*(?:\t| {2})[\s\d.,–-]*")
_CELLS = re.compile(r"\t| {2,}")
_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti)\s+(?!%|pct|procent)[^\d\n]{2,60}?\s*(?:[àá]|[x×*]|af)?\s*$"
    r"|(?<![\d.,])(\d{1,3})\s*[x×*àá]\s*$",
    re.IGNORECASE,
)


def folded(mentions: Sequence[Mention], text: str, years: Sequence[int]) -> list[Mention]:
    """The amounts of a text, those of one row or one multiplication taken as one."""
    found: list[Mention] = []
    lines = [list(group) for _, group in groupby(mentions, key=lambda each: each.line)]
    summed = [row for row in lines if _is_row(row, text) and _ends_in_sum(row, _cells(text, row))]
    for row in lines:
        if not _is_row(row, text):
            found += _line(row)
        elif _is_wrong_below(row, summed):
            found.append(_as_row(row[0], row[-1], row[-1].options[0], row[-1].precision))
        else:
            found += _row(row, _cells(text, row), years)
    return found


def _is_row(row: list[Mention], text: str) -> bool:
    return len(row) > 1 and all(
        _BETWEEN.fullmatch(text, one.figure.end, other.figure.start) for one, other in pairwise(row)
    )


def _ends_in_sum(row: list[Mention], cells: int) -> bool:
    values = [each.options[0] for each in row]
    return max(cells, len(row)) > 2 and sum(values[:-1], Decimal(0)) == values[-1]


def _is_wrong_below(row: list[Mention], summed: Sequence[list[Mention]]) -> bool:
    """Whether a row of sums, or of what is applied for, ends otherwise than those of its table.

    Its last amount is what it says in all, as it is in the rows above.
    """
    first = row[0]
    above = [each for each in summed if each[0].line < first.line]
    is_closing = first.is_sum or first.part is Part.APPLIED
    is_certain = all(len(each.options) == 1 for each in row)
    return is_closing and is_certain and len(row) > 2 and len(above) >= _FEWEST_ABOVE


def _row(row: list[Mention], cells: int, years: Sequence[int]) -> list[Mention]:
    """One amount for a row: its last where that is the others' sum, or each of its years added."""
    first, last = row[0], row[-1]
    values = [each.options[0] for each in row]
    if any(len(each.options) > 1 for each in row):
        return _mended(row)
    if _ends_in_sum(row, cells):
        return [_as_row(first, last, last.options[0], last.precision)]
    if len(row) == 2 and any(values[0] * number == values[1] for number in years if number > 1):
        return [_as_row(first, last, last.options[0], last.precision)]
    if len(row) in years:
        total = sum((each.precision for each in row), Decimal(0))
        return [_as_row(first, first, sum(values, Decimal(0)), total)]
    return [replace(each, is_doubtful=True) for each in row]


def _mended(row: list[Mention]) -> list[Mention]:
    """A row with malformed cells as its last amount, where one reading of them comes to that."""
    *cells, last = row
    readings = islice(product(*(each.options for each in cells)), _MOST_READINGS)
    fitting = [values for values in readings if sum(values, Decimal(0)) == last.options[0]]
    if len(last.options) > 1 or len(fitting) != 1:
        return [replace(each, is_doubtful=True) for each in row]
    terms = " + ".join(shown_number(value) for value in fitting[0])
    formula = f"{terms} = {shown_number(last.options[0])}"
    malformed = tuple(
        MalformedCell(figure=each.figure, value=value, formula=formula)
        for each, value in zip(cells, fitting[0], strict=True)
        if len(each.options) > 1
    )
    whole = _as_row(row[0], last, last.options[0], last.precision)
    return [replace(whole, cells=malformed)]


def _cells(text: str, row: list[Mention]) -> int:
    """How many cells of numbers a row has, those with a nought or a dash too."""
    start = row[0].figure.start
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return sum(1 for cell in _CELLS.split(line)[1:] if cell.strip())


def _as_row(first: Mention, amount: Mention, value: Decimal, precision: Decimal) -> Mention:
    return replace(
        first,
        figure=amount.figure,
        options=(value,),
        precision=precision,
        rate=Rate.ONCE,
        is_pending=first.is_pending or amount.is_pending,
    )


def _line(row: list[Mention]) -> list[Mention]:
    """The amounts of a line without the price of one where what several cost follows it."""
    found: list[Mention] = []
    for at, each in enumerate(row):
        count = _counted(each)
        following = row[at + 1] if at + 1 < len(row) else None
        if count > 1 and following is not None and _is_product(each, following, count):
            row[at + 1] = replace(
                following, label=each.label, rate=following.rate or each.rate, is_doubtful=False
            )
        elif count > 1 and each.is_doubtful and len(each.options) == 1:
            values = (each.options[0] * count, each.options[0])
            found.append(replace(each, options=values, precision=each.precision * count))
        else:
            found.append(each)
    return found


def _counted(each: Mention) -> int:
    match = _COUNT.search(each.before)
    if match is None or not each.is_doubtful:
        return 1
    word = (match[1] or match[2]).casefold()
    return NUMBER_WORDS.get(word) or int(word)


def _is_product(each: Mention, following: Mention, count: int) -> bool:
    wanted = each.options[0] * count
    return abs(following.options[0] - wanted) <= following.precision + each.precision * count
