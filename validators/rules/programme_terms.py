"""BUD011 and BUD012: expenses that a programme does not pay, and prices above what it pays."""

from collections.abc import Iterator

from forms.messages import N_
from validators.budget_rows import budget_rows, has_word, unit_prices
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.shown import kroner


def _banned(case: Examined) -> Iterator[Hit]:
    bans = case.programme.bans if case.programme else ()
    for row in budget_rows(case) if bans else ():
        for ban in bans:
            word = has_word(row.text, ban.words)
            if word:
                values = (
                    ("label", case.label(row.path)),
                    ("text", row.text[:200]),
                    ("ban", ban.label),
                )
                yield Hit(path=row.path, values=values, evidence=row.text[:200])
                break


def _too_dear(case: Examined) -> Iterator[Hit]:
    prices = case.programme.unit_prices if case.programme else ()
    for row in budget_rows(case) if prices else ():
        for price in prices:
            if not has_word(row.text, price.words):
                continue
            told = max(unit_prices(row.text, price.units), default=price.most.number)
            if told > price.most.number:
                values = (
                    ("label", case.label(row.path)),
                    ("what", price.label),
                    ("price", kroner(told)),
                    ("most", kroner(price.most.number)),
                )
                yield Hit(path=row.path, values=values, evidence=row.text[:200])


PROGRAMME_RULES = (
    Rule(
        id="BUD011",
        severity=Severity.WARNING,
        title=N_("En udgift er af en slags, som programmet ikke betaler"),
        message=N_(
            "»%(label)s«: »%(text)s« ser ud til at være %(ban)s, som programmet ikke betaler."
        ),
        what_to_do=N_("Tag udgiften ud, eller skriv, hvad den dækker."),
        source=N_("Programmets regler om, hvilke udgifter der ikke betales"),
        msgids=("ban",),
        check=_banned,
        breaking=Example(
            text=N_("En linje hedder »Overhead, 5 procent«."),
            form="budgeteksempel",
            typed=(("linjer[0].tekst", "Overhead, 5 procent"), ("linjer[0].beloeb", "50.000")),
        ),
        passing=Example(
            text=N_("En linje hedder »Over headsettet til møderne«."),
            form="budgeteksempel",
            typed=(
                ("linjer[0].tekst", "Over headsettet til møderne"),
                ("linjer[0].beloeb", "5.000"),
            ),
        ),
    ),
    Rule(
        id="BUD012",
        severity=Severity.WARNING,
        title=N_("En pris er højere, end programmet betaler"),
        message=N_("»%(label)s«: %(what)s er sat til %(price)s. Programmet betaler højst %(most)s"),
        what_to_do=N_("Sæt prisen ned, eller skriv, hvem der betaler forskellen."),
        source=N_("Programmets enhedspriser"),
        msgids=("what",),
        check=_too_dear,
        breaking=Example(
            text=N_("Konsulenten koster 1.200 kr. i timen; programmet betaler højst 1.000 kr."),
            form="budgeteksempel",
            typed=(
                ("linjer[0].tekst", "Konsulent, 40 timer á 1.200 kr."),
                ("linjer[0].beloeb", "48.000"),
            ),
        ),
        passing=Example(
            text=N_("Konsulenten koster 1.000 kr. i timen; programmet betaler højst 1.000 kr."),
            form="budgeteksempel",
            typed=(
                ("linjer[0].tekst", "Konsulent, 1.000 kr. pr. time i 40 timer"),
                ("linjer[0].beloeb", "40.000"),
            ),
        ),
    ),
)
