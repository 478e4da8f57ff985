import pytest

from documents.reader.boxes import take_box
from documents.reader.lines import Line
from documents.reader.sections import LabelledSection
from documents.reader.taken import Taken
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from validators.finding import Place

SECTIONS = {section.id: section for section in PROJEKTSKITSE_2009.sections}


def take(section: str, text: str) -> dict[str, Taken]:
    lines = tuple(Line(text=each, place=Place(block=1)) for each in text.split("\n"))
    part = LabelledSection(section=SECTIONS[section], label=lines[0], lines=lines, certainty=1.0)
    found = take_box(PROJEKTSKITSE_2009, part)
    return {str(each.path): each for each in found if isinstance(each, Taken)}


def told(section: str, text: str) -> dict[str, str]:
    return {path.partition(".")[2]: str(each.value) for path, each in take(section, text).items()}


ORGANISATION = [
    ("Ansvarlig forvaltning: Børn og Skole. Tovholder: Karl Falsk.", "Børn og Skole", "Karl Falsk"),
    ("Ansvarlig forvaltning: Børn og Skole\nTovholder: Karl Falsk", "Børn og Skole", "Karl Falsk"),
    ("Tovholder: Karl Falsk, ansvarlig forvaltning: Job", "Job", "Karl Falsk"),
    ("Forvaltning:\nBørn og Skole\nProjektleder:\nKarl Falsk", "Børn og Skole", "Karl Falsk"),
    ("TOVHOLDER: kst. chef Karl P. Falsk. Vi mødes.", None, "kst. chef Karl P. Falsk"),
    ("Tovholder er ungechef Karl Falsk. Vi mødes.", None, "ungechef Karl Falsk"),
    ("Tovholderen bliver Karl Falsk fra Job og Vækst.", None, "Karl Falsk fra Job og Vækst"),
    ("Ungechef Karl Falsk er tovholder. Vi mødes.", None, "Ungechef Karl Falsk"),
    ("Den ansvarlige forvaltning er Børn og Skole.", "Børn og Skole", None),
    ("Hver forvaltning er repræsenteret i styregruppen.", None, None),
    ("Vi finder en tovholder, når midlerne er der.", None, None),
]


@pytest.mark.parametrize(("text", "department", "leader"), ORGANISATION)
def test_labels_inside_a_box_name_what_follows_them(
    text: str, department: str | None, leader: str | None
) -> None:
    found = told("organisering", text)
    assert (found.get("forvaltning"), found.get("tovholder")) == (department, leader)


@pytest.mark.parametrize("text", [text for text, _, _ in ORGANISATION])
def test_the_text_of_a_box_stays_whole_whatever_is_found_in_it(text: str) -> None:
    assert told("organisering", text)["beskrivelse"] == text


def test_fields_with_boxes_of_their_own_are_read_each_from_its_own() -> None:
    text = (
        "Ansvarlig forvaltning\nBørn\nTovholder\nKarl Falsk\nBeskrivelse af organiseringen\nAlle."
    )
    assert told("organisering", text) == {
        "forvaltning": "Børn",
        "tovholder": "Karl Falsk",
        "beskrivelse": "Alle.",
    }


STATUS = [
    ("Byrådet har den 4. maj 2009 vedtaget at søge.", "vedtaget", "2009-05-04"),
    ("Godkendt i byrådet 4/5-2009.", "vedtaget", "2009-05-04"),
    (
        "Skitsen er drøftet den 1. april 2009. Den er tiltrådt den 4. maj 2009.",
        "vedtaget",
        "2009-05-04",
    ),
    ("Byrådet har endnu ikke vedtaget skitsen.", "afventer", None),
    ("Byrådet har ikke godkendt skitsen endnu.", "afventer", None),
    ("Skitsen forventes godkendt den 4. juni 2009.", "afventer", None),
    ("Skitsen forelægges byrådet den 4. juni 2009 og ventes vedtaget.", "afventer", None),
    ("Sagen afventer byrådets møde den 4. juni 2009.", "afventer", None),
    ("Udvalget bliver hørt, men byrådet har besluttet at søge.", "vedtaget", None),
    ("Byrådet bakker op.", None, None),
]


@pytest.mark.parametrize(("text", "status", "day"), STATUS)
def test_a_decision_is_told_from_a_denied_or_expected_one(
    text: str, status: str | None, day: str | None
) -> None:
    found = told("tilkendegivelse", text)
    assert (found.get("status"), found.get("dato")) == (status, day)
    assert found["tekst"] == text


def test_an_option_that_follows_only_from_a_denial_is_uncertain() -> None:
    found = take("tilkendegivelse", "Byrådet har ikke godkendt skitsen.")
    assert found["tilkendegivelse.status"].certainty < 0.7


def test_of_several_amounts_the_one_beside_the_label_is_taken_with_low_certainty() -> None:
    text = "Projektet koster 4.000.000 kr. Medfinansiering: 1.200.000 kr. af 4.000.000 kr."
    amount = take("tilkendegivelse", text)["tilkendegivelse.medfinansiering"]
    assert str(amount.value) == "1200000.00"
    assert amount.certainty < 0.7


def test_amounts_of_a_budget_typed_as_text_fill_its_rows() -> None:
    text = "Løn 900.000 kr. årligt\nMedfinansiering i alt 1.200.000 kr.\nAntal år: 3"
    found = told("udgifter", text)
    assert found["bemaerkninger"] == text
    assert (found["poster[0].beloeb"], found["antal_aar"]) == ("900000.00", "3")
    assert found["medfinansiering_i_alt"] == "1200000.00"


def test_an_empty_box_gives_nothing() -> None:
    assert take("vision", " \n ") == {}


def test_a_text_as_hostile_as_may_be_is_read_in_no_time() -> None:
    text = "Tovholder " * 20_000 + "er " * 20_000 + "vedtaget " * 20_000
    assert take("organisering", text)["organisering.beskrivelse"].value == text.strip()
    assert "tilkendegivelse.tekst" in take("tilkendegivelse", text)
