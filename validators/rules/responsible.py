"""PAR003: organisations made responsible for an activity without being a party."""

from collections.abc import Iterator

from forms.messages import N_
from forms.path import Path
from validators.activities import SHEETS
from validators.case import Examined, typed_text
from validators.finding import Severity
from validators.responsible import is_one_of, responsible
from validators.rule import Example, Hit, Rule

_PARTIES = Path.parse("parter")


def _no_parties(case: Examined) -> Iterator[Hit]:
    parties = _names(case, _PARTIES, "navn")
    if not parties:
        return
    ours = (*parties, *_names(case, SHEETS, "navn"), *_efforts_name(case))
    for row in case.first_rows(SHEETS):
        path = SHEETS.row(row) / "ansvar"
        text = typed_text(case.told_at(path))
        for name in responsible(text or ""):
            if not is_one_of(name, ours):
                values = (("label", case.label(path)), ("name", name))
                yield Hit(path=path, values=values, evidence=name)


def _names(case: Examined, group: Path, column: str) -> tuple[str, ...]:
    paths = [group.row(row) / column for row in case.first_rows(group)]
    told = [typed_text(case.told_at(path)) for path in paths]
    return tuple(name for name in told if name)


def _efforts_name(case: Examined) -> tuple[str, ...]:
    name = typed_text(case.value_beside("navn", Path()))
    return (name,) if name else ()


RESPONSIBLE_RULES = (
    Rule(
        id="PAR003",
        severity=Severity.WARNING,
        title=N_("En ansvarlig organisation er ikke part"),
        message=N_("»%(label)s«: »%(name)s« har et ansvar, men er ikke part i delaftalen."),
        what_to_do=N_("Skriv organisationen på listen over parter, eller ret ansvaret."),
        source=N_("Delaftalens parter er dem, der er ansvarlige for at gennemføre den"),
        forms=("delaftale",),
        check=_no_parties,
        breaking=Example(
            text=N_("Åby Bibliotek er ansvarligt for læsegruppen, men er ikke part."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[1].ansvar",
                    "Åby Bibliotek er ansvarligt for at låne bøger ud.",
                ),
            ),
        ),
        passing=Example(
            text=N_("Børneenheden er ansvarlig; den er nævnt under kommunen."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[1].ansvar",
                    "Børneenheden i Åby Kommune er ansvarlig for at finde fædrene.",
                ),
            ),
        ),
    ),
)
