"""The lines of a budget by their words, and the prices they tell for one of something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from forms.grammar import Field
from forms.kinds.amount import Amount
from forms.kinds.amount_finding import written_amounts
from forms.kinds.line import Line
from forms.path import Path
from validators.case import Examined

_LONGEST = 500
_MOST_AMOUNTS = 10
_ENDINGS = r"(?:-?(?:udgift|omkostning|bidrag|midl|beløb|pulje))?(?:e|en|er|et|erne|ne|n|t|r|s)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """A line of a budget: where its words stand, and what they say."""

    path: Path
    text: str


def budget_rows(case: Examined) -> Iterator[BudgetRow]:
    """The lines of every group whose rows have words and an amount."""
    for placed in case.outline.groups():
        fields = [item for item in placed.group.items if isinstance(item, Field)]
        words = next((each for each in fields if isinstance(each.kind, Line)), None)
        if words is None or not any(isinstance(each.kind, Amount) for each in fields):
            continue
        for at in case.paths(placed):
            for row in case.first_rows(at):
                text = case.answers.get(at.row(row) / words.id)
                if isinstance(text, str):
                    yield BudgetRow(path=at.row(row) / words.id, text=text[:_LONGEST])


def has_word(text: str, words: tuple[str, ...]) -> str:
    """The first of the words that a text has, inflected or before a word for money; else empty."""
    folded = text.casefold()
    found = (
        word
        for word in words
        if re.search(rf"(?<!\w){re.escape(word.casefold())}{_ENDINGS}(?!\w)", folded)
    )
    return next(found, "")


def unit_prices(text: str, units: tuple[str, ...]) -> Iterator[Decimal]:
    """The prices for one of the units: `40 timer á 900 kr.`, `900 kr. pr. time`, `900 kr./time`."""
    names = "|".join(map(re.escape, units))
    after = re.compile(rf"\s*(?:pr\.?|per|/|i)\s*(?:{names})\b", re.IGNORECASE)
    counted = re.compile(rf"\b(?:{names})\w*[\s,]*[àá@]\s*$", re.IGNORECASE)
    for hit in islice(written_amounts(text), _MOST_AMOUNTS):
        value = hit.reading.value
        before = text[max(0, hit.start - 40) : hit.start]
        if value is not None and (after.match(text, hit.end) or counted.search(before)):
            yield value
