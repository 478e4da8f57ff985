"""ACT: activities that are listed, described and measured under different names, or not at all."""

from collections.abc import Callable, Iterator

from forms.messages import N_
from validators.activities import Compared, Named, compared, without_indicator
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule

_FORMS = ("delaftale",)
_TEMPLATE = N_("Delaftalens skabelon: ét skema for hver aktivitet på listen")


def _unmatched(
    side: Callable[[Compared], tuple[Named, ...]],
) -> Callable[[Examined], Iterator[Hit]]:
    """The check of activities that stand on one side only."""

    def check(case: Examined) -> Iterator[Hit]:
        for each in side(case.once(compared)):
            yield _hit(case, each)

    return check


def _renamed(case: Examined) -> Iterator[Hit]:
    for listed, sheet in case.once(compared).renamed:
        values = (
            ("label", case.label(listed.path)),
            ("listed", listed.name[:200]),
            ("sheet", sheet.name[:200]),
            ("sheet_label", case.label(sheet.path)),
        )
        evidence = f"»{listed.name[:200]}« / »{sheet.name[:200]}«"
        yield Hit(path=listed.path, values=values, evidence=evidence)


def _unmeasured(case: Examined) -> Iterator[Hit]:
    for each in without_indicator(case):
        yield _hit(case, each)


def _hit(case: Examined, each: Named) -> Hit:
    values = (("label", case.label(each.path)), ("name", each.name[:200]))
    return Hit(path=each.path, values=values, evidence=each.name[:200])


ACTIVITY_RULES = (
    Rule(
        id="ACT001",
        severity=Severity.ERROR,
        title=N_("En aktivitet på listen har intet skema"),
        message=N_("»%(name)s« står på listen over aktiviteter, men har intet aktivitetsskema."),
        what_to_do=N_("Tilføj et skema for aktiviteten, eller tag den af listen."),
        source=_TEMPLATE,
        forms=_FORMS,
        check=_unmatched(lambda both: both.only_listed),
        breaking=Example(
            text=N_("Listen nævner »Jobklub« og »Gadeidræt«, men der er kun skema for jobklubben."),
            form="delaftale",
            typed=(
                ("aktivitetsliste[0].navn", "Jobklub"),
                ("aktivitetsliste[1].navn", "Gadeidræt"),
            ),
        ),
        passing=Example(
            text=N_("Listen nævner »Jobklub«, som der er skema for."),
            form="delaftale",
            typed=(("aktivitetsliste[0].navn", "jobklub"),),
        ),
    ),
    Rule(
        id="ACT002",
        severity=Severity.ERROR,
        title=N_("Et aktivitetsskema er ikke på listen"),
        message=N_("Der er et skema for »%(name)s«, som ikke står på listen over aktiviteter."),
        what_to_do=N_("Skriv aktiviteten på listen, eller fjern skemaet."),
        source=_TEMPLATE,
        forms=_FORMS,
        check=_unmatched(lambda both: both.only_sheets),
        breaking=Example(
            text=N_("Der er skema for »Læsegruppe« og »Fædreklub«, men kun den ene er på listen."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:aktivitetsliste[1].navn", ""),),
        ),
        passing=Example(
            text=N_("Listen er ikke udfyldt; den følger af skemaerne."),
            is_in_case=True,
            typed=(
                ("delaftale-uddannelse:aktivitetsliste[0].navn", ""),
                ("delaftale-uddannelse:aktivitetsliste[1].navn", ""),
            ),
        ),
    ),
    Rule(
        id="ACT003",
        severity=Severity.WARNING,
        title=N_("Listen og skemaet kalder aktiviteten noget forskelligt"),
        message=N_(
            "»%(label)s«: På listen står »%(listed)s«, men i »%(sheet_label)s« står »%(sheet)s«."
        ),
        what_to_do=N_("Skriv aktivitetens navn ens begge steder."),
        source=_TEMPLATE,
        forms=_FORMS,
        check=_renamed,
        breaking=Example(
            text=N_("På listen står »Fædreklubber 30+«, på skemaet »Fædreklub (30+)«."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:aktivitetsliste[1].navn", "Fædreklubber 30+"),),
        ),
        passing=Example(
            text=N_("På listen står »FÆDREKLUB (30+)« med store bogstaver."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:aktivitetsliste[1].navn", "FÆDREKLUB (30+)"),),
        ),
    ),
    Rule(
        id="ACT004",
        severity=Severity.WARNING,
        title=N_("En aktivitet har ingen indikator"),
        message=N_("»%(name)s« er ikke nævnt ved noget delmål eller nogen indikator."),
        what_to_do=N_("Tilføj en indikator, der viser, om aktiviteten når det, den skal."),
        source=N_("Delaftalens skema med delmål og indikatorer"),
        forms=_FORMS,
        check=_unmeasured,
        breaking=Example(
            text=N_("Læsegruppen har en indikator, fædreklubben ingen."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:delmaal[2].indikator",
                    "Andel forældre, der kommer til skolens møder",
                ),
            ),
        ),
        passing=Example(
            text=N_("Ingen af indikatorerne nævner en aktivitet; de gælder for dem alle."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:delmaal[1].indikator",
                    "Andel børn, der går til noget i fritiden",
                ),
                (
                    "delaftale-uddannelse:delmaal[2].indikator",
                    "Andel forældre, der kommer til skolens møder",
                ),
            ),
        ),
    ),
)
