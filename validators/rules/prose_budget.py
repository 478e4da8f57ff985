"""BUD009 and BUD010: a budget text that denies its numbers, and its sums not added twice."""

from collections.abc import Iterator

from forms.budgets.claims import Claimed, Verdict
from forms.budgets.figures import LONGEST
from forms.budgets.wording import denial
from forms.formulas import shown_number
from forms.kinds.kind import Unread
from forms.messages import N_
from forms.path import Path
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.told_budget import told_budget

_BEFORE = (
    "Løn 1.400.000 kr. årligt\nInventar 400.000 kr. (én gang)\nEvaluering 200.000 kr. (én gang)"
)
_AFTER = (
    "I alt over 3 år 4.800.000 kr.\nKommunens medfinansiering 300.000 kr. årligt\n"
    "Medfinansiering i alt 900.000 kr.\nVi søger om 3.900.000 kr."
)
_LINES = (
    ("udgifter.poster[1].beloeb", "400.000"),
    ("udgifter.poster[2].tekst", "Evaluering"),
    ("udgifter.poster[2].beloeb", "200.000"),
    ("udgifter.poster[2].hyppighed", "Én gang"),
)


def _denied_numbers(case: Examined) -> Iterator[Hit]:
    for section in case.definition.sections:
        if section.budget is None or section.box is None:
            continue
        path = Path.parse(section.box)
        text = case.answers.get(path)
        words = denial(text[:LONGEST]) if isinstance(text, str) else ""
        sums = (section.budget.total, section.budget.share_total, section.budget.applied)
        stated = [case.answers.get(Path.parse(each)) for each in sums]
        if words and any(each is not None and not isinstance(each, Unread) for each in stated):
            yield Hit(
                path=path,
                values=(("label", case.label(path)), ("found", words)),
                evidence=words,
            )


def _not_added_twice(case: Examined) -> Iterator[Hit]:
    told = told_budget(case)
    for path, claim in told.claims(Verdict.PROVED) if told else ():
        if claim.claimed is not Claimed.PARTIAL:
            continue
        shown = f"{claim.formula} = {shown_number(claim.computed)}"
        values = (
            ("typed", " ".join(f"{claim.mention.words} {claim.mention.figure.typed}".split())),
            ("formula", shown),
        )
        yield Hit(path=path, values=values, evidence=f"{claim.mention.figure.typed}; {shown}")


PROSE_BUDGET_RULES = (
    Rule(
        id="BUD009",
        severity=Severity.WARNING,
        title=N_("Teksten siger, at der ikke er beløb, men det er der"),
        message=N_("»%(label)s«: Der står »%(found)s«, men der er angivet beløb."),
        what_to_do=N_("Ret teksten, eller skriv, hvilke beløb der mangler."),
        source=N_("Formularens egne beløb"),
        check=_denied_numbers,
        breaking=Example(
            text=N_("Teksten siger, at beløb ikke kan angives, men budgettet er udfyldt."),
            typed=(("udgifter.bemaerkninger", "Beløb kan endnu ikke angives."),),
        ),
        passing=Example(
            text=N_("Teksten siger, at beløb kan uddybes."),
            typed=(("udgifter.bemaerkninger", "Beløb kan uddybes efter aftale."),),
        ),
    ),
    Rule(
        id="BUD010",
        severity=Severity.INFO,
        title=N_("Et beløb er summen af andre og er ikke lagt til"),
        message=N_("»%(typed)s« er summen af %(formula)s og er ikke lagt til en gang til."),
        what_to_do=N_("Der er ikke noget at rette, hvis beløbet er en sum."),
        source=N_("Tekstens egne beløb"),
        check=_not_added_twice,
        breaking=Example(
            text=N_("Engangsudgifterne på 600.000 kr. er summen af to linjer over dem."),
            typed=(
                *_LINES,
                ("udgifter.bemaerkninger", f"{_BEFORE}\nEngangsudgifter 600.000 kr.\n{_AFTER}"),
            ),
        ),
        passing=Example(
            text=N_("De to engangsudgifter står uden deres sum."),
            typed=(
                *_LINES,
                ("udgifter.bemaerkninger", f"{_BEFORE}\n{_AFTER}"),
            ),
        ),
    ),
)
