"""REQ: what the form requires and does not have, and rows it has too few or too many of."""

from collections.abc import Iterator

from forms.kinds.kind import Control
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.indicators import is_told_of
from validators.rule import Example, Hit, Rule
from validators.told_budget import is_told_as_prose


def _missing_answers(case: Examined) -> Iterator[Hit]:
    for spot in case.spots:
        if not spot.is_missing or is_told_of(case, spot) or is_told_as_prose(case, spot):
            continue
        is_chosen = spot.field.kind.control in (Control.CHOICE, Control.CHOICES)
        yield Hit(
            path=spot.path,
            values=(("label", case.label(spot.path)),),
            evidence=(spot.text or "")[:200],
            variant="chosen" if is_chosen else "",
        )


def _wrong_row_counts(case: Examined) -> Iterator[Hit]:
    for placed in case.outline.groups():
        group = placed.group
        for path in case.paths(placed):
            count = len(case.answered_rows(path))
            variant = "few" if count < group.at_least else "many" if count > group.at_most else ""
            if not variant or not case.is_asked(path):
                continue
            numbers = (("least", group.at_least), ("most", group.at_most), ("count", count))
            values = tuple((name, str(number)) for name, number in numbers)
            yield Hit(
                path=path,
                values=(("label", case.label(path)), ("row", group.row_label), *values),
                evidence=str(count),
                variant=variant,
            )


REQUIRED_RULES = (
    Rule(
        id="REQ001",
        severity=Severity.ERROR,
        title=N_("Et svar mangler"),
        message=N_("Udfyld »%(label)s«."),
        variants=(("chosen", N_("Vælg et svar ved »%(label)s«.")),),
        what_to_do=N_(
            "Skriv svaret. En streg, et spørgsmålstegn eller vejledningen er intet svar."
        ),
        source=N_("Formularens egen angivelse af, hvad der skal udfyldes"),
        check=_missing_answers,
        breaking=Example(
            text=N_("I feltet Tovholder står der kun en streg."),
            typed=(("organisering.tovholder", "-"),),
        ),
        passing=Example(
            text=N_("Den frivillige stilling er ikke udfyldt."),
            typed=(("kontaktperson.stilling", ""),),
        ),
    ),
    Rule(
        id="REQ002",
        severity=Severity.ERROR,
        title=N_("Forkert antal linjer"),
        message=N_("Antallet af linjer under »%(label)s« passer ikke."),
        variants=(
            ("few", N_("Skriv flere linjer under »%(label)s«: mindst %(least)s, nu %(count)s.")),
            ("many", N_("Fjern linjer under »%(label)s«: højst %(most)s, nu %(count)s.")),
        ),
        what_to_do=N_("Tilføj de linjer, der mangler, eller fjern dem, der er for mange."),
        source=N_("Formularens egen angivelse af, hvor mange linjer der skal udfyldes"),
        check=_wrong_row_counts,
        breaking=Example(
            text=N_("Der er ingen linjer med medfinansiering."),
            typed=(
                ("udgifter.medfinansiering[0].tekst", ""),
                ("udgifter.medfinansiering[0].kilde", ""),
                ("udgifter.medfinansiering[0].beloeb", ""),
                ("udgifter.medfinansiering[0].hyppighed", ""),
                ("udgifter.medfinansiering[0].bevilget", ""),
            ),
        ),
        passing=Example(
            text=N_("Der er én linje med medfinansiering."),
        ),
    ),
)
