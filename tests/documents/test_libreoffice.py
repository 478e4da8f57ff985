"""A blank sketch filled in LibreOffice comes back whole, and with nothing else."""

import pytest
from pypdf import PdfReader

from documents.reader.examine_file import read_file
from documents.writer import write
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.outline import outline
from forms.path import Path
from forms.registry import all_forms, form_of
from tests.documents.writer_program import OPEN_DOCUMENT, WORD, work
from tests.strategies import HOSTILE_TEXTS
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

pytestmark = pytest.mark.libreoffice

SKETCH = form_of("projektskitse@2009")
LONG = "Blåbær & <æøå> " * 1_333 + "slut."
KOMMUNE, CONTACT, VISION, CHALLENGES, EXPENSES, SUMS, DECISION = "0", "1", "2", "3", "5", "6", "14"
TYPED: tuple[tuple[str, ...], ...] = (
    ("type", KOMMUNE, "B1", "Nordby"),
    ("type", CONTACT, "B1", "Åse & Søn <b>"),
    ("type", CONTACT, "B3", r"Vej 1\n9999 By"),
    ("type", CONTACT, "B4", "a@b.dk"),
    ("type", CONTACT, "B5", "5555 0101"),
    ("type", VISION, "A2", r"Vi vil & <kan> æøå 👩‍👧 {{ x }}\nlinje to\n\nlinje fire"),
    ("paste", CHALLENGES, "A2", LONG),
    ("type", EXPENSES, "A2", "Løn"),
    ("type", EXPENSES, "B2", "100.000"),
    ("choose", EXPENSES, "C2", "Årligt"),
    ("row", EXPENSES, "A2"),
    ("type", EXPENSES, "A3", "Kursus"),
    ("type", EXPENSES, "B3", "50.000"),
    ("type", EXPENSES, "C3", "Én gang"),
    ("type", SUMS, "B1", "3"),
    ("type", SUMS, "B2", "350.000"),
    ("choose", DECISION, "B1", "Vedtaget"),
    ("type", DECISION, "B2", "01.04.2009"),
)
EXPECTED = {
    "kommune": "Nordby",
    "kontaktperson.navn": "Åse & Søn <b>",
    "kontaktperson.adresse": "Vej 1\n9999 By",
    "kontaktperson.email": "a@b.dk",
    "kontaktperson.telefon": "5555 0101",
    "vision": "Vi vil & <kan> æøå 👩‍👧 {{ x }}\nlinje to\n\nlinje fire",
    "udfordringer": LONG,
    "udgifter.poster[0].tekst": "Løn",
    "udgifter.poster[0].beloeb": "100.000",
    "udgifter.poster[0].hyppighed": "Årligt",
    "udgifter.poster[1].tekst": "Kursus",
    "udgifter.poster[1].beloeb": "50.000",
    "udgifter.poster[1].hyppighed": "Én gang",
    "udgifter.antal_aar": "3",
    "udgifter.i_alt": "350.000",
    "tilkendegivelse.status": "Vedtaget",
    "tilkendegivelse.dato": "01.04.2009",
}


SUB_AGREEMENT = form_of("delaftale")
GOALS, STAFF, SHEET, COPIED = "4", "6", "9", "10"
ADDED: tuple[tuple[str, ...], ...] = (
    ("type", GOALS, "A2", "Flere i job"),
    ("type", GOALS, "B2", "Andel i arbejde & uddannelse"),
    ("type", GOALS, "C2", "48,3 % (2019)"),
    ("row", GOALS, "A2"),
    ("type", GOALS, "A3", "Flere i skole"),
    ("type", GOALS, "B3", "Fravær <10 %"),
    ("type", GOALS, "E3", "Kommunen"),
    ("type", STAFF, "A2", "Leder"),
    ("type", STAFF, "B2", "25 %"),
    ("row", STAFF, "A2"),
    ("type", STAFF, "A3", "Vejleder"),
    ("type", STAFF, "C3", "9"),
    ("copy", SHEET),
    ("type", SHEET, "A2", "Lektiecafé"),
    ("type", SHEET, "A4", r"Læsning\nRegning"),
    ("type", COPIED, "A2", "Fritidsjob"),
    ("type", COPIED, "A4", "Et første job"),
    ("type", COPIED, "A10", "Vejlederen"),
)
ADDED_EXPECTED = {
    "delmaal[0].delmaal": "Flere i job",
    "delmaal[0].indikator": "Andel i arbejde & uddannelse",
    "delmaal[0].baseline": "48,3 % (2019)",
    "delmaal[1].delmaal": "Flere i skole",
    "delmaal[1].indikator": "Fravær <10 %",
    "delmaal[1].datakilde": "Kommunen",
    "medarbejderressourcer[0].funktion": "Leder",
    "medarbejderressourcer[0].andel": "25 %",
    "medarbejderressourcer[1].funktion": "Vejleder",
    "medarbejderressourcer[1].timer": "9",
    "aktiviteter[0].navn": "Lektiecafé",
    "aktiviteter[0].formaal": "Læsning\nRegning",
    "aktiviteter[1].navn": "Fritidsjob",
    "aktiviteter[1].formaal": "Et første job",
    "aktiviteter[1].ansvar": "Vejlederen",
}


