"""TXT and PRI: what may not stand in free text.

Health details of a person are part of PRI001's meaning, but are not looked for: the words for
them stand in every second application about social work, and an alarm at each would teach people
to overlook the one about a CPR number.
"""

from collections.abc import Iterator
from itertools import islice

from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.placeholders import CLUES, placeholders
from validators.privacy import cpr_numbers, without_cpr_numbers
from validators.rule import Example, Hit, Rule

_MOST_SHOWN = 5


def _unfilled_placeholders(case: Examined) -> Iterator[Hit]:
    for spot in case.saying(CLUES):
        if spot.text is None or spot.is_missing or spot.is_unread:
            continue
        shown = tuple(dict.fromkeys(islice(placeholders(spot.text), _MOST_SHOWN)))
        if shown:
            evidence = "; ".join(shown)
            values = (("label", case.label(spot.path)), ("found", evidence))
            yield Hit(path=spot.path, values=values, evidence=evidence)


def _cpr_numbers(case: Examined) -> Iterator[Hit]:
    for spot in case.spots:
        hits = islice(cpr_numbers(spot.text or ""), _MOST_SHOWN)
        masked = tuple(dict.fromkeys(without_cpr_numbers(hit[0]) for hit in hits))
        if masked:
            evidence = "; ".join(masked)
            values = (("label", case.label(spot.path)), ("found", evidence))
            yield Hit(path=spot.path, values=values, evidence=evidence)


TEXT_RULES = (
    Rule(
        id="TXT003",
        severity=Severity.ERROR,
        title=N_("En pladsholder er ikke udfyldt"),
        message=N_("»%(label)s«: Der står stadig en pladsholder: %(found)s"),
        what_to_do=N_("Skriv det, pladsholderen beder om, eller slet den."),
        source=N_("Skabelonernes egne pladsholdere"),
        check=_unfilled_placeholders,
        breaking=Example(
            text=N_("Midt i visionen står der »[skriv antal]«."),
            typed=(("vision", "Vi vil nå [skriv antal] unge i de tre bydele."),),
        ),
        passing=Example(
            text=N_("Visionen har en henvisning, »[1]«, og et udeladt led, »(…)«."),
            typed=(("vision", "Vi vil nå flere unge [1] i de tre bydele (…) inden 2012."),),
        ),
    ),
    Rule(
        id="PRI001",
        severity=Severity.ERROR,
        title=N_("Et CPR-nummer står i teksten"),
        message=N_("»%(label)s« indeholder noget, der ligner et CPR-nummer: %(found)s"),
        what_to_do=N_("Fjern nummeret. Ansøgningen skal ikke bruge CPR-numre."),
        source=N_(
            "Databeskyttelsesforordningens artikel 5, stk. 1, litra c, "
            "og databeskyttelseslovens § 11"
        ),
        check=_cpr_numbers,
        breaking=Example(
            text=N_("En ung er nævnt med sit CPR-nummer."),
            typed=(("kommentarer", "Forløbet for 010190-1234 er et eksempel."),),
        ),
        passing=Example(
            text=N_("Der står et sagsnummer og et telefonnummer."),
            typed=(("kommentarer", "Sagsnr. 2009-1234. Ring på 12 34 56 78."),),
        ),
    ),
    Rule(
        id="PRI002",
        severity=Severity.ERROR,
        title=N_("Et CPR-nummer står et andet sted i filen"),
        message=N_(
            "Filen indeholder uden for svarene noget, der ligner et CPR-nummer: %(found)s. Det kan "
            "stå i sidehovedet, en kommentar, slettet eller skjult tekst eller filens egenskaber."
        ),
        what_to_do=N_("Fjern nummeret, og send filen igen. Ansøgningen skal ikke bruge CPR-numre."),
        source=N_(
            "Databeskyttelsesforordningens artikel 5, stk. 1, litra c, "
            "og databeskyttelseslovens § 11"
        ),
        breaking=Example(
            text=N_("En kommentar i margenen nævner en ung med sit CPR-nummer."),
            is_in_file=True,
        ),
        passing=Example(
            text=N_("Kommentaren i margenen nævner sagens nummer."),
            is_in_file=True,
        ),
    ),
)
