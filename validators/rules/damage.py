"""TXT005: what a conversion from PDF or another program did to the words of an answer."""

from collections.abc import Iterator
from itertools import islice

from forms.messages import N_
from validators.case import Examined
from validators.damage import IN_PHRASES, Damage, damaged_pieces, damages, in_order
from validators.finding import Severity
from validators.odd_words import OddWords
from validators.rule import Example, Hit, Rule

_MOST_SHOWN = 8
_MOST_COUNTED = 1_000


def _damaged(case: Examined) -> Iterator[Hit]:
    odd, damaged = case.once(_odd_words), case.once(_damaged_pieces)
    is_in_words = damaged or not odd.is_none
    for spot in case.asked if is_in_words else case.saying(IN_PHRASES):
        if spot.text is None:
            continue
        told = in_order(damages(spot.text, damaged), odd.in_text(spot.text))
        found = list(islice(told, _MOST_COUNTED))
        if found:
            yield Hit(
                path=spot.path,
                values=(("label", case.label(spot.path)), ("found", _words(found))),
                evidence=_places(spot.text, found),
            )


def _damaged_pieces(case: Examined) -> frozenset[str]:
    return damaged_pieces(case.pieces)


def _odd_words(case: Examined) -> OddWords:
    return OddWords(case.definition, case.texts, case.pieces)


def _words(found: list[Damage]) -> str:
    """Each damaged word once, with what it was where that is known: `bgrn (børn)`."""
    told = [f"{each.shown} ({each.meant})" if each.meant else each.shown for each in found]
    words = list(dict.fromkeys(told))
    return ", ".join(words[:_MOST_SHOWN]) + (", …" if len(words) > _MOST_SHOWN else "")


def _places(text: str, found: list[Damage]) -> str:
    """Each place by line and character, both counted from 1: `bgrn (2:14)`."""
    told = []
    for each in found[:_MOST_SHOWN]:
        line = text.count("\n", 0, each.start) + 1
        character = each.start - text.rfind("\n", 0, each.start)
        told.append(f"{each.shown} ({line}:{character})")
    return "; ".join(told) + ("; …" if len(found) > _MOST_SHOWN else "")


DAMAGE_RULES = (
    Rule(
        id="TXT005",
        severity=Severity.WARNING,
        title=N_("Ord er blevet beskadiget undervejs"),
        message=N_("»%(label)s«: Tegn er gået tabt eller blevet til andre: %(found)s"),
        variants=(
            (
                "labels",
                N_(
                    "Dokumentets ledetekster er beskadiget, som når noget er scannet: %(found)s. "
                    "De er læst alligevel, så se svarene efter."
                ),
            ),
        ),
        what_to_do=N_(
            "Ret ordene. Æ, ø, å og § går let tabt, når tekst hentes fra en PDF eller et andet "
            "program."
        ),
        source=N_("Offentliggjorte aftaler, hvis tegn gik tabt, da de blev gemt i et andet format"),
        check=_damaged,
        breaking=Example(
            text=N_("To ord har mistet deres danske bogstaver."),
            typed=(("vision", "Flere bgrn skal trives i alle boligomr?der."),),
        ),
        passing=Example(
            text=N_("Der står et varemærke, en paragraf, en bindestreg og et spørgsmål."),
            typed=(
                (
                    "vision",
                    "LEGO® i børne- og ungehuset, jf. § 91 a i loven, siden 2008. Hvad nu?",
                ),
            ),
        ),
    ),
)
