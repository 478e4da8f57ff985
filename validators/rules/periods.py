"""DAT002 to DAT004: periods that end too early or too late, or not with the agreement's."""

from collections.abc import Iterator
from datetime import date

from forms.formulas import shown_number
from forms.kinds.date import shown_day
from forms.kinds.period import TimeSpan, last_day_allowed
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.periods import beyond_limit, days_of, is_wrong_in_itself, periods
from validators.rule import AcrossHit, Example, Hit, Rule
from validators.whole_case import Site, WholeCase, odd_ones

_LBF = ("lbf-boligsocial-2019-26",)
_REGULATIV = N_("Landsbyggefondens regulativ for boligsociale indsatser 2019-26")


def _turned_around(case: Examined) -> Iterator[Hit]:
    for spot, period, first, last in periods(case):
        if last < first:
            values = (
                ("label", case.label(spot.path)),
                ("start", shown_day(first)),
                ("end", shown_day(last)),
            )
            yield Hit(path=spot.path, values=values, evidence=TimeSpan().format(period))


def _too_long(case: Examined) -> Iterator[Hit]:
    longest = case.programme.longest_period_years if case.programme else None
    if longest is None:
        return
    years = int(longest.number)
    for spot, period, first, _ in periods(case):
        beyond = beyond_limit(period, case.programme)
        if not beyond:
            continue
        allowed = shown_day(last_day_allowed(first, years=years))
        values = (
            ("label", case.label(spot.path)),
            ("period", TimeSpan().format(period)),
            ("years", shown_number(longest.number)),
            ("allowed", allowed),
            ("days", str(beyond)),
        )
        evidence = f"{TimeSpan().format(period)} > {allowed}"
        variant = "one_day" if beyond == 1 else ""
        yield Hit(path=spot.path, values=values, evidence=evidence, variant=variant)


def _of_another_period(whole: WholeCase) -> Iterator[AcrossHit]:
    documents = (*whole.of("samarbejdsaftale")[:1], *whole.of("delaftale"))
    said: list[tuple[Site, tuple[date, date]]] = []
    for document in documents:
        days = days_of(document.value("periode"))
        if days is not None:
            said.append((document.site("periode"), days))
    if not any(site.document.form == "samarbejdsaftale" for site, _ in said):
        return
    shown = {site.document.name: _shown(days) for site, days in said}
    for odd, right in odd_ones(said):
        if is_wrong_in_itself(odd.document.examined):
            continue
        values = (
            ("label", odd.label),
            ("period", shown[odd.document.name]),
            ("expected", shown[right.document.name]),
        )
        evidence = f"{shown[odd.document.name]} ≠ {shown[right.document.name]}"
        yield AcrossHit(at=odd, other=right, values=values, evidence=evidence)


def _shown(days: tuple[date, date]) -> str:
    return " – ".join(shown_day(day) for day in days)


PERIOD_RULES = (
    Rule(
        id="DAT002",
        severity=Severity.ERROR,
        title=N_("En periode slutter, før den begynder"),
        message=N_("»%(label)s«: Perioden slutter den %(end)s, før den begynder den %(start)s."),
        what_to_do=N_("Ret den første eller den sidste dag."),
        source=N_("Kalenderen"),
        check=_turned_around,
        breaking=Example(
            text=N_("Delaftalen gælder fra 30.09.2025 til 01.10.2021."),
            form="delaftale",
            typed=(("periode", "30.09.2025 - 01.10.2021"),),
        ),
        passing=Example(
            text=N_("Delaftalen gælder en eneste dag, den 1. oktober 2021."),
            form="delaftale",
            typed=(("periode", "01.10.2021 - 01.10.2021"),),
        ),
    ),
    Rule(
        id="DAT003",
        severity=Severity.ERROR,
        title=N_("En periode er længere, end programmet tillader"),
        message=N_(
            "»%(label)s«: %(period)s er %(days)s dage mere end de højst %(years)s år. "
            "Sidste dag kan være den %(allowed)s."
        ),
        variants=(
            (
                "one_day",
                N_(
                    "»%(label)s«: %(period)s er en dag mere end de højst %(years)s år. "
                    "Sidste dag kan være den %(allowed)s."
                ),
            ),
        ),
        what_to_do=N_("Afkort perioden, eller lad den begynde senere."),
        source=N_("Programmets længste periode; den sidste dag tæller med"),
        check=_too_long,
        breaking=Example(
            text=N_("Aftalen gælder fra 1.8.2022 til 1.8.2026, fire år og en dag."),
            form="samarbejdsaftale",
            typed=(("periode", "1.8.2022 - 1.8.2026"),),
        ),
        passing=Example(
            text=N_("Aftalen gælder fra 01.10.21 til 30.09.25, nøjagtig fire år."),
            form="samarbejdsaftale",
            typed=(("periode", "01.10.21 - 30.09.25"),),
        ),
    ),
    Rule(
        id="DAT004",
        severity=Severity.ERROR,
        title=N_("En delaftales periode er ikke samarbejdsaftalens"),
        message=N_("»%(label)s« er %(period)s, men i »%(elsewhere)s« er perioden %(expected)s."),
        what_to_do=N_("Lad samarbejdsaftalen og dens delaftaler gælde i samme periode."),
        source=_REGULATIV,
        forms=("samarbejdsaftale", "delaftale"),
        programmes=_LBF,
        across=_of_another_period,
        breaking=Example(
            text=N_("Aftalen gælder til 30.09.2025, den ene delaftale til 31.08.2025."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:periode", "01.10.2021 - 31.08.2025"),),
        ),
        passing=Example(
            text=N_("Delaftalens periode er skrevet med måneder: oktober 2021 - september 2025."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:periode", "oktober 2021 - september 2025"),),
        ),
    ),
)
