"""TXT001 and TXT002: what the funder's template or a publisher left in an answer."""

import re
from collections.abc import Iterator
from itertools import islice

from forms.kinds.line import Line
from forms.kinds.prose import Prose
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.guidance import guidance_spans, shown_guidance
from validators.rule import Example, Hit, Rule

_MOST_SHOWN = 5
_MASKED = re.compile(
    r"(?<![\w.@])(?:[Xx]x{2,20}(?:[.@/_-]x{2,20}){1,5}|[Xx]{4,30}s?|█{2,30}|■{2,30})(?!\w)"
    r"(?! ?(?:kr\b|kroner\b|mio\b|t\.?kr\b|pct\b|%))"
)

_MASKS = ("xx", "██", "■■")


def _left_guidance(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        if spot.text is None or not spot.field.leads:
            continue
        for start, end in islice(guidance_spans(spot.text, spot.field.leads), _MOST_SHOWN):
            passage = spot.text[start:end]
            values = (("label", case.label(spot.path)), ("found", shown_guidance(passage)))
            yield Hit(path=spot.path, values=values, evidence=passage[:500])


def _masked_texts(case: Examined) -> Iterator[Hit]:
    for spot in case.saying(_MASKS):
        if spot.text is None or not isinstance(spot.field.kind, Prose | Line):
            continue
        hits = (hit[0] for hit in islice(_MASKED.finditer(spot.text), _MOST_SHOWN))
        evidence = "; ".join(dict.fromkeys(hits))
        if evidence:
            values = (("label", case.label(spot.path)), ("found", evidence))
            yield Hit(path=spot.path, values=values, evidence=evidence)


LEFTOVER_RULES = (
    Rule(
        id="TXT001",
        severity=Severity.ERROR,
        title=N_("Skabelonens vejledning står stadig i et svar"),
        message=N_("»%(label)s«: Skabelonens vejledning er ikke slettet: %(found)s"),
        what_to_do=N_("Slet vejledningen, og lad kun svaret stå."),
        source=N_("Fondens skabelon, hvis vejledende tekst ansøgeren selv skal slette"),
        check=_left_guidance,
        breaking=Example(
            text=N_("Efter formålet står begyndelsen af skabelonens vejledning."),
            form="delaftale",
            typed=(
                (
                    "aktiviteter[0].formaal",
                    "Flere unge får job. Her beskrives formålet med det hele.",
                ),
            ),
        ),
        passing=Example(
            text=N_("Formålet er beskrevet med egne ord, der ligner vejledningens."),
            form="delaftale",
            typed=(("aktiviteter[0].formaal", "Flere unge får job. Formålet beskrives her kort."),),
        ),
    ),
    Rule(
        id="TXT002",
        severity=Severity.ERROR,
        title=N_("Ord i et svar er dækket til"),
        message=N_("»%(label)s«: Her er noget dækket til eller skrevet med x'er: %(found)s"),
        what_to_do=N_("Skriv det rigtige navn eller den rigtige adresse."),
        source=N_("Offentliggjorte aftaler, hvor navne er gjort ulæselige, før de blev genbrugt"),
        check=_masked_texts,
        breaking=Example(
            text=N_("Et navn og en hjemmeside er erstattet af x'er."),
            typed=(("vision", "XXXX bidrager til visionen, se xxx.xxx.xx."),),
        ),
        passing=Example(
            text=N_("Der står en trøjestørrelse og et kongenavn."),
            typed=(("vision", "Christian X så trøjer i XXL, og xx er ikke en adresse."),),
        ),
    ),
)
