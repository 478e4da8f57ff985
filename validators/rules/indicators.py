"""IND: indicators that are missing, or lack a baseline, its year or a source."""

from collections.abc import Iterator

from forms.kinds.baseline import Baseline
from forms.messages import N_
from forms.outline import given_text
from forms.path import Path
from validators.case import Examined, typed_text
from validators.finding import Severity
from validators.indicators import (
    Table,
    is_monitored,
    lacks_baseline,
    lacks_year,
    rows_of,
    table_of,
    unanswered_rows,
)
from validators.rule import Example, Hit, Rule

_FORMS = ("samarbejdsaftale", "delaftale")
_TABLE = N_("Skabelonens skema med indikatorer, baseline og datakilde")


def _missing_indicators(case: Examined) -> Iterator[Hit]:
    table = table_of(case)
    for row in unanswered_rows(case, table) if table else ():
        path = Path.parse(table.group).row(row) if table else Path()
        name = given_text(case.definition, path / "indikator") or ""
        yield Hit(path=path, values=(("name", name),), evidence=name)


def _without_year(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        if isinstance(spot.field.kind, Baseline) and lacks_year(spot.value) and spot.value:
            shown = spot.field.kind.format(spot.value)
            values = (("label", case.label(spot.path)), ("typed", shown))
            yield Hit(path=spot.path, values=values, evidence=shown)


def _without_baseline(case: Examined) -> Iterator[Hit]:
    table = table_of(case)
    for row in rows_of(case, table) if table else ():
        if table is None or not _name(case, table, row):
            continue
        path = table.path(row, table.baseline)
        if is_monitored(case, table, row):
            if lacks_baseline(case.answers.get(path)) or typed_text(case.answers.get(path)):
                yield _hit(case, table, row, path, "monitored")
        elif lacks_baseline(case.told_at(path)):
            yield _hit(case, table, row, path, "")


def _without_source(case: Examined) -> Iterator[Hit]:
    table = table_of(case)
    for row in rows_of(case, table) if table else ():
        if table is None or not _name(case, table, row):
            continue
        path = table.path(row, table.source)
        if case.told_at(path) is None:
            yield _hit(case, table, row, path, "")


def _name(case: Examined, table: Table, row: int) -> str:
    path = table.path(row, table.name)
    given = given_text(case.definition, path)
    return given or typed_text(case.told_at(path)) or ""


def _hit(case: Examined, table: Table, row: int, path: Path, variant: str) -> Hit:
    name = _name(case, table, row)[:200]
    return Hit(
        path=path,
        values=(("label", case.label(path)), ("name", name)),
        evidence=name,
        variant=variant,
        severity=Severity.INFO if variant == "monitored" else None,
    )


INDICATOR_RULES = (
    Rule(
        id="IND001",
        severity=Severity.ERROR,
        title=N_("En fast indikator mangler"),
        message=N_("Den faste indikator »%(name)s« er ikke udfyldt."),
        what_to_do=N_("Udfyld indikatorens række i skemaet med overordnede mål."),
        source=N_("Samarbejdsaftalens ni faste indikatorer"),
        forms=("samarbejdsaftale",),
        check=_missing_indicators,
        breaking=Example(
            text=N_("Rækken om valgdeltagelse er slettet."),
            form="samarbejdsaftale",
            typed=(
                ("indikatorer[8].baseline_omraade", ""),
                ("indikatorer[8].baseline_kommune", ""),
                ("indikatorer[8].datakilde", ""),
            ),
        ),
        passing=Example(
            text=N_("Alle ni rækker er udfyldt; kommunen opgør ikke trygheden."),
            form="samarbejdsaftale",
            typed=(("indikatorer[6].baseline_kommune", "Opgøres ikke"),),
        ),
    ),
    Rule(
        id="IND002",
        severity=Severity.WARNING,
        title=N_("En baseline mangler sit årstal"),
        message=N_("»%(label)s«: »%(typed)s« har intet årstal."),
        what_to_do=N_("Skriv året i parentes, for eksempel (2019)."),
        source=_TABLE,
        forms=_FORMS,
        check=_without_year,
        breaking=Example(
            text=N_("Andelen af unge med fritidsjob er skrevet uden årstal."),
            form="delaftale",
            typed=(("delmaal[0].baseline", "12,4%"),),
        ),
        passing=Example(
            text=N_("En aktivitet, der ikke er begyndt, har baseline 0 uden årstal."),
            form="delaftale",
            typed=(("delmaal[1].baseline", "0"),),
        ),
    ),
    Rule(
        id="IND003",
        severity=Severity.ERROR,
        title=N_("En indikator har ingen baseline for boligområdet"),
        message=N_("Indikatoren »%(name)s« mangler »%(label)s«."),
        variants=(
            ("monitored", N_("Indikatoren »%(name)s« er monitorering og har ingen baseline.")),
        ),
        what_to_do=N_("Skriv baseline med årstal; 0 er også en baseline."),
        source=_TABLE,
        forms=_FORMS,
        check=_without_baseline,
        breaking=Example(
            text=N_("Andelen af unge med fritidsjob har ingen baseline."),
            form="delaftale",
            typed=(("delmaal[0].baseline", ""),),
        ),
        passing=Example(
            text=N_("Andelen af unge med fritidsjob har baseline 0."),
            form="delaftale",
            typed=(("delmaal[0].baseline", "0"),),
        ),
    ),
    Rule(
        id="IND004",
        severity=Severity.ERROR,
        title=N_("En indikator har ingen datakilde"),
        message=N_("Indikatoren »%(name)s« mangler »%(label)s«."),
        what_to_do=N_("Skriv, hvor tallet kommer fra; egen registrering er også en kilde."),
        source=_TABLE,
        forms=_FORMS,
        check=_without_source,
        breaking=Example(
            text=N_("Andelen af unge med fritidsjob har ingen datakilde."),
            form="delaftale",
            typed=(("delmaal[0].datakilde", "-"),),
        ),
        passing=Example(
            text=N_("Datakilden er »Egen registrering«."),
            form="delaftale",
            typed=(("delmaal[0].datakilde", "Egen registrering"),),
        ),
    ),
)
