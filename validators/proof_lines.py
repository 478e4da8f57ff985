"""What is said of a total: how it is reckoned, stated and computed, and what differs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from forms.budgets.claims import Doubt
from forms.path import Path

MOST_TERMS = 60
"""As many numbers as one total shows; a total of more says how many are left out."""


class Standing(StrEnum):
    """What became of a total.

    One that follows is wrong only because another is; one that is computed is stated nowhere.
    """

    PROVED = "proved"
    WRONG = "wrong"
    FOLLOWS = "follows"
    UNSURE = "unsure"
    UNSTATED = "unstated"
    COMPUTED = "computed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofTerm:
    """A number that a total is reckoned from, in kroner, and how many times it counts.

    `name` are the words for it, `path` is where it is answered, None for one that only a text says.
    """

    name: str
    path: Path | None
    value: Decimal
    times: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """A malformed amount, and the reading with which alone its totals agree."""

    typed: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a proof would need: an answer that is empty, or `typed` so that it has `readings`."""

    path: Path | None
    typed: str = ""
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofShare:
    """What part of `whole` a total is, and what of it is granted; all in kroner.

    `least` is the smallest share the programme allows, in percent.
    """

    part: Decimal
    granted: Decimal
    whole: Decimal
    least: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """The proof of one total; numbers in kroner, `formula` in Danish notation with them put in.

    `named` is the path whose label names it, unless it has its own `words`; `part` is the column
    that alone it is of, where it is no total of its own. `path` is where it is stated, or would be.
    `quote` is the sentence of a text that states it. `tolerance` is how far
    stated and computed may differ as they are printed. `alternatives` are other formulas that agree
    as well; `doubts` and `lacking` say why it could not be proved.
    """

    named: Path
    path: Path
    standing: Standing
    part: Path | None = None
    total: str = ""
    words: str = ""
    stated: Decimal | None = None
    computed: Decimal | None = None
    formula: str = ""
    tolerance: Decimal = Decimal(0)
    quote: str = ""
    terms: tuple[ProofTerm, ...] = ()
    left_out: int = 0
    assumed: tuple[Assumed, ...] = ()
    alternatives: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    share: ProofShare | None = None

    @property
    def difference(self) -> Decimal | None:
        """Stated less computed, where both are known."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed
