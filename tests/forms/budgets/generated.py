"""Budgets written at random: items, sums, wording, layout and, in half of them, one fault."""

import random
from dataclasses import dataclass
from decimal import Decimal

THINGS = [
    "Løn til to mentorer",
    "Gadeplansmedarbejder",
    "Familiekonsulent, 30 timer",
    "Lektiecafé",
    "Fritidspas",
    "Sprogstøtte i dagtilbud",
    "Idrætsskole",
    "Kørsel og møder",
    "Ungerådgiver",
    "Materialer",
    "Forældreaftener",
    "Kurser for personale",
    "Tryksager",
    "Evaluering",
    "Husleje",
    "Opstartsseminar",
    "Tolkebistand",
    "Edb-udstyr",
    "Sommerlejr",
    "Projektledelse",
    "Inventar til væresteder",
    "Besøg på uddannelser",
    "Efteruddannelse",
    "Bustransport",
    "Administration",
    "Ekstra timer på skolerne",
    "Rollemodeller",
    "Pigeklub",
    "Drift af klub",
]
HELPERS = ["Kommunen", "Boligforeningen", "Skolerne", "Børne- og ungeforvaltningen"]
LAYOUTS = [
    "lines",
    "table",
    "sentences",
    "headed",
    "amounts_first",
    "asked_first",
    "shares_first",
    "years_table",
    "letter",
    "colons",
]
ASIDES = [
    "Boligområdet har 2.400 beboere, hvoraf 38 pct. er under 18 år.",
    "Indsatsen bygger på erfaringer siden 2006.",
    "Projektet er drøftet med skolebestyrelserne den 14. april.",
    "Der er 14 klasser og 312 elever på skolen.",
    "Yderligere oplysninger fås på tlf. 55 55 12 12.",
    "Se også lov nr. 1.234 om folkeskolen.",
    "Vi lægger vægt på, at de unge selv er med.",
]
YEARLY = ["årligt", "pr. år", "om året", "hvert år", "per år", "/år"]
ONCE = ["(engangsudgift)", "(én gang)", "som engangsbeløb", "én gang for alle"]
TOTALS = [
    "I alt",
    "Samlede udgifter",
    "Udgifter i alt",
    "Sum",
    "Total",
    "Budget i alt",
    "Ialt",
    "Det samlede budget",
    "Projektets samlede omkostninger",
    "Udgifter tilsammen",
    "SUM",
    "Totalbudget",
    "Samlet pris",
    "Totale udgifter",
    "Hele projektet koster",
]
SHARE_TOTALS = [
    "Medfinansiering i alt",
    "Egenfinansiering i alt",
    "Samlet medfinansiering",
    "Lokal finansiering i alt",
    "Lokale bidrag i alt",
    "Sum, medfinansiering",
    "Samlet egenbetaling",
    "I alt medfinansieret",
    "Bidrag i alt",
]
ASKED = [
    "Ansøgt beløb",
    "Vi søger om",
    "Der ansøges om",
    "Beløb, der søges",
    "Søges",
    "Ansøgning",
    "Ønsket tilskud fra ministeriet",
    "Ministeriets andel",
    "Ansøgt tilskud",
    "Rest, som søges finansieret af puljen",
    "Behov for støtte fra staten",
    "Vi beder om",
    "Vi anmoder om",
    "Hermed søges",
]
WORDS = {2: "to", 3: "tre", 4: "fire", 5: "fem"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the budget: what, how much, and whether each year."""

    text: str
    amount: int
    is_yearly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A budget as written, with the one fault in it, empty where it is right."""

    text: str
    fault: str
    layout: str


class Author:
    """One who writes budgets with habits of their own, given by chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        pick = chance.choice
        self.years = chance.randint(2, 5)
        self.marks_once = chance.random() < 0.5
        self.all_once = chance.random() < 0.25
        self.yearly = pick(YEARLY)
        self.number = pick([self._dots, self._dots, self._kroner, self._leading, self._spaces])

    def written(self, fault: str) -> Written:
        layout = self.chance.choice(LAYOUTS)
        items = self._items()
        shares = self._shares(self._total(items))
        total, share = self._total(items), self._total(shares)
        applied = total - share
        slip = self.chance.choice([10_000, 27_000, 90_000, 100_000, 250_000])
        if fault == "expenses":
            total, applied = total + slip, applied + slip
        elif fault == "share":
            share, applied = share + slip, applied - slip
        elif fault == "applied":
            applied += slip
        self.malformed = self.chance.choice(items).text if fault == "malformed" else ""
        text = getattr(self, f"_{layout}")(items, shares, total, share, applied)
        return Written(text=text, fault=fault, layout=layout)

    def _items(self) -> list[Item]:
        texts = self.chance.sample(THINGS, self.chance.randint(2, 6))
        return [self._item(text) for text in texts]

    def _item(self, text: str) -> Item:
        step = self.chance.choice([1_000, 5_000, 10_000, 50_000])
        amount = step * self.chance.randint(max(1, 20_000 // step), 900_000 // step)
        return Item(
            text=text, amount=amount, is_yearly=not self.all_once and self.chance.random() < 0.6
        )

    def _shares(self, total: int) -> list[Item]:
        names = self.chance.sample(HELPERS, self.chance.choice([2, 2, 3]))
        left = int(total * self.chance.uniform(0.1, 0.3)) // 1_000 * 1_000
        return [
            Item(
                text=name, amount=max(1_000, left // (place + 1) // 1_000 * 1_000), is_yearly=False
            )
            for place, name in enumerate(names)
        ]

    def _total(self, items: list[Item]) -> int:
        return sum(each.amount * (self.years if each.is_yearly else 1) for each in items)

    # How an amount is written

    def _dots(self, amount: int) -> str:
        return f"{amount:,}".replace(",", ".")

    def _kroner(self, amount: int) -> str:
        return f"{self._dots(amount)} kr."

    def _leading(self, amount: int) -> str:
        return f"kr. {self._dots(amount)}"

    def _spaces(self, amount: int) -> str:
        return f"{amount:,} kr.".replace(",", " ")

    def _big(self, amount: int) -> str:
        """A large sum, in millions where that says it exactly."""
        if amount >= 1_000_000 and amount % 10_000 == 0 and self.chance.random() < 0.4:
            shown = str((Decimal(amount) / 1_000_000).normalize()).replace(".", ",")
            return f"{shown} mio. kr."
        return self.number(amount)

    def _of(self, item: Item) -> str:
        if item.text == self.malformed:
            whole = self._dots(item.amount)
            return whole[:-1] if whole.endswith("0") else whole
        return self.number(item.amount)

    def _often(self, item: Item) -> str:
        if item.is_yearly:
            return f" {self.yearly}"
        return f" {self.chance.choice(ONCE)}" if self.marks_once and not self.all_once else ""

    def _period(self) -> str:
        if self.all_once:
            return self.chance.choice(["", " for hele perioden", " i projektperioden"])
        n, word = self.years, WORDS[self.years]
        return self.chance.choice(
            [
                f" over {n} år",
                f" i {word} år",
                f" for {n} år",
                f" for de {word} år",
                f" ({n}-årig indsats)",
            ]
        )

    # Layouts

    def _closing(self, total: int, share: int, applied: int, join: str) -> list[str]:
        pick = self.chance.choice
        return [
            pick(TOTALS) + self._period() + join + self._big(total),
            pick(SHARE_TOTALS) + join + self._big(share),
            pick(ASKED) + join + self._big(applied),
        ]

    def _share_line(self, item: Item, join: str) -> str:
        pick = self.chance.choice
        lead = pick(
            [
                "Bidrag fra {}",
                "Medfinansiering, {}",
                "{} betaler",
                "{} bidrager med",
                "{} yder",
                "{} lægger",
                "Egenfinansiering ({})",
                "Tilskud fra {}",
                "{} dækker selv",
            ]
        )
        who = item.text if lead.startswith("{") else item.text[0].lower() + item.text[1:]
        return lead.format(who) + join + self.number(item.amount)

    def _lines(self, items, shares, total, share, applied) -> str:
        join = self.chance.choice([": ", " ", " - ", "   ", " .... "])
        lines = [each.text + join + self._of(each) + self._often(each) for each in items]
        first, second, third = self._closing(total, share, applied, join)
        more = [self._share_line(each, join) for each in shares]
        return "\n".join([*lines, first, "", *more, second, third])

    def _table(self, items, shares, total, share, applied) -> str:
        head = [self.chance.choice(["Udgift\tBeløb", "Post\tkr.", "Aktivitet\tBudget"])]
        lines = [each.text + "\t" + self._of(each) + self._often(each) for each in items]
        first, second, third = self._closing(total, share, applied, "\t")
        more = [self._share_line(each, "\t") for each in shares]
        return "\n".join([*head, *lines, first, *more, second, third])

    def _headed(self, items, shares, total, share, applied) -> str:
        yearly = [each for each in items if each.is_yearly]
        once = [each for each in items if not each.is_yearly]
        lines = []
        if yearly:
            lines += [
                self.chance.choice(
                    ["Årlige udgifter:", "Udgifter pr. år", "Udgifter, der gentages hvert år:"]
                )
            ]
            lines += [f"- {each.text} {self._of(each)}" for each in yearly]
        if once:
            lines += [self.chance.choice(["Engangsudgifter:", "Udgifter, der falder én gang"])]
            lines += [f"- {each.text} {self._of(each)}" for each in once]
        first, second, third = self._closing(total, share, applied, ": ")
        lines += [
            first,
            self.chance.choice(["Finansiering", "Medfinansiering:", "Bidrag fra andre:"]),
        ]
        lines += [f"- {each.text} {self.number(each.amount)}" for each in shares]
        return "\n".join([*lines, second, third])

    def _sentences(self, items, shares, total, share, applied) -> str:
        parts = [f"{each.text.lower()} {self._of(each)}{self._often(each)}" for each in items]
        lead = self.chance.choice(
            ["Vi har budgetteret således: ", "Pengene bruges sådan: ", "Der afsættes til "]
        )
        giving = [f"{each.text.lower()} giver {self.number(each.amount)}" for each in shares]
        end = self.chance.choice(
            ["Hele projektet koster", "Det giver tilsammen", "Alt i alt koster det"]
        )
        ask = self.chance.choice(
            ["Vi søger derfor om", "Tilbage er der, som vi ansøger om,", "Fra puljen søges"]
        )
        text = (
            f"{lead}{', '.join(parts[:-1])} og {parts[-1]}. "
            f"{end}{self._period()} {self._big(total)}. "
            f"{', '.join(giving[:-1]).capitalize()} og {giving[-1]}, "
            f"i alt {self._big(share)} i medfinansiering. {ask} {self._big(applied)}."
        )
        return text.replace("kr..", "kr.")

    def _amounts_first(self, items, shares, total, share, applied) -> str:
        lines = [f"{self._of(each)}{self._often(each)} til {each.text.lower()}" for each in items]
        more = [f"{self.number(each.amount)} fra {each.text.lower()}" for each in shares]
        return "\n".join(
            [
                self.chance.choice(["Udgifter", "Vi skal bruge:", "Budget:"]),
                *lines,
                f"{self._big(total)} i alt{self._period()}",
                self.chance.choice(
                    ["Egenfinansiering", "Medfinansiering:", "Kommunal medfinansiering"]
                ),
                *more,
                f"{self._big(share)} i alt i medfinansiering",
                f"{self._big(applied)} "
                + self.chance.choice(["søges", "ansøges der om", "er det ansøgte beløb"]),
            ]
        )

    def _asked_first(self, items, shares, total, share, applied) -> str:
        join = self.chance.choice([": ", " ", " er "])
        first, second, third = self._closing(total, share, applied, join)
        lines = [
            f"{number}) {each.text}: {self._of(each)}{self._often(each)}"
            for number, each in enumerate(items, 1)
        ]
        more = [self._share_line(each, ": ") for each in shares]
        return "\n".join([third, first, *lines, *more, second])

    def _shares_first(self, items, shares, total, share, applied) -> str:
        join = self.chance.choice([": ", " ", "\t"])
        first, second, third = self._closing(total, share, applied, join)
        lines = [each.text + join + self._of(each) + self._often(each) for each in items]
        more = [each.text + join + self.number(each.amount) for each in shares]
        heads = self.chance.choice(
            [
                ("Medfinansiering", "Udgifter"),
                ("Indtægter:", "Udgifter:"),
                ("FINANSIERING", "BUDGET"),
            ]
        )
        return "\n".join([heads[0], *more, second, "", heads[1], *lines, first, "", third])

    def _years_table(self, items, shares, total, share, applied) -> str:
        years = [str(2009 + number) for number in range(self.years)]
        lines = [
            self.chance.choice(["Post", "Aktivitet", ""]) + "\t" + "\t".join([*years, "I alt"])
        ]
        for each in items:
            cells = (
                [each.amount] * self.years
                if each.is_yearly
                else [each.amount] + [0] * (self.years - 1)
            )
            row = [
                self._of(each) if cell and each.text == self.malformed else self._dots(cell)
                for cell in cells
            ]
            lines.append("\t".join([each.text, *row, self._dots(sum(cells))]))
        first, second, third = self._closing(total, share, applied, "\t" * (self.years + 1))
        more = [self._share_line(each, "\t" * (self.years + 1)) for each in shares]
        return "\n".join([*lines, first, *more, second, third])

    def _letter(self, items, shares, total, share, applied) -> str:
        pick = self.chance.choice
        said = []
        for each in items:
            form = pick(
                [
                    "Til {} er afsat {}.",
                    "{} koster {}.",
                    "Udgiften til {} er {}.",
                    "Vi regner med {1} til {0}.",
                    "{} er budgetteret til {}.",
                ]
            )
            name = each.text[0].lower() + each.text[1:]
            sentence = form.format(name, self._of(each) + self._often(each))
            said.append(sentence[0].upper() + sentence[1:])
            if self.chance.random() < 0.4:
                said.append(pick(ASIDES))
        first, second, third = self._closing(total, share, applied, pick([" er ", " udgør ", ": "]))
        said.append(first + ".")
        for each in shares:
            who = each.text[0].lower() + each.text[1:]
            form = pick(
                [
                    "{} har lovet at bidrage med {}.",
                    "Fra {} kommer {}.",
                    "{} medfinansierer med {}.",
                    "Heraf betaler {} {}.",
                ]
            )
            sentence = form.format(who, self.number(each.amount))
            said.append(sentence[0].upper() + sentence[1:])
        return " ".join([*said, second + ".", pick(ASIDES), third + "."]).replace("kr..", "kr.")

    def _colons(self, items, shares, total, share, applied) -> str:
        first, second, third = self._closing(total, share, applied, " = ")
        parts = "; ".join(f"{each.text}: {self._of(each)}{self._often(each)}" for each in items)
        more = "; ".join(self._share_line(each, " ") for each in shares)
        return f"Udgifter: {parts}; {first}\nMedfinansiering: {more}; {second}\n{third}"


def budgets(seed: int, count: int) -> list[Written]:
    """So many budgets from a seed, every other one with a fault, the kinds of faults in turn."""
    faults = ["expenses", "share", "applied", "malformed"]
    chance = random.Random(seed)
    return [
        Author(chance).written(faults[number // 2 % 4] if number % 2 else "")
        for number in range(count)
    ]
