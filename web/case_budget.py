"""A case's budget as its page draws it."""

from dataclasses import dataclass

from documents.pictures.bars import Bars, share_bars, split_bars
from documents.pictures.budget import (
    LocalShare,
    Split,
    expenses,
    financing,
    local_share,
)
from forms.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPictures:
    """What the budget's rows come to; None where they say nothing that can be reckoned with."""

    expenses: Split | None
    financing: Split | None
    share: LocalShare | None

    @property
    def expense_bars(self) -> Bars | None:
        """The expenses by year and category as bars."""
        return split_bars(self.expenses)

    @property
    def financing_bars(self) -> Bars | None:
        """The financing by year and source as bars."""
        return split_bars(self.financing)

    @property
    def share_bars(self) -> Bars | None:
        """The local share of the financing as a bar."""
        return share_bars(self.share)


def budget_pictures(answers: Answers) -> BudgetPictures:
    """The pictures of a budget's answers."""
    return BudgetPictures(
        expenses=expenses(answers), financing=financing(answers), share=local_share(answers)
    )
