"""The work that is measured: one case of invented text, and a project sketch.

A case is an agreement and four sub-agreements with fifteen activity sheets between them, some
140 kB of text on some sixty pages, as such cases are.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from cases.example import example_answers, example_form
from forms.answers import Answers
from forms.exchange import answers_from_json
from forms.grammar import FormDefinition
from forms.kinds.prose import Prose
from forms.outline import outline
from forms.registry import all_forms, form_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

Written = tuple[FormDefinition, Answers]

_AREAS = (
    "Uddannelse og livschancer",
    "Beskæftigelse",
    "Kriminalitetsforebyggelse",
    "Sammenhængskraft og medborgerskab",
)
_SHEETS = (4, 4, 4, 3)
_PLACES = ("Lærkeparken", "Ved Åen", "Rugmarken", "Bøgelunden", "Søtorvet", "Hestehaven")
_WHO = ("beboerne", "de unge", "familier med små børn", "frivillige", "mødre og fædre", "naboer")
_DOES = ("mødes", "aftaler", "prøver af", "fortæller om", "hjælper hinanden med", "lærer om")
_WHAT = ("lektier", "fritidsjob", "madlavning", "hverdagens økonomi", "haven & gården", "idræt")
_WHEN = ("hver onsdag", "i skolens ferier", "to gange om måneden", "om aftenen", "før sommer")


def case(number: int = 0) -> list[Written]:
    """The five documents of a case; each number gives a case of its own, the same each time."""
    text = _Text(number)
    agreement = form_of("samarbejdsaftale")
    documents = [(agreement, answers_from_json(agreement, _agreement(text)))]
    form = form_of("delaftale")
    for area, sheets in zip(_AREAS, _SHEETS, strict=True):
        documents.append((form, answers_from_json(form, sub_agreement(text, area, sheets))))
    return documents


def sketch() -> Written:
    """The project sketch that the service shows as its example."""
    return example_form(), example_answers()


def one_of_each() -> list[Written]:
    """Every form, filled: as in the case and the sketch, the others with text in their boxes."""
    known = {form.key: answers for form, answers in (*case()[:2], sketch())}
    return [(form, known.get(form.key) or _filled(form)) for form in all_forms()]


def typed_case(number: int = 0) -> dict[str, Any]:
    """The longest sub-agreement of a case as JSON, one line of answers for bulk."""
    return sub_agreement(_Text(number), _AREAS[number % len(_AREAS)], _SHEETS[0])


class _Text:
    """Sentences that are all different and always the same."""

    def __init__(self, seed: int) -> None:
        self._numbers = count(seed * 7919)

    def prose(self, characters: int) -> str:
        """Paragraphs of together so many characters, and a few more."""
        lines: list[str] = []
        while sum(map(len, lines)) < characters:
            lines.append(" ".join(self._sentence() for _ in range(4)))
        return "\n".join(lines)

    def line(self) -> str:
        """A sentence by itself."""
        return self._sentence()

    def _sentence(self) -> str:
        n = next(self._numbers)
        return (
            f"I {_PLACES[n % 6]} {_DOES[n // 6 % 6]} {_WHO[n // 2 % 6]} {_WHAT[n // 5 % 6]} "
            f"{_WHEN[n // 7 % 5]}, og {n % 83 + 3} personer er med i år {2021 + n % 4}."
        )


def _filled(form: FormDefinition) -> Answers:
    """Correct answers, with as much text in each box of prose as people write."""
    text, placed = _Text(0), outline(form)
    answers = typed_answers(form, SOUND_ANSWERS[form.id])
    boxes = [path for path in answers if type(placed.at(path.address).field.kind) is Prose]
    return answers.replaced({path: text.prose(900) for path in boxes})


def _agreement(text: _Text) -> dict[str, Any]:
    prose = {name: text.prose(4_000) for name in ("vision", "samspil", "lokal_evaluering")}
    return {
        "omraadets_navn": "Lærkeparken",
        "parter": [
            {"navn": f"Boligforeningen {name}", "type": "boligorganisation"} for name in _PLACES[:4]
        ],
        "periode": {"fra": "2021-10-01", "til": "2025-09-30"},
        "boligomraadet": text.prose(5_000),
        "boligomraader": [
            {"navn": name, "afdelinger": f"Afd. {n + 1}", "boligorganisation": f"Forening {n}"}
            for n, name in enumerate(_PLACES)
        ],
        **prose,
        "organisering": text.prose(5_000),
        "organisation": [
            {"navn": "Bestyrelsen", "beskrivelse": text.line()},
            *({"navn": f"Gruppe {n}", "under": "Bestyrelsen"} for n in range(4)),
        ],
        "indikatorer": [
            {
                "baseline_omraade": f"{n + 20},5 pct. (2020)",
                "baseline_kommune": f"{n + 30},1 pct. (2020)",
                "datakilde": "LBF - Boligsociale Data",
            }
            for n in range(9)
        ],
        "indsatsomraader": [
            {"omraade": area, "problemkompleks": text.prose(4_500)} for area in _AREAS
        ],
        "revision": text.prose(900),
    }


def sub_agreement(text: _Text, area: str, sheets: int) -> dict[str, Any]:
    """A sub-agreement with so many activity sheets, as JSON."""
    return {
        "indsatsomraade": area,
        "navn": "Helhedsplan Lærkeparken",
        "periode": {"fra": "2021-10-01", "til": "2025-09-30"},
        "parter": [{"navn": f"Boligforeningen {name}"} for name in _PLACES],
        "delmaal": list(_goals(text)),
        "aktiviteter": [
            {
                "navn": f"{_WHAT[n % 6].capitalize()} {n + 1}",
                "formaal": text.prose(900),
                "maalgruppe": text.prose(500),
                "indhold": text.prose(2_200),
                "ansvar": text.prose(900),
            }
            for n in range(sheets)
        ],
        "medarbejderressourcer": [
            {"funktion": f"Medarbejder {n}", "andel": f"{20 + 5 * n} pct."} for n in range(6)
        ],
        "kommunal_sammenhaeng": text.prose(2_500),
        "revision": text.prose(900),
    }


def _goals(text: _Text) -> Iterator[dict[str, Any]]:
    for n in range(9):
        yield {
            "delmaal": f"Delmål {n // 3 + 1}: flere er med",
            "indikator": text.line(),
            "baseline": f"{n + 12},4 pct. (2020)",
            "datakilde": "Indsatsens egne tal",
        }
