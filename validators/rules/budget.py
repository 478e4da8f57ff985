"""BUD001 to BUD004: stated totals that do not follow from their lines."""

from collections.abc import Callable, Iterator

from forms.formulas import shown_number
from forms.grammar import Proof
from forms.messages import N_
from validators.arithmetic import Reckoning, disagreements
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.shown import kroner

# No full stop at the end: the amount that stands there ends with the one of `kr.`
_STATED_WRONGLY = N_(
    "»%(label)s« er angivet til %(stated)s, men %(formula)s. Forskellen er %(difference)s"
)
_PLAIN = (
    (
        "plain",
        N_(
            "»%(label)s« er angivet til %(stated)s, men er beregnet til %(computed)s. "
            "Forskellen er %(difference)s"
        ),
    ),
)
_CORRECT_IT = N_("Ret det angivne beløb, eller ret de tal, det bygger på.")


def _disagreeing(proof: Proof) -> Callable[[Examined], Iterator[Hit]]:
    """The check of stated totals with one kind of proof."""

    def check(case: Examined) -> Iterator[Hit]:
        for each in disagreements(case):
            if each.proof is not proof:
                continue
            values = (
                ("label", each.label or case.label(each.path)),
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
            text=N_(
                "Medfinansieringen er angivet til 400.000 kr., men 300.000 + 50.000 = 350.000."
            ),
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
            text=N_(
                "Udgifterne er angivet til 5.000.000 kr., men 3 × 1.400.000 + 600.000 = 4.800.000."
            ),
            typed=(("udgifter.i_alt", "5.000.000"),),
        ),
        passing=Example(
            text=N_(
                "Udgifterne er angivet til 4.800.000 kr., og 3 × 1.400.000 + 600.000 = 4.800.000."
            ),
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
            text=N_(
                "Udgifterne er 1.000.000 kr., og 600.000 + 400.000 = 1.000.000 er finansieret."
            ),
            form="budgeteksempel",
        ),
    ),
)
