"""A strategic agreement filled by hand, every name and sentence invented."""

from documents.reader.document import read
from forms.exchange import answers_to_json
from forms.registry import form_of
from tests.documents.reader.sketches import word_file
from tests.documents.reader.word_xml import line, row, table

FORM = form_of("samarbejdsaftale")
PROBLEM = "Problemkompleks for indsatsområdet:"


def boxes(*texts: str) -> str:
    return table(*(row(line(text)) for text in texts))


def test_the_parties_and_areas_of_an_agreement_are_read_by_their_labels() -> None:
    body = line("Strategisk samarbejdsaftale om boligsocial indsats") + boxes(
        "Områdets navn:",
        "Åkvarteret",
        "Aftalens parter:",
        "- Åby Bolig",
        "- Åby Kommune, Team Nord",
        "Samarbejdsaftalen gælder fra - til:",
        "01.01.22 - 31.12.25",
        "1. Kort om boligområdet",
        "800 boliger.",
        "2. Vision for boligområdet",
        "Et godt sted.",
        "3. Organisering Bestyrelsen leder det hele. Den mødes ofte.",
        "Vi har en leder.",
        "6. Indsatsområder",
        "Uddannelse og Livschancer",
        PROBLEM,
        "For få læser.",
        "Beskæftigelse",
        PROBLEM,
        "For få job. Her beskrives områdets problemkompleks inden for alt.",
        "7. Lokal evaluering",
        "Hvert år.",
    )
    reading = read(word_file(body), form=FORM)
    assert answers_to_json(FORM, reading.answers) == {
        "omraadets_navn": "Åkvarteret",
        "parter": [{"navn": "Åby Bolig"}, {"navn": "Åby Kommune, Team Nord"}],
        "periode": {"fra": "2022-01-01", "til": "2025-12-31"},
        "boligomraadet": "800 boliger.",
        "vision": "Et godt sted.",
        "organisering": "Bestyrelsen leder det hele. Den mødes ofte.\nVi har en leder.",
        "indsatsomraader": [
            {"omraade": "uddannelse", "problemkompleks": "For få læser."},
            {"omraade": "beskaeftigelse", "problemkompleks": "For få job."},
        ],
        "lokal_evaluering": "Hvert år.",
    }
    assert [each.rule for each in reading.problems] == ["TXT001"]
