"""What a budget spends and where its money comes from, as numbers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from forms.answers import Answers
from forms.conditions import Is
from forms.formulas import Sum, compute, shown_number
from forms.grammar import Field, Proof
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice
from forms.messages import N_
from forms.outline import outline
from forms.registry import form_of, programme_of
from validators.shown import percent

BUDGET = form_of("budget")
_REST = N_("Ikke angivet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Amounts in kroner by row and part: `amounts[row][part]`, each part named by a msgid.

    Parts without any amount are left out. `rows` are msgids too.
    """

    parts: tuple[str, ...]
    rows: tuple[str, ...]
    amounts: tuple[tuple[Decimal, ...], ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """What each row comes to."""
        return tuple(sum(row, Decimal(0)) for row in self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalShare:
    """What of the financing is local, in kroner, and the least share in percent, where one is."""

    local: Decimal
    whole: Decimal
    least: Decimal | None

    @property
    def shown(self) -> str:
        """`26,8 %`, never rounded up to the least share."""
        return percent(self.local, self.whole, ROUND_DOWN)

    @property
    def asked(self) -> str:
        """The least share, `25 %`; empty where the programme has none."""
        return "" if self.least is None else f"{shown_number(self.least)}\u00a0%"


def expenses(answers: Answers) -> Split | None:
    """Expenses by year and category; None where there are none that could be read."""
    return _split("poster", answers)


def financing(answers: Answers) -> Split | None:
    """Financing by year and source; None where there is none that could be read."""
    return _split("finansiering", answers)


def local_share(answers: Answers) -> LocalShare | None:
    """The local part of the financing; None where it is unknown or nothing is financed."""
    totals = [placed.total for placed in outline(BUDGET).totals()]
    local_total = next(each for each in totals if each.proof is Proof.LOCAL_SHARE)
    whole_total = next(each for each in totals if each.id == local_total.share_of)
    local, whole = (compute(each.formula, answers).value for each in (local_total, whole_total))
    if local is None or whole is None or not 0 <= local <= whole or not whole:
        return None
    threshold = programme_of(BUDGET.programme).minimum_local_share
    return LocalShare(local=local, whole=whole, least=threshold.number if threshold else None)


def _split(address: str, answers: Answers) -> Split | None:
    """The amounts of a group's rows by its choice; None where a sum is unknown or below nothing.

    Rows whose choice is missing or unread make a part of their own, so that nothing is left out.
    """
    group = outline(BUDGET).at(address).group
    fields = [item for item in group.items if isinstance(item, Field)]
    years = [each for each in fields if isinstance(each.kind, Amount)]
    key, options = next(
        (each.id, each.kind.options) for each in fields if isinstance(each.kind, Choice)
    )
    by_option = [Is(f"{address}.{key}", option.id) for option in options]
    table = [_row(f"{address}.{year.id}", by_option, answers) for year in years]
    if any(row is None or min(row) < 0 for row in table):
        return None
    known = [row for row in table if row is not None]
    labels = (*(option.label for option in options), _REST)
    kept = [at for at in range(len(labels)) if any(row[at] for row in known)]
    return (
        Split(
            parts=tuple(labels[at] for at in kept),
            rows=tuple(year.label for year in years),
            amounts=tuple(tuple(row[at] for at in kept) for row in known),
        )
        if kept
        else None
    )


def _row(column: str, parts: Sequence[Is], answers: Answers) -> tuple[Decimal, ...] | None:
    """A year's amounts by part and what no part has; None where one could not be read."""
    whole = compute(Sum(column), answers).value
    amounts = [compute(Sum(column, when=part), answers).value for part in parts]
    known = [amount for amount in amounts if amount is not None]
    if whole is None or len(known) < len(amounts):
        return None
    return (*known, whole - sum(known, Decimal(0)))


def told_split(split: Split) -> str:
    """The split in words: `År 1: Løn 500.000, Aktiviteter 40.000; År 2: ...`."""
    rows = zip(split.rows, split.amounts, strict=True)
    return "; ".join(f"{row}: {_told(split.parts, amounts)}" for row, amounts in rows)


def told_share(share: LocalShare) -> str:
    """The local share in words, as in `Lokal andel 26,8 %, mindst 25 %`."""
    asked = f", mindst {share.asked}" if share.asked else ""
    return f"Lokal andel {share.shown}{asked}."


def _told(parts: Sequence[str], amounts: Sequence[Decimal]) -> str:
    told = (f"{part} {shown_number(amount)}" for part, amount in zip(parts, amounts, strict=True))
    return ", ".join(told)
