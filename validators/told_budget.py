"""The budget that an applicant typed as prose, set beside the fields that were filled from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.budgets.claims import Claim, Claimed, Verdict
from forms.budgets.reading import Budget, BudgetLine, read_budget
from forms.budgets.told import answers_told
from forms.budgets.wording import Rate
from forms.grammar import BudgetBox
from forms.kinds.amount import shown_amount
from forms.kinds.kind import Value
from forms.path import Path
from validators.case import Examined, Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBudget:
    """A budget text that the rows of the answers were filled from, and where its words stand.

    Once somebody has changed a row, the rows say what is meant and the text says nothing.
    """

    box: BudgetBox
    text: Path
    budget: Budget
    told: dict[Path, Value]

    def claims(self, verdict: Verdict) -> tuple[tuple[Path, Claim], ...]:
        """The stated sums of a verdict, each where it is answered; sums of some lines in text."""
        return tuple(
            (self.path_of(claim.claimed), claim)
            for claim in self.budget.claims
            if claim.verdict is verdict
        )

    def line_at(self, path: Path) -> BudgetLine | None:
        """The line that fills the row a path is in, None for a path in no row of it."""
        for group, lines in (
            (self.box.lines, self.budget.lines),
            (self.box.shares, self.budget.shares),
        ):
            rows = path.rows
            if path.address.startswith(f"{group}.") and len(rows) == 1 and rows[0] < len(lines):
                return lines[rows[0]]
        return None

    @property
    def amount_paths(self) -> dict[int, Path]:
        """Where each amount of the text is answered, by the character it begins with."""
        return {
            each.start: each.path
            for each in answers_told(self.box, self.budget)
            if each.path.parts[-1] == "beloeb" or not each.path.rows
        }

    def path_of(self, claimed: Claimed) -> Path:
        """Where a sum is answered; that of some lines stands in the text alone."""
        addresses = {
            Claimed.EXPENSES: self.box.total,
            Claimed.SHARE: self.box.share_total,
            Claimed.APPLIED: self.box.applied,
        }
        path = Path.parse(addresses[claimed]) if claimed in addresses else self.text
        return path if path in self.told else self.text


def told_budget(case: Examined) -> ToldBudget | None:
    """The budget text of a case that its rows agree with, None where there is none."""
    return case.once(_told_budget)


def is_told_as_prose(case: Examined, spot: Spot) -> bool:
    """Whether a field is empty because a budget on paper, being prose, does not ask for it.

    So are who pays and whether it is granted, years that no line needs, and the sum of
    contributions that are told each.
    """
    told = told_budget(case)
    if told is None:
        return False
    if told.line_at(spot.path) is not None:
        return str(spot.path.parts[-1]) != "beloeb"
    lines = (*told.budget.lines, *told.budget.shares)
    if str(spot.path) == told.box.years:
        return not any(line.rate is Rate.YEARLY for line in lines)
    return str(spot.path) == told.box.share_total and bool(told.budget.shares)


def proof_told(case: Examined, path: Path) -> tuple[str, str] | None:
    """The reading that the text proves of a malformed amount, and the sum that proves it."""
    told = told_budget(case)
    line = told.line_at(path) if told else None
    if line is None or line.proof is None:
        return None
    return shown_amount(line.proof.value), line.proof.formula


def _told_budget(case: Examined) -> ToldBudget | None:
    return next(_told_budgets(case), None)


def _told_budgets(case: Examined) -> Iterator[ToldBudget]:
    for section in case.definition.sections:
        if section.budget is None or section.box is None:
            continue
        box = Path.parse(section.box)
        text = case.answers.get(box)
        if not isinstance(text, str):
            continue
        budget = read_budget(text)
        told = {each.path: each.value for each in answers_told(section.budget, budget)}
        if told and _fits(case, section.budget, told):
            yield ToldBudget(box=section.budget, text=box, budget=budget, told=told)


def _fits(case: Examined, box: BudgetBox, told: dict[Path, Value]) -> bool:
    """Whether the money of the rows is that of the text, and no sum answered is another."""
    rows = (f"{box.lines}.", f"{box.shares}.")
    sums = (box.years, box.total, box.share_total, box.applied)
    told_rows = {path: value for path, value in told.items() if _is_money(path, rows)}
    rows_now = {path: value for path, value in case.answers.items() if _is_money(path, rows)}
    stated = [Path.parse(each) for each in sums]
    return told_rows == rows_now and all(
        case.answers.get(path) == told.get(path) for path in stated
    )


def _is_money(path: Path, rows: tuple[str, ...]) -> bool:
    return path.address.startswith(rows) and path.parts[-1] in {"beloeb", "hyppighed"}
