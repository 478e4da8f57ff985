"""STS: what a yearly report says of its milestones and results, held against itself."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from forms.formulas import shown_number
from forms.kinds.baseline import Baseline
from forms.kinds.kind import Measured
from forms.messages import N_
from forms.path import Path
from forms.reports import REPORT, Result, number_of
from validators.case import Examined
from validators.finding import Severity
from validators.placeholders import says_nothing
from validators.report_series import (
    asked_unit,
    known_values,
    mentions,
    report_in,
    results_of,
    unit_of,
)
from validators.rule import Example, Hit, Rule
from validators.told_numbers import (
    Told,
    impossible_shares,
    same_years,
    wrong_shares,
    wrong_sums,
)

_FORMS = (REPORT,)
_SOURCE = N_("Statusrapportens egen vejledning om milepæle, farver og resultater")
_NO_YEAR = 9999
_NOT_AS_AGREED = ("aendret", "lukket", "opgivet")


def _without_status(case: Examined) -> Iterator[Hit]:
    report = report_in(case)
    for effort in report.efforts if report.year is not None else ():
        for each in effort.milestones if not effort.is_closed else ():
            is_due = each.year is not None and each.year <= (report.year or 0)
            if is_due and each.name and says_nothing(each.status):
                values = (("milestone", each.name[:200]), ("year", str(each.year)))
                yield Hit(path=each.path / "status", values=values, evidence=each.name[:200])


def _colours(case: Examined) -> Iterator[Hit]:
    report = report_in(case)
    for effort in report.efforts:
        if effort.state in _NOT_AS_AGREED and says_nothing(effort.reason):
            yield Hit(
                path=effort.path / "begrundelse",
                values=(("name", effort.name[:200]),),
                evidence=effort.state,
                variant="closed",
            )
        for each in effort.milestones:
            values = (("milestone", each.name[:200]), ("year", str(each.year)))
            if each.colour in ("roed", "gul") and says_nothing(each.comment):
                yield Hit(
                    path=each.path / "kommentar",
                    values=values,
                    evidence=each.colour,
                    variant="red" if each.colour == "roed" else "",
                )
            is_early = (each.year or 0) > (report.year or _NO_YEAR)
            if is_early and each.colour in ("groen", "gul", "roed"):
                yield Hit(
                    path=each.path / "farve", values=values, evidence=each.colour, variant="early"
                )


def _two_values(case: Examined) -> Iterator[Hit]:
    for _, result in results_of(report_in(case)):
        yield from _two_rows(result)
        yield from _two_told(case, result)


def _two_rows(result: Result) -> Iterator[Hit]:
    seen: dict[int, Decimal] = {}
    for each in result.measures:
        number = number_of(each.value)
        if each.year is None or number is None:
            continue
        first = seen.setdefault(each.year, number)
        if first != number:
            yield _two(each.path / "vaerdi", result, each.year, number, first)


def _two_told(case: Examined, result: Result) -> Iterator[Hit]:
    """A share that a text gives the result, and that no row and no earlier text gives it."""
    known = known_values(result)
    for each in mentions(case, result):
        first = known.setdefault(each.year, each.number)
        if abs(first - each.number) > each.half:
            yield _two(each.path, result, each.year, each.number, first)


def _two(path: Path, result: Result, year: int, number: Decimal, other: Decimal) -> Hit:
    shown = (shown_number(number), shown_number(other))
    values = (("result", result.name[:200]), ("year", str(year)), ("here", shown[0]))
    return Hit(path=path, values=(*values, ("there", shown[1])), evidence=" / ".join(shown))


def _impossible(case: Examined) -> Iterator[Hit]:
    checks: tuple[tuple[str, Callable[[str], Iterator[Told]]], ...] = (
        ("", impossible_shares),
        ("share", wrong_shares),
        ("sum", wrong_sums),
    )
    for spot in case.asked:
        shown = spot.value if isinstance(spot.value, Measured) else None
        text = Baseline().format(shown) if shown else spot.text or ""
        for variant, check in checks if any(map(str.isdigit, text)) else ():
            for told in check(text):
                values = (
                    ("label", case.label(spot.path)),
                    ("found", told.text[:200]),
                    ("right", told.right),
                )
                yield Hit(path=spot.path, values=values, evidence=told.text[:200], variant=variant)


def _series(case: Examined) -> Iterator[Hit]:
    for _, result in results_of(report_in(case)):
        hit = next(_breaks(result), None)
        if hit is not None:
            yield hit
    for spot in case.asked:
        for told in same_years(spot.text or ""):
            values = (("label", case.label(spot.path)), ("found", told.text[:200]))
            yield Hit(path=spot.path, values=values, evidence=told.text[:200], variant="years")


def _breaks(result: Result) -> Iterator[Hit]:
    """Where a series goes on as another one, the first place first."""
    name = ("result", result.name[:200])
    counted = result.baseline.year if result.baseline is not None else None
    if None not in (counted, result.baseline_year) and counted != result.baseline_year:
        years = (("year", str(counted)), ("other", str(result.baseline_year)))
        yield Hit(
            path=result.path / "baseline",
            values=(name, *years),
            evidence=" / ".join(year for _, year in years),
            variant="baseline",
        )
    measured = [(result.path / "baseline", result.baseline)]
    measured += [(each.path / "vaerdi", each.value) for each in result.measures]
    told = [
        (path, value) for path, value in measured if value is not None and value.number is not None
    ]
    yield from _other_units(result, told)
    yield from _other_groups(result, told)
    for each in result.measures:
        said = each.value.year if each.value is not None else None
        if said is not None and each.year is not None and said != each.year:
            yield Hit(
                path=each.path / "vaerdi",
                values=(name, ("year", str(said)), ("other", str(each.year))),
                evidence=f"{said} / {each.year}",
                variant="year",
            )


def _other_units(result: Result, told: list[tuple[Path, Measured]]) -> Iterator[Hit]:
    unit = asked_unit(result.unit) or (unit_of(told[0][1]) if told else "")
    for path, value in told:
        if unit_of(value) != unit and not (unit == "pct" and unit_of(value) == "tal"):
            shown = Baseline().format(value)
            values = (("result", result.name[:200]), ("value", shown), ("unit", _UNIT_NAMES[unit]))
            yield Hit(path=path, values=values, evidence=shown, variant="unit")


def _other_groups(result: Result, told: list[tuple[Path, Measured]]) -> Iterator[Hit]:
    noted = [(path, value.note) for path, value in told if _is_group(value.note)]
    for path, note in noted[1:]:
        if note.casefold() != noted[0][1].casefold():
            values = (("result", result.name[:200]), ("group", note), ("other", noted[0][1]))
            yield Hit(path=path, values=values, evidence=f"{note} / {noted[0][1]}", variant="group")


def _is_group(note: str) -> bool:
    """Whether a note tells who was counted, and not how many."""
    return bool(note) and not any(map(str.isdigit, note))


_UNIT_NAMES = {"pct": N_("procent"), "procentpoint": N_("procentpoint"), "tal": N_("et tal")}

STATUS_RULES = (
    Rule(
        id="STS001",
        severity=Severity.ERROR,
        title=N_("En milepæl, der skulle være nået, har ingen status"),
        message=N_("Milepælen »%(milestone)s« skulle være nået i %(year)s, men har ingen status."),
        what_to_do=N_("Skriv, om milepælen er nået: ja, nej eller delvist."),
        source=_SOURCE,
        forms=_FORMS,
        check=_without_status,
        breaking=Example(
            text=N_("En milepæl for rapportens år har ingen status."),
            form=REPORT,
            typed=(("indsatser[0].milepaele[1].status", ""),),
        ),
        passing=Example(
            text=N_("En milepæl for næste år har ingen status."),
            form=REPORT,
            typed=(("indsatser[0].milepaele[2].status", ""),),
        ),
    ),
    Rule(
        id="STS002",
        severity=Severity.WARNING,
        title=N_("En farve eller en lukning er ikke forklaret"),
        message=N_("Milepælen »%(milestone)s« (%(year)s) er gul, men kommentaren mangler."),
        variants=(
            ("red", N_("Milepælen »%(milestone)s« (%(year)s) er rød, men kommentaren mangler.")),
            (
                "closed",
                N_("Indsatsen »%(name)s« er ændret, lukket eller opgivet uden begrundelse."),
            ),
            (
                "early",
                N_(
                    "Milepælen »%(milestone)s« er først for %(year)s, så den kan ikke have en "
                    "farve endnu."
                ),
            ),
        ),
        what_to_do=N_("Skriv hvorfor, eller ret farven."),
        source=_SOURCE,
        forms=_FORMS,
        check=_colours,
        breaking=Example(
            text=N_("En gul milepæl har ingen kommentar."),
            form=REPORT,
            typed=(("indsatser[0].milepaele[1].kommentar", "-"),),
        ),
        passing=Example(
            text=N_("En milepæl for næste år har »Ingen farve«."),
            form=REPORT,
            typed=(("indsatser[0].milepaele[2].farve", "Ingen farve"),),
        ),
    ),
    Rule(
        id="STS003",
        severity=Severity.WARNING,
        title=N_("Det samme resultat har to værdier"),
        message=N_("»%(result)s« er %(here)s i %(year)s her, men %(there)s et andet sted."),
        what_to_do=N_("Find ud af, hvilket tal der er rigtigt, og skriv det samme begge steder."),
        source=_SOURCE,
        forms=_FORMS,
        check=_two_values,
        breaking=Example(
            text=N_("Teksten siger 84,7 pct., hvor tabellen siger 84."),
            form=REPORT,
            typed=(
                (
                    "sammenfatning",
                    (
                        "Andelen af unge i gang med en uddannelse er nu 84,7 pct., og fritidsjob "
                        "er lukket siden sidst."
                    ),
                ),
            ),
        ),
        passing=Example(
            text=N_("Teksten siger det samme tal som tabellen, og nævner målet for sig."),
            form=REPORT,
            typed=(
                (
                    "sammenfatning",
                    (
                        "Andelen af unge i gang med en uddannelse er nu 84 pct. Målet er, at "
                        "andelen af unge i gang med en uddannelse bliver 90 pct."
                    ),
                ),
            ),
        ),
    ),
    Rule(
        id="STS004",
        severity=Severity.WARNING,
        title=N_("Et tal i teksten kan ikke passe"),
        message=N_("»%(label)s«: »%(found)s« kan ikke passe; så få giver ikke den andel."),
        variants=(
            ("share", N_("»%(label)s«: »%(found)s« passer ikke; det er %(right)s pct.")),
            ("sum", N_("»%(label)s«: »%(found)s« passer ikke; det er %(right)s i alt.")),
        ),
        what_to_do=N_("Regn efter, og ret det tal, der er forkert."),
        source=_SOURCE,
        forms=_FORMS,
        check=_impossible,
        breaking=Example(
            text=N_("149 ud af 182 er 82 pct. og ikke 80."),
            form=REPORT,
            typed=(
                (
                    "indsatser[0].vurdering",
                    "Brobyggerne traf 149 af 182 unge, svarende til 80 pct. af årgangen.",
                ),
            ),
        ),
        passing=Example(
            text=N_("149 ud af 182 er 82 pct., og knap 82 pct. passer også."),
            form=REPORT,
            typed=(
                (
                    "indsatser[0].vurdering",
                    "Brobyggerne traf 149 af 182 unge, svarende til knap 82 pct. af årgangen.",
                ),
            ),
        ),
    ),
    Rule(
        id="STS005",
        severity=Severity.WARNING,
        title=N_("En måling fortsætter som en anden"),
        message=N_("»%(result)s«: Værdien »%(value)s« er ikke %(unit)s som de andre."),
        variants=(
            ("unit", N_("»%(result)s«: Værdien »%(value)s« er ikke %(unit)s som de andre.")),
            (
                "group",
                N_("»%(result)s« er opgjort for »%(group)s«, men før for »%(other)s«."),
            ),
            (
                "baseline",
                N_("»%(result)s«: Baseline er fra %(year)s, men baselineåret er %(other)s."),
            ),
            ("year", N_("»%(result)s«: Værdien er fra %(year)s, men står ved %(other)s.")),
            ("years", N_("»%(label)s«: »%(found)s« nævner det samme år to gange.")),
        ),
        msgids=("unit",),
        what_to_do=N_("Mål på samme måde hvert år, eller forklar, hvad der er anderledes."),
        source=_SOURCE,
        forms=_FORMS,
        check=_series,
        breaking=Example(
            text=N_("En andel i procent er pludselig et antal procentpoint."),
            form=REPORT,
            typed=(("indsatser[0].resultater[0].vaerdier[1].vaerdi", "4 procentpoint"),),
        ),
        passing=Example(
            text=N_("Baselineåret står både i baseline og for sig selv, og det er det samme."),
            form=REPORT,
            typed=(("indsatser[0].resultater[0].baseline", "78 % (2009)"),),
        ),
    ),
)
