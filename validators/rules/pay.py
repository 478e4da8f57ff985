"""STA006: what a budget spends on pay beside what its staff is paid a year."""

from collections.abc import Iterator
from decimal import Decimal

from forms.conditions import Is
from forms.formulas import Sum, compute
from forms.messages import N_
from forms.path import Path
from validators.arithmetic import unsettled
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.shown import kroner

_STAFF = Path.parse("medarbejdere")
_PAY = Is("poster.kategori", "loen")
_YEARS = ("aar1", "aar2", "aar3", "aar4")
_NEAR = Decimal("0.1")
"""Pay rises, holidays and a post filled late are no fault: this much of it in each direction."""


def _other_pay(case: Examined) -> Iterator[Hit]:
    """The years' pay where not one of them is what the staff is paid a year."""
    paid = _yearly_pay(case)
    spent = [pay for pay in (_spent(case, year) for year in _YEARS) if pay]
    if paid is None or not spent:
        return
    least, most = paid
    if any(least * (1 - _NEAR) <= each <= most * (1 + _NEAR) for each in spent):
        return
    values = (("spent", kroner(spent[0])), ("paid", kroner(most)))
    yield Hit(path=_STAFF, values=values, evidence=f"{kroner(spent[0])} ≠ {kroner(most)}")


def _yearly_pay(case: Examined) -> tuple[Decimal, Decimal] | None:
    """What all the staff is paid a year, the least and the most it may mean.

    A line's pay is that of a whole post or of the line itself; None where a line says no pay.
    """
    whole = line = Decimal(0)
    rows = case.first_rows(_STAFF)
    for row in rows:
        posts = case.answers.number(_STAFF.row(row) / "aarsvaerk")
        pay = case.answers.number(_STAFF.row(row) / "aarsloen")
        if posts is None or pay is None:
            return None
        whole, line = whole + posts * pay, line + pay
    return (min(whole, line), max(whole, line)) if rows else None


def _spent(case: Examined, year: str) -> Decimal | None:
    """What a year spends on pay; None where a line does not say its category or amount."""
    formula = Sum(f"poster.{year}", when=_PAY)
    if next(unsettled(formula, case, Path()), None) is not None:
        return None
    return compute(formula, case.answers).value


PAY_RULES = (
    Rule(
        id="STA006",
        severity=Severity.WARNING,
        title=N_("Lønudgifterne er ikke medarbejdernes årsløn"),
        message=N_(
            "Der er budgetteret med løn for %(spent)s om året, men medarbejdernes årsløn er "
            "tilsammen %(paid)s"
        ),
        what_to_do=N_("Ret lønudgifterne eller medarbejdernes årsværk og årsløn."),
        source=N_("Budgettets egne tal: løn er det, medarbejderne får om året"),
        forms=("budget",),
        check=_other_pay,
        breaking=Example(
            text=N_("Lønnen er 900.000 kr. om året, men årslønnen er tilsammen 1.800.000 kr."),
            form="budget",
            typed=(
                ("medarbejdere[0].aarsvaerk", "0,5"),
                ("medarbejdere[0].aarsloen", "800.000"),
                ("medarbejdere[1].aarsloen", "1.000.000"),
            ),
        ),
        passing=Example(
            text=N_("Lønnen er 900.000 kr. om året, og årslønnen er tilsammen 940.000 kr."),
            form="budget",
            typed=(("medarbejdere[1].aarsloen", "540.000"),),
        ),
    ),
)
