"""What a budget spends and where its money comes from, as numbers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import NamedTuple

from forms.answers import Answers
from forms.formulas import Column, Formula, column_of, shown_number, value_of
from forms.grammar import Field, Proof
from forms.kinds.amount import Amount
from forms.kinds.choice import Choice, Option
from forms.kinds.kind import Value
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
        return tuple([sum(row, Decimal(0)) for row in self.amounts])


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
    formulas, least = _local()
    local, whole = (value_of(formula, answers) for formula in formulas)
    if local is None or whole is None or not 0 <= local <= whole or not whole:
        return None
    return LocalShare(local=local, whole=whole, least=least)


@cache
def _local() -> tuple[tuple[Formula, Formula], Decimal | None]:
    """What the local part and all of the financing are reckoned by, and the least share."""
    totals = [placed.total for placed in outline(BUDGET).totals()]
    local = next(each for each in totals if each.proof is Proof.LOCAL_SHARE)
    whole = next(each for each in totals if each.id == local.share_of)
    threshold = programme_of(BUDGET.programme).minimum_local_share
    return (local.formula, whole.formula), threshold.number if threshold else None


class _Columns(NamedTuple):
    """What a group of the budget is split by: its choice, and its amounts by year."""

    key: str
    options: tuple[Option, ...]
    years: tuple[Field, ...]


@cache
def _columns(address: str) -> _Columns:
    group = outline(BUDGET).at(address).group
    fields = [item for item in group.items if isinstance(item, Field)]
    key, options = next(
        (each.id, each.kind.options) for each in fields if isinstance(each.kind, Choice)
    )
    return _Columns(key, options, tuple(each for each in fields if isinstance(each.kind, Amount)))


def _split(address: str, answers: Answers) -> Split | None:
    """The amounts of a group's rows by its choice; None where a sum is unknown or below nothing.

    Rows whose choice is missing or unread make a part of their own, so that nothing is left out.
    """
    columns = _columns(address)
    parts = {option.id: at for at, option in enumerate(columns.options)}
    chosen = [
        parts.get(value, len(parts)) if isinstance(value, str) else len(parts)
        for value in _keys(address, columns.key, answers)
    ]
    table = []
    for year in columns.years:
        row = _row(column_of(f"{address}.{year.id}", answers), chosen, len(parts) + 1)
        if row is None or min(row) < 0:
            return None
        table.append(row)
    labels = (*(option.label for option in columns.options), _REST)
    kept = [at for at, amounts in enumerate(zip(*table, strict=True)) if any(amounts)]
    return (
        Split(
            parts=tuple([labels[at] for at in kept]),
            rows=tuple([year.label for year in columns.years]),
            amounts=tuple([tuple([row[at] for at in kept]) for row in table]),
        )
        if kept
        else None
    )


def _keys(address: str, key: str, answers: Answers) -> list[Value | None]:
    """The choice of each row of a group."""
    values = answers.by_parts()
    rows = range(answers.row_counts().get((address,), 0))
    return [values.get((address, row, key)) for row in rows]


def _row(column: Column, chosen: Sequence[int], parts: int) -> list[Decimal] | None:
    """A year's amounts by part and what no part has; None where one could not be read."""
    if column.total is None:
        return None
    row = [Decimal(0)] * parts
    for at, number in column.numbers:
        row[chosen[at]] += number or 0
    return row


def told_split(split: Split) -> str:
    """The split in words: `År 1: Løn 500.000, Aktiviteter 40.000; År 2: ...`."""
    rows = zip(split.rows, split.amounts, strict=True)
    return "; ".join([f"{row}: {_told(split.parts, amounts)}" for row, amounts in rows])


def told_share(share: LocalShare) -> str:
    """The local share in words, as in `Lokal andel 26,8 %, mindst 25 %`."""
    asked = f", mindst {share.asked}" if share.asked else ""
    return f"Lokal andel {share.shown}{asked}."


def _told(parts: Sequence[str], amounts: Sequence[Decimal]) -> str:
    each = zip(parts, map(shown_number, amounts), strict=True)
    return ", ".join([f"{part} {amount}" for part, amount in each])
