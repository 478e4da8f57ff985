"""BUD006 and BUD007: amounts that cannot be read for certain, or are too large to be meant."""

from collections.abc import Iterator
from decimal import Decimal

from forms.kinds.amount import Amount, shown_amount
from forms.kinds.kind import Unread
from forms.kinds.oere import in_oere, is_rounded
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.suggestions import proven_suggestions, unread_amounts
from validators.told_budget import proof_told, told_budget

_SUSPICIOUS_FROM = Decimal(10) ** 9
"""In kroner; whole programmes of grants are smaller."""


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


def _suspicious_sizes(case: Examined) -> Iterator[Hit]:
    """Amounts larger than any application is, as when a unit was written twice."""
    for spot in case.asked:
        value = spot.value
        if not isinstance(spot.field.kind, Amount) or not isinstance(value, Decimal):
            continue
        if abs(value) < _SUSPICIOUS_FROM:
            continue
        typed = spot.field.kind.format(value)
        yield Hit(
            path=spot.path,
            values=(
                ("label", case.label(spot.path)),
                ("typed", typed),
                ("suggestion", shown_amount(_in_smaller_unit(value))),
            ),
            evidence=typed,
        )


def _in_smaller_unit(value: Decimal) -> Decimal:
    """The amount with the digits it was written with in kroner, else in a thousandth of itself."""
    return in_oere(value.scaleb(-6 if is_rounded(value) else -3))


AMOUNT_RULES = (
    Rule(
        id="BUD007",
        severity=Severity.WARNING,
        title=N_("Et beløb er usandsynligt stort"),
        message=N_("»%(label)s«: %(typed)s er mere, end der søges om. Mente du %(suggestion)s?"),
        what_to_do=N_("Ret enheden eller beløbet, eller bekræft, at det er rigtigt."),
        source=N_("Puljernes størrelse: ingen ansøgning er på milliarder"),
        check=_suspicious_sizes,
        breaking=Example(
            text=N_("Der står 4.753.000 mio. kr., hvor 4.753.000 kr. er meningen."),
            typed=(("tilkendegivelse.medfinansiering", "4.753.000 mio. kr."),),
        ),
        passing=Example(
            text=N_("Der står 475,3 mio. kr."),
            typed=(("tilkendegivelse.medfinansiering", "475,3 mio. kr."),),
        ),
    ),
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
