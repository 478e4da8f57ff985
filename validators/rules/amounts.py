"""BUD006: amounts that cannot be read for certain."""

from collections.abc import Iterator

from forms.kinds.kind import Unread
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.suggestions import proven_suggestions, unread_amounts


def _malformed_amounts(case: Examined) -> Iterator[Hit]:
    spots = unread_amounts(case)
    proven = proven_suggestions(case, spots)
    for spot in spots:
        typed = (spot.text or "")[:200]
        suggestions = spot.value.suggestions if isinstance(spot.value, Unread) else ()
        proof = proven.get(spot.path)
        shown = proof.reckoning.shown if proof else ""
        yield Hit(
            path=spot.path,
            values=(
                ("label", case.label(spot.path)),
                ("typed", typed),
                ("suggestions", " / ".join(suggestions)),
                ("suggestion", proof.suggestion if proof else ""),
                ("proof", shown),
            ),
            evidence=f"{typed}; {shown}" if proof else typed,
            variant="proven" if proof else "suggested" if suggestions else "",
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
