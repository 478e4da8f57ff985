"""FIN001: money from others that ends before the period does."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from forms.clues import shape_of
from forms.kinds.date import shown_day
from forms.kinds.period import Moment, first_day, last_day, read_moment
from forms.messages import N_
from forms.path import Path
from validators.case import Examined, Spot
from validators.finding import Severity
from validators.periods import days_of, is_wrong_in_itself
from validators.rule import Example, Hit, Rule
from validators.sentences import sentences

_MONEY = re.compile(
    r"finansier|bevilling|bevilget|bevilge|tilskud|støtte[st]? (?:af|fra)|støttet|puljemidler|"
    r"\bmidler|fondsmidler|betaler|betales|betalt|sponsor|dækker løn|lønnes",
    re.IGNORECASE,
)
_CLUES = (
    "finansier",
    "bevil",
    "tilskud",
    "støtte",
    "midler",
    "betal",
    "sponsor",
    "dækker løn",
    "lønnes",
)
_FUND = re.compile(r"landsbyggefond|\blbf\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:til og med|t\.?\s?o\.?\s?m\.?|frem til|indtil|til udgangen af|udgangen af|til|udløber|"
    r"ophører|slutter|stopper)\s+(?:(?:den|i|med|ved|udgangen af)\s+){0,3}"
    r"(?P<rest>[^,;:()\n]{3,40})"
    r"|\b(?P<edge>ultimo\s+[^,;:()\n]{4,20})",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?P<from>20[0-9]{2})\s?[-–/]\s?(?P<to>20[0-9]{2}|[0-9]{2})\b(?![-./][0-9])")
_FUNDED = "medarbejderressourcer.finansiering"
_MOST_WORDS = 4
_LONGEST = 20_000
_MOST_SENTENCES = 50
_MOST_ENDS = 5


def _ends_early(case: Examined) -> Iterator[Hit]:
    days = days_of(case.value_beside("periode", Path()))
    if days is None or is_wrong_in_itself(case):
        return
    telling = {spot.path for spot in case.saying(_CLUES)} | _funded(case)
    for spot in case.asked:
        found = _early_end(spot, *days) if spot.path in telling else None
        if found is None:
            continue
        end, sentence = found
        values = (
            ("label", case.label(spot.path)),
            ("end", shown_day(end)),
            ("period_end", shown_day(days[1])),
        )
        yield Hit(path=spot.path, values=values, evidence=sentence)


def _funded(case: Examined) -> set[Path]:
    """Where it is asked who pays, so that any text there is about money."""
    placed = case.outline.get(_FUNDED)
    return set() if placed is None else set(case.paths(placed))


def _early_end(spot: Spot, first: date, last: date) -> tuple[date, str] | None:
    """The first end of somebody's money inside the period, with the sentence that says it."""
    text = spot.text or ""
    is_funding = spot.path.address == _FUNDED
    if "00" not in shape_of(text):
        return None
    told = (
        sentence
        for sentence in sentences(text[:_LONGEST])
        if (is_funding or _MONEY.search(sentence)) and not _FUND.search(sentence)
    )
    for sentence in islice(told, _MOST_SENTENCES):
        for end in islice(_ends(sentence), _MOST_ENDS):
            if first <= end < last:
                return end, sentence
    return None


def _ends(sentence: str) -> Iterator[date]:
    """The last days of what a sentence says lasts until then."""
    for match in islice(_UNTIL.finditer(sentence), _MOST_ENDS):
        moment = _moment(match["rest"] or match["edge"])
        if moment is not None:
            yield last_day(moment)
    for match in islice(_YEARS.finditer(sentence), _MOST_ENDS):
        year = match["to"] if len(match["to"]) == 4 else match["from"][:2] + match["to"]
        moment = read_moment(year)
        if moment is not None and first_day(moment).year >= int(match["from"]):
            yield last_day(moment)


def _moment(text: str) -> Moment | None:
    """The date, month, quarter or year that a text begins with."""
    words = text.split()[:_MOST_WORDS]
    for count in range(len(words), 0, -1):
        moment = read_moment(" ".join(words[:count]).rstrip(".!?)"))
        if moment is not None:
            return moment
    return None


FUNDING_RULES = (
    Rule(
        id="FIN001",
        severity=Severity.WARNING,
        title=N_("En anden parts finansiering slutter før perioden"),
        message=N_(
            "»%(label)s«: Pengene slutter den %(end)s, men perioden varer til den %(period_end)s."
        ),
        what_to_do=N_("Skriv, hvad der sker, når pengene slipper op."),
        source=N_("Aftalens periode, sammenholdt med teksten om finansiering"),
        forms=("samarbejdsaftale", "delaftale"),
        check=_ends_early,
        breaking=Example(
            text=N_("Kommunen betaler læsekoordinatoren til og med 2023; aftalen varer til 2025."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:medarbejderressourcer[2].finansiering",
                    "Åby Kommune betaler til og med 2023",
                ),
            ),
        ),
        passing=Example(
            text=N_("Kommunen betaler læsekoordinatoren til udgangen af september 2025."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:medarbejderressourcer[2].finansiering",
                    "Åby Kommune betaler til udgangen af september 2025",
                ),
            ),
        ),
    ),
)
