"""BUD: totals that do not follow from their lines, malformed amounts, shares of local money."""

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from forms.conditions import beside
from forms.formulas import shown_number
from forms.grammar import Proof
from forms.kinds.kind import Unread
from forms.messages import N_
from forms.outline import Placed
from forms.path import Path
from validators.arithmetic import Reckoning, computed_total, reckonings
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.shares import Share, provisional_shares, whole_of
from validators.suggestions import proven_suggestions, unread_amounts

_STATED_WRONGLY = N_(
    "»%(label)s« er angivet til %(stated)s, men %(formula)s. Forskellen er %(difference)s."
)
_PLAIN = (
    (
        "plain",
        N_(
            "»%(label)s« er angivet til %(stated)s, men er beregnet til %(computed)s. "
            "Forskellen er %(difference)s."
        ),
    ),
)
_CORRECT_IT = N_("Ret det angivne beløb, eller ret de tal, det bygger på.")


def _disagreeing(proof: Proof) -> Callable[[Examined], Iterator[Hit]]:
    """The check of stated totals with one kind of proof."""

    def check(case: Examined) -> Iterator[Hit]:
        for each in reckonings(case):
            if each.proof is not proof or each.difference == 0:
                continue
            values = (
                ("label", case.label(each.path)),
                ("stated", kroner(each.stated)),
                ("computed", kroner(each.computed)),
                ("formula", each.shown),
                ("difference", kroner(abs(each.difference))),
            )
            yield Hit(
                path=each.path,
                values=values,
                evidence=_evidence(each),
                variant="" if each.is_compound else "plain",
            )

    return check


def _evidence(each: Reckoning) -> str:
    """`angivet 5.000.000 kr.; 3 × 1.400.000 + 600.000 = 4.800.000; forskel 200.000`."""
    difference = shown_number(abs(each.difference))
    return f"angivet {kroner(each.stated)}; {each.shown}; forskel {difference}"


def _too_small_local_share(case: Examined) -> Iterator[Hit]:
    minimum = case.programme.minimum_local_share if case.programme else None
    if minimum is None:
        return
    for placed, at in _totals(case):
        local = computed_total(case, placed, at) if placed.total.proof is Proof.LOCAL_SHARE else None
        whole = whole_of(placed, at, case)
        if local is None or whole is None or whole <= 0:
            continue
        if local.value * 100 < whole * minimum.number:
            share = percent(local.value, whole, ROUND_DOWN)
            least = f"{shown_number(minimum.number)}\u00a0%"
            values = (
                ("label", case.label(at)),
                ("share", share),
                ("minimum", least),
                ("local", kroner(local.value)),
                ("whole", kroner(whole)),
            )
            evidence = f"{kroner(local.value)} / {kroner(whole)} = {share} < {least}"
            path = beside(placed.total.stated, at) if placed.total.stated else at
            yield Hit(path=path, values=values, evidence=evidence)


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


def kroner(number: Decimal) -> str:
    """`4.800.000 kr.` with an unbreakable space; øre only where there are any."""
    return f"{shown_number(number)}\u00a0kr."


def percent(part: Decimal, whole: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """The share with one decimal, `26,8 %`; a share under a minimum is never rounded up to it."""
    share = (part * 100 / whole).quantize(Decimal("0.1"), rounding)
    return f"{share}".replace(".", ",").replace("-", "−") + "\u00a0%"


BUDGET_RULES = (
    Rule(
        id="BUD001",
        severity=Severity.ERROR,
        title=N_("En sum passer ikke med sine linjer"),
        message=_STATED_WRONGLY,
        variants=_PLAIN,
        what_to_do=_CORRECT_IT,
        source=N_("Formularens egen opstilling: summen er linjerne lagt sammen"),
        check=_disagreeing(Proof.SUM),
        breaking=Example(
            text=N_("Medfinansieringen er angivet til 400.000 kr., men 300.000 + 50.000 = 350.000."),
            typed=(
                ("udgifter.medfinansiering[0].hyppighed", "Én gang"),
                ("udgifter.medfinansiering[1].tekst", "Lokaler"),
                ("udgifter.medfinansiering[1].kilde", "Kommunen"),
                ("udgifter.medfinansiering[1].beloeb", "50.000"),
                ("udgifter.medfinansiering[1].hyppighed", "Én gang"),
                ("udgifter.medfinansiering[1].bevilget", "Ja"),
                ("udgifter.medfinansiering_i_alt", "400.000"),
                ("udgifter.ansoegt_beloeb", "4.400.000"),
            ),
        ),
        passing=Example(
            text=N_("Medfinansieringen er angivet til 300.000 kr., som er dens ene linje."),
            typed=(
                ("udgifter.medfinansiering[0].hyppighed", "Én gang"),
                ("udgifter.medfinansiering_i_alt", "300.000"),
                ("udgifter.ansoegt_beloeb", "4.500.000"),
            ),
        ),
    ),
    Rule(
        id="BUD002",
        severity=Severity.ERROR,
        title=N_("Årlige beløb gange antal år plus engangsbeløb passer ikke med summen"),
        message=_STATED_WRONGLY,
        variants=_PLAIN,
        what_to_do=_CORRECT_IT,
        source=N_("Formularens egen opstilling: årlige beløb gælder for hvert af årene"),
        check=_disagreeing(Proof.YEARLY),
        breaking=Example(
            text=N_("Udgifterne er angivet til 5.000.000 kr., men 3 × 1.400.000 + 600.000 = 4.800.000."),
            typed=(
                ("udgifter.i_alt", "5.000.000"),
                ("udgifter.ansoegt_beloeb", "4.100.000"),
            ),
        ),
        passing=Example(
            text=N_("Udgifterne er angivet til 4.800.000 kr., og 3 × 1.400.000 + 600.000 = 4.800.000."),
            typed=(("udgifter.i_alt", "4,8 mio. kr."),),
        ),
    ),
    Rule(
        id="BUD003",
        severity=Severity.ERROR,
        title=N_("Det ansøgte beløb er ikke udgifter minus medfinansiering"),
        message=_STATED_WRONGLY,
        variants=_PLAIN,
        what_to_do=_CORRECT_IT,
        source=N_("Formularens egen opstilling: der søges om det, medfinansieringen ikke dækker"),
        check=_disagreeing(Proof.DIFFERENCE),
        breaking=Example(
            text=N_("Der søges om 4.000.000 kr., men 4.800.000 − 900.000 = 3.900.000."),
            typed=(("udgifter.ansoegt_beloeb", "4.000.000"),),
        ),
        passing=Example(
            text=N_("Der søges om 3.900.000 kr., og 4.800.000 − 900.000 = 3.900.000."),
            typed=(("udgifter.ansoegt_beloeb", "3.900.000,-"),),
        ),
    ),
    Rule(
        id="BUD004",
        severity=Severity.ERROR,
        title=N_("Finansieringen svarer ikke til udgifterne"),
        message=_STATED_WRONGLY,
        variants=_PLAIN,
        what_to_do=N_("Ret finansieringen eller udgifterne, så de er lige store."),
        source=N_("Budgettets egen opstilling: alle udgifter skal være finansieret"),
        check=_disagreeing(Proof.FINANCING),
        breaking=Example(
            text=N_("Udgifterne er 1.000.000 kr., men 600.000 + 300.000 = 900.000 er finansieret."),
            form="budgeteksempel",
            typed=(("lokalt", "300.000"),),
        ),
        passing=Example(
            text=N_("Udgifterne er 1.000.000 kr., og 600.000 + 400.000 = 1.000.000 er finansieret."),
            form="budgeteksempel",
        ),
    ),
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
)
