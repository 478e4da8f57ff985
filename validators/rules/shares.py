"""BUD005, BUD008 and BUD013: how large a share is local, granted, and local for certain."""

from collections.abc import Iterator
from decimal import ROUND_DOWN

from forms.conditions import beside
from forms.formulas import shown_number
from forms.grammar import Proof
from forms.messages import N_
from forms.outline import Placed
from forms.path import Path
from validators.arithmetic import computed_total
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.shares import Share, provisional_shares, settled_share, whole_of
from validators.shown import kroner, percent


def _too_small_local_share(case: Examined) -> Iterator[Hit]:
    minimum = case.programme.minimum_local_share if case.programme else None
    if minimum is None:
        return
    for placed, at in _totals(case):
        local = (
            computed_total(case, placed, at) if placed.total.proof is Proof.LOCAL_SHARE else None
        )
        whole = whole_of(placed, at, case)
        if local is None or whole is None or whole.value <= 0:
            continue
        most, least_whole = local.value + local.precision, whole.value - whole.precision
        if most * 100 < least_whole * minimum.number:
            share = percent(local.value, whole.value, ROUND_DOWN)
            least = f"{shown_number(minimum.number)}\u00a0%"
            values = (
                ("label", case.label(at)),
                ("share", share),
                ("minimum", least),
                ("local", kroner(local.value)),
                ("whole", kroner(whole.value)),
            )
            evidence = f"{kroner(local.value)} / {kroner(whole.value)} = {share} < {least}"
            path = beside(placed.total.stated, at) if placed.total.stated else at
            yield Hit(path=path, values=values, evidence=evidence)


def _share_in_doubt(case: Examined) -> Iterator[Hit]:
    """A local share that reaches the minimum only by sources that may not be local."""
    minimum = case.programme.minimum_local_share if case.programme else None
    if minimum is None or any(True for _ in _too_small_local_share(case)):
        return
    for placed, at in _totals(case):
        is_local = placed.total.proof is Proof.LOCAL_SHARE
        share = settled_share(case, placed, at) if is_local else None
        whole = whole_of(placed, at, case)
        if share is None or whole is None or share.granted * 100 >= share.whole * minimum.number:
            continue
        counted = percent(share.all, whole.value, ROUND_DOWN)
        settled = percent(share.granted, share.whole, ROUND_DOWN)
        values = (
            ("label", case.label(at)),
            ("doubtful", kroner(share.all - share.granted)),
            ("with", counted),
            ("without", settled),
            ("minimum", f"{shown_number(minimum.number)}\u00a0%"),
        )
        yield Hit(path=share.path, values=values, evidence=f"{counted}; {settled}")


def _not_yet_granted(case: Examined) -> Iterator[Hit]:
    for placed, at in _totals(case):
        share = provisional_shares(case, placed, at)
        if share is not None:
            yield Hit(
                path=share.path,
                values=_share_values(case, share),
                evidence=f"{percent(share.all, share.whole)}; "
                f"{percent(share.granted, share.whole)}",
            )


def _share_values(case: Examined, share: Share) -> tuple[tuple[str, str], ...]:
    return (
        ("label", case.label(share.path)),
        ("pending", kroner(share.all - share.granted)),
        ("with", percent(share.all, share.whole)),
        ("without", percent(share.granted, share.whole)),
    )


def _totals(case: Examined) -> Iterator[tuple[Placed, Path]]:
    for placed in case.outline.totals():
        for at in case.paths(placed):
            yield placed, at


SHARE_RULES = (
    Rule(
        id="BUD005",
        severity=Severity.ERROR,
        title=N_("Den lokale medfinansiering er for lille"),
        message=N_(
            "»%(label)s« er %(local)s af %(whole)s, det vil sige %(share)s. "
            "Programmet kræver mindst %(minimum)s."
        ),
        what_to_do=N_("Forhøj den lokale medfinansiering, eller søg om mindre."),
        source=N_("Programmets krav til lokal medfinansiering"),
        check=_too_small_local_share,
        breaking=Example(
            text=N_("Der er 200.000 kr. lokalt af 1.000.000 kr.; programmet kræver 25 procent."),
            form="budgeteksempel",
            typed=(("fonden", "800.000"), ("lokalt", "200.000")),
        ),
        passing=Example(
            text=N_("Der er 250.000 kr. lokalt af 1.000.000 kr.; programmet kræver 25 procent."),
            form="budgeteksempel",
            typed=(("fonden", "750.000"), ("lokalt", "250.000")),
        ),
    ),
    Rule(
        id="BUD008",
        severity=Severity.WARNING,
        title=N_("En del af medfinansieringen er ikke bevilget endnu"),
        message=N_(
            "%(pending)s af »%(label)s« er ikke bevilget endnu. Andelen er %(with)s, "
            "men %(without)s uden det."
        ),
        what_to_do=N_("Skriv, hvornår der tages stilling, og hvad der sker, hvis svaret er nej."),
        source=N_("Formularens kolonne »Bevilget«"),
        check=_not_yet_granted,
        breaking=Example(
            text=N_("Kommunens 300.000 kr. om året er ikke bevilget."),
            typed=(("udgifter.medfinansiering[0].bevilget", "Nej"),),
        ),
        passing=Example(
            text=N_("Kommunens 300.000 kr. om året er bevilget."),
            typed=(("udgifter.medfinansiering[0].bevilget", "Ja"),),
        ),
    ),
    Rule(
        id="BUD013",
        severity=Severity.WARNING,
        title=N_("Den lokale andel er kun stor nok, hvis »Andre« er lokale"),
        message=N_(
            "»%(label)s« er %(with)s, men %(without)s, hvis de %(doubtful)s fra »Andre« ikke er "
            "lokale. Programmet kræver mindst %(minimum)s."
        ),
        what_to_do=N_(
            "Skriv, hvem »Andre« er. Penge fra fonde uden for budgettet tæller ikke med som lokale."
        ),
        source=N_("Programmets krav til lokal medfinansiering"),
        programmes=("lbf-boligsocial-2019-26",),
        check=_share_in_doubt,
        breaking=Example(
            text=N_("30 procent er lokale, men det hele kommer fra »Andre«."),
            form="budget",
            typed=(("finansiering[1].kilde", "Andre"),),
        ),
        passing=Example(
            text=N_("Kommunen betaler 30 procent; »Andre« giver lidt oveni."),
            form="budget",
            typed=(
                ("finansiering[0].aar1", "650.000"),
                ("finansiering[2].kilde", "Andre"),
                ("finansiering[2].aar1", "50.000"),
            ),
        ),
    ),
)
