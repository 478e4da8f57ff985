"""Labels that lost their æ, ø and å are labels all the same."""

from collections.abc import Callable

import pytest

from documents.reader.document import read
from documents.reader.labels import label_book
from documents.reader.spelling import with_damaged
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.exchange import answers_to_json
from forms.registry import form_of
from tests.documents.reader.sketches import (
    ANSWERS,
    SECTIONS,
    boxes_under_headings,
    plain,
    word_file,
)
from tests.documents.reader.word_xml import line, row, table

FORM = form_of("delaftale")


def spelled(**letters: str) -> Callable[[str], str]:
    return lambda text: text.translate(
        str.maketrans({"æ": letters["ae"], "ø": letters["oe"], "å": letters["aa"]})
    )


HARMS = [
    spelled(ae="?", oe="?", aa="?"),
    spelled(ae="\ufffd", oe="\ufffd", aa="\ufffd"),
    spelled(ae="", oe="", aa=""),
    spelled(ae="ae", oe="oe", aa="aa"),
    spelled(ae="a", oe="o", aa="a"),
    spelled(ae="ce", oe="g", aa="a"),
    spelled(ae="Ã¦", oe="Ã¸", aa="Ã¥"),
]


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("layout", [boxes_under_headings, plain])
def test_a_sketch_with_damaged_labels_is_read_whole(
    layout: Callable[..., str], harm: Callable[[str], str]
) -> None:
    harmed = [(number, harm(title), texts) for number, title, texts in SECTIONS]
    reading = read(word_file(layout(harmed)))
    assert reading.form is PROJEKTSKITSE_2009
    assert dict(reading.answers.items()) == dict(ANSWERS.items())
    assert reading.confidence < 1


@pytest.mark.parametrize("harm", [*HARMS, lambda text: text.replace("(r)", "®")])
def test_a_sub_agreement_with_damaged_labels_is_read_whole(harm: Callable[[str], str]) -> None:
    heads = ("Delmål", "Indikator", "Baseline boligområde/ målgruppe", "Datakilde")
    first = ("Flere får job", "Andel i job", "12% (2021)", "Jobcentret")
    labelled = (
        ("Aktivitetsnavn", "Jobklub"),
        ("Formål", "Job til alle."),
        ("Målgruppe(r)", "Børn."),
        ("Indhold og praksis", "Klub."),
        ("Ansvars- og rollefordeling", "Alle."),
    )
    body = (
        line(harm("Delaftale for indsatsområdet Beskæftigelse"))
        + table(row(line("Delaftalens parter:")), row(line("- Åby Bolig")))
        + table(row(*(line(harm(head)) for head in heads)), row(*(line(told) for told in first)))
        + table(*(row(line(harm(label) + ":")) + row(line(told)) for label, told in labelled))
    )
    told = answers_to_json(FORM, read(word_file(body), form=FORM).answers)
    assert told["delmaal"] == [
        {
            "delmaal": "Flere får job",
            "indikator": "Andel i job",
            "baseline": "12\u00a0% (2021)",
            "datakilde": "Jobcentret",
        }
    ]
    assert told["aktiviteter"] == [
        {
            "navn": "Jobklub",
            "formaal": "Job til alle.",
            "maalgruppe": "Børn.",
            "indhold": "Klub.",
            "ansvar": "Alle.",
        }
    ]


def test_a_damaged_label_is_less_certain() -> None:
    book = label_book(PROJEKTSKITSE_2009)
    for text in ("Indsatsomrader", "Indsatsomrder", "Indsatsomraader", "Indsatsomr?der"):
        match = book.match(text, stands_out=False)
        assert match is not None
        assert match.certainty < 0.8
        assert book.is_label(text)


def test_what_is_a_label_of_its_own_is_never_another_one_damaged() -> None:
    assert with_damaged({"formål": 1, "formal": 2})["formal"] == 2


def test_a_short_label_has_no_damaged_forms() -> None:
    assert with_damaged({"mål": 1}) == {"mål": 1}
