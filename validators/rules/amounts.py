"""BUD006: amounts that cannot be read for certain."""

from collections.abc import Iterator

from forms.kinds.amount import shown_amount
from forms.kinds.kind import Unread
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.suggestions import proven_suggestions, unread_amounts
from validators.told_budget import proof_told, told_budget


def _malformed_amounts(case: Examined) -> Iterator[Hit]:
    spots = unread_amounts(case)
    proven = proven_suggestions(case, spots)
    for spot in spots:
        typed = (spot.text or "")[:200]
        suggestions = spot.value.suggestions if isinstance(spot.value, Unread) else ()
        proof = proven.get(spot.path)
        by_rules = (proof.suggestion, proof.reckoning.shown) if proof else ("", "")
        suggestion, shown = proof_told(case, spot.path) or by_rules
        yield Hit(
            path=spot.path,
            values=(
                ("label", case.label(spot.path)),
                ("typed", typed),
                ("suggestions", " / ".join(suggestions)),
                ("suggestion", suggestion),
                ("proof", shown),
            ),
            evidence=f"{typed}; {shown}" if shown else typed,
            variant="proven" if shown else "suggested" if suggestions else "",
        )
    yield from _malformed_cells(case)


def _malformed_cells(case: Examined) -> Iterator[Hit]:
    """Amounts of a table in a budget text whose rows tell what they are."""
    told = told_budget(case)
    if told is None:
        return
    for line in (*told.budget.lines, *told.budget.shares):
        for cell in line.mention.cells:
            typed = cell.figure.typed
            yield Hit(
                path=told.text,
                values=(
                    ("label", line.mention.label or case.label(told.text)),
                    ("typed", typed),
                    ("suggestion", shown_amount(cell.value)),
                    ("proof", cell.formula),
                ),
                evidence=f"{typed}; {cell.formula}",
                variant="proven",
            )


AMOUNT_RULES = (
    Rule(
        id="BUD006",
        severity=Severity.ERROR,
        title=N_("Et beløb er ikke til at læse med sikkerhed"),
        message=N_("»%(label)s«: »%(typed)s« kan ikke læses som et beløb."),
        variants=(
            (
                "suggested",
                N_(
                    "»%(label)s«: »%(typed)s« kan ikke læses som et beløb med sikkerhed. "
                    "Mente du %(suggestions)s?"
                ),
            ),
            (
                "proven",
                N_(
                    "»%(label)s«: »%(typed)s« kan ikke læses som et beløb med sikkerhed. "
                    "Mente du %(suggestion)s, passer summen: %(proof)s."
                ),
            ),
        ),
        what_to_do=N_("Skriv beløbet i hele kroner, for eksempel 200.000, eller med øre: 200,00."),
        source=N_("Danske skriveregler for tal: punktum mellem tusinder, komma før øre"),
        check=_malformed_amounts,
        breaking=Example(
            text=N_("Engangsudgiften er skrevet »600.00«. Er det 600.000, passer summen."),
            typed=(("udgifter.poster[1].beloeb", "600.00"),),
        ),
        passing=Example(
            text=N_("Engangsudgiften er skrevet »kr. 600 000«."),
            typed=(("udgifter.poster[1].beloeb", "kr. 600 000"),),
        ),
    ),
)
