"""VAL: answers that are not of their kind, and names nobody knows."""

from collections.abc import Iterator

from forms.kinds.kind import Fault, Unread
from forms.kinds.kommune import Kommune, is_known_kommune, nearest_kommuner
from forms.kinds.whole_number import WholeNumber
from forms.messages import N_
from validators.case import Examined, Spot
from validators.finding import Severity
from validators.indicators import is_monitoring
from validators.rule import Example, Hit, Rule

_OF_OTHER_RULES = frozenset(
    (
        Fault.NOT_AN_AMOUNT,
        Fault.AMBIGUOUS_AMOUNT,
        Fault.NOT_A_DATE,
        Fault.INCOMPLETE_DATE,
        Fault.NOT_A_PERIOD,
    )
)


def unread_answers(case: Examined, faults: frozenset[Fault]) -> Iterator[tuple[Spot, Unread]]:
    """The asked answers that could not be read for one of some reasons."""
    for spot in case.asked:
        if isinstance(spot.value, Unread) and not spot.is_empty and spot.value.fault in faults:
            yield spot, spot.value


def _not_of_their_kind(case: Examined) -> Iterator[Hit]:
    for spot, unread in unread_answers(case, frozenset(Fault) - _OF_OTHER_RULES):
        if is_monitoring(spot):
            continue
        typed = unread.text[:200]
        yield Hit(
            path=spot.path,
            values=(
                ("label", case.label(spot.path)),
                ("typed", typed),
                ("suggestions", "; ".join(unread.suggestions[:8])),
                *_bounds(spot),
            ),
            evidence=typed,
            variant=_variant(spot, unread),
        )


def _variant(spot: Spot, unread: Unread) -> str:
    """The sentence for a fault; one with the bounds where a whole number has them."""
    if unread.fault is Fault.NOT_A_NUMBER and _bounds(spot):
        return "not_in_range"
    return str(unread.fault)


def _bounds(spot: Spot) -> tuple[tuple[str, str], ...]:
    kind = spot.field.kind
    if not isinstance(kind, WholeNumber):
        return ()
    return (("least", str(kind.least)), ("most", str(kind.most)))


def _unknown_kommuner(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        is_kommune = isinstance(spot.field.kind, Kommune)
        if not is_kommune or spot.text is None or spot.is_empty or is_known_kommune(spot.value):
            continue
        near = nearest_kommuner(spot.text)
        yield Hit(
            path=spot.path,
            values=(("typed", spot.text[:200]), ("nearest", ", ".join(near))),
            evidence=spot.text[:200],
            variant="near" if near else "",
        )


VALUE_RULES = (
    Rule(
        id="VAL001",
        severity=Severity.ERROR,
        title=N_("Et svar kan ikke læses"),
        message=N_("»%(typed)s« kan ikke læses som svar på »%(label)s«."),
        variants=(
            (Fault.NOT_AN_EMAIL, N_("»%(label)s«: »%(typed)s« er ikke en e-mailadresse.")),
            (Fault.NOT_A_PHONE, N_("»%(label)s«: »%(typed)s« er ikke et telefonnummer.")),
            (Fault.NOT_A_CVR, N_("»%(label)s«: »%(typed)s« er ikke et CVR-nummer.")),
            (Fault.NOT_A_NUMBER, N_("»%(label)s«: »%(typed)s« er ikke et tal.")),
            (
                Fault.NOT_A_BASELINE,
                N_("»%(label)s«: »%(typed)s« er ikke et tal med enhed og årstal."),
            ),
            (
                "not_in_range",
                N_("»%(label)s«: »%(typed)s« er ikke et helt tal fra %(least)s til %(most)s."),
            ),
            (
                Fault.NOT_AN_OPTION,
                N_("»%(label)s«: »%(typed)s« er ingen af mulighederne (%(suggestions)s)."),
            ),
        ),
        what_to_do=N_("Ret svaret. Det, der er skrevet, er gemt uændret."),
        source=N_("Formularens egen angivelse af, hvad der spørges om"),
        check=_not_of_their_kind,
        breaking=Example(
            text=N_("E-mailadressen er skrevet uden domæne."),
            typed=(("kontaktperson.email", "anne(at)eksempel"),),
        ),
        passing=Example(
            text=N_("E-mailadressen er hel."),
            typed=(("kontaktperson.email", "anne@eksempel.dk"),),
        ),
    ),
    Rule(
        id="VAL002",
        severity=Severity.WARNING,
        title=N_("Kommunen kendes ikke"),
        message=N_("»%(typed)s« er ikke navnet på en kommune."),
        variants=(("near", N_("»%(typed)s« er ikke navnet på en kommune. Mente du %(nearest)s?")),),
        what_to_do=N_("Ret navnet, eller bekræft, at det er skrevet rigtigt."),
        source=N_("De 98 kommuner efter kommunalreformen den 1. januar 2007"),
        check=_unknown_kommuner,
        breaking=Example(
            text=N_("Kommunen er skrevet »Holstbro«."),
            typed=(("kommune", "Holstbro"),),
        ),
        passing=Example(
            text=N_("Kommunen er skrevet »Holstebro Kommune«."),
            typed=(("kommune", "Holstebro Kommune"),),
        ),
    ),
)
