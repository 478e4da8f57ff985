"""The sums that a budget text states, and what became of each of them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from forms.budgets.mentions import Mention


class Verdict(Enum):
    """What became of a stated sum: proved, wrong, or not to be said for certain."""

    PROVED = "proved"
    WRONG = "wrong"
    UNSURE = "unsure"


class Doubt(Enum):
    """Why a sum that does not come out is not certain to be wrong."""

    TOO_MUCH = "too_much"
    NO_SUM = "no_sum"
    NO_YEARS = "no_years"
    FEW_LINES = "few_lines"
    NOT_ALL = "not_all"
    ASIDE = "aside"
    SEVERAL_READINGS = "several_readings"
    SEVERAL_SUMS = "several_sums"


class Claimed(Enum):
    """Which sum a text states."""

    EXPENSES = "expenses"
    SHARE = "share"
    APPLIED = "applied"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addend:
    """An amount that a sum was reckoned from, and how many times it counts."""

    mention: Mention
    value: Decimal
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stated sum with what it was set against; all in kroner, `formula` in Danish notation.

    `addends` are the lines of a sum of lines, `rivals` the other formulas that agree as well, and
    `doubts` say why one that does not come out may be right all the same.
    """

    claimed: Claimed
    verdict: Verdict
    mention: Mention
    stated: Decimal
    computed: Decimal
    tolerance: Decimal
    formula: str
    is_multiplied: bool = False
    addends: tuple[Addend, ...] = ()
    rivals: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