def test_what_is_typed_in_libreoffice_comes_back_saved_twice_and_by_way_of_odt(tmp_path):
    blank, once, twice = (tmp_path / name for name in ("blank.docx", "once.docx", "twice.docx"))
    odt, last = tmp_path / "three.odt", tmp_path / "last.docx"
    blank.write_bytes(write(SKETCH, Answers()))
    steps = [
        ("open", str(blank)),
        *TYPED,
        ("save", str(once), WORD),
        ("open", str(once)),
        ("save", str(twice), WORD),
        ("open", str(twice)),
        ("save", str(odt), OPEN_DOCUMENT),
        ("open", str(odt)),
        ("save", str(last), WORD),
    ]
    work(tmp_path, steps)
    for file in (once, twice, last):
        reading = read_file(file.read_bytes())
        assert reading.form is SKETCH
        assert reading.answers == typed_answers(SKETCH, EXPECTED), file.name


def test_rows_and_sheets_added_to_a_sub_agreement_come_back_saved_twice(tmp_path):
    blank, once, twice = (tmp_path / name for name in ("blank.docx", "once.docx", "twice.docx"))
    blank.write_bytes(write(SUB_AGREEMENT, Answers()))
    steps = [
        ("open", str(blank)),
        *ADDED,
        ("save", str(once), WORD),
        ("open", str(once)),
        ("save", str(twice), WORD),
    ]
    work(tmp_path, steps)
    for file in (once, twice):
        reading = read_file(file.read_bytes())
        assert reading.form is SUB_AGREEMENT
        assert reading.answers == typed_answers(SUB_AGREEMENT, ADDED_EXPECTED), file.name


def test_every_form_comes_back_blank_and_filled_by_way_of_odt(tmp_path, save_as):
    given: dict[str, tuple[FormDefinition, Answers]] = {}
    files = []
    for form in all_forms():
        filled = typed_answers(form, SOUND_ANSWERS[form.id])
        for name, answers in ((f"{form.id}-tom", Answers()), (f"{form.id}-fuld", filled)):
            given[name] = (form, answers)
            files.append(tmp_path / f"{name}.docx")
            files[-1].write_bytes(write(form, answers))
    for file in save_as("docx", save_as("odt", files)):
        form, answers = given[file.stem]
        reading = read_file(file.read_bytes())
        assert reading.form is form
        assert reading.answers == answers, file.name


def test_every_form_is_read_from_the_pdf_it_is_printed_to(tmp_path, save_as):
    given: dict[str, tuple[FormDefinition, Answers]] = {}
    files = []
    for form in all_forms():
        answers = typed_answers(form, SOUND_ANSWERS[form.id])
        given[form.id] = (form, answers)
        files.append(tmp_path / f"{form.id}.docx")
        files[-1].write_bytes(write(form, answers))
    for file in save_as("pdf", files):
        form, answers = given[file.stem]
        reading = read_file(file.read_bytes())
        assert reading.form is form
        lost = {path for path, value in answers.items() if reading.answers.get(path) != value}
        assert len(lost) <= len(answers) / 10, (file.name, lost)
        assert {origin.place.page is None for origin in reading.origins.values()} == {False}


def test_whatever_a_person_typed_makes_a_file_that_opens(tmp_path, save_as):
    """Hostile texts stand in every field; the end of the form is still there."""
    given = [hostile(shift) for shift in range(0, len(HOSTILE_TEXTS), 7)]
    given.append(Answers({Path.parse("vision"): "🎈" * 25_000}))
    files = []
    for number, answers in enumerate(given):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(write(SKETCH, answers))
    for page in save_as("pdf", files):
        told = "".join(each.extract_text() for each in PdfReader(page).pages)
        assert "Tilkendegivelse fra kommunalbestyrelsen" in told, page.name


def hostile(shift: int) -> Answers:
    """A hostile text in each field, in turn, the first field having the one at `shift`."""
    found: dict[Path, Value] = {}
    for number, placed in enumerate(outline(SKETCH).fields(), shift):
        value = placed.field.kind.parse(HOSTILE_TEXTS[number % len(HOSTILE_TEXTS)])
        if value is not None:
            row = f"{placed.groups[-1].address}[0].{placed.item.id}" if placed.groups else ""
            found[Path.parse(row or placed.address)] = value
    return normalised(SKETCH, Answers(found))
