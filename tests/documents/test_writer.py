"""A form written as a Word file says what the answers say, and nothing else."""

import io
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path as FilePath

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents import frame
from documents.reader import names as n
from documents.reader.marked import read_marked
from documents.safety.xml import parse_xml
from documents.template import compiled
from documents.template_file import template_file
from documents.writer import WriteFailed, write
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.kind import Fault, Unread
from forms.kinds.tick import Tick
from forms.outline import checksum
from forms.path import Path
from forms.registry import all_forms, form_of
from tests.documents.example_template import example_template
from tests.forms.example_form import EXAMPLE_FORM
from tests.patience import PATIENCE
from tests.strategies import HOSTILE_TEXTS, answers
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

SKETCH = form_of("projektskitse@2009")
EXAMPLE = compiled(EXAMPLE_FORM, example_template())


def body_of(document: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = parse_xml(archive.read("word/document.xml")).find(n.BODY)
    assert body is not None
    return body


def read_back(definition: FormDefinition, document: bytes) -> Answers:
    return read_marked(definition, body_of(document)).answers


@given(answers(SKETCH))
@settings(max_examples=settings.default.max_examples // 4)
def test_what_is_written_in_a_sketch_is_read(given_answers):
    assert read_back(SKETCH, write(SKETCH, given_answers)) == given_answers


@pytest.mark.parametrize(
    "definition", [form for form in all_forms() if form is not SKETCH], ids=lambda form: form.key
)
@given(data=st.data())
@settings(max_examples=settings.default.max_examples // 10)  # in each of seven forms
def test_what_is_written_is_read(definition, data):
    given_answers = data.draw(answers(definition))
    assert read_back(definition, write(definition, given_answers)) == given_answers


@given(answers(EXAMPLE_FORM))
@settings(max_examples=settings.default.max_examples // 4)
def test_what_is_written_in_rows_of_rows_is_read(given_answers):
    document = write(EXAMPLE_FORM, given_answers, EXAMPLE)
    assert read_back(EXAMPLE_FORM, document) == given_answers


@pytest.mark.parametrize("definition", all_forms(), ids=lambda form: form.key)
def test_a_blank_document_holds_no_answers(definition):
    assert not read_back(definition, write(definition, Answers()))


@given(answers(SKETCH))
@settings(max_examples=settings.default.max_examples // 10)  # no law: nothing in it is drawn by lot
def test_the_same_answers_give_the_same_bytes(given_answers):
    assert write(SKETCH, given_answers) == write(SKETCH, given_answers)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_prose_comes_back_to_the_letter(text):
    kind = SKETCH.sections[2].items[0].kind
    value = kind.parse(text)
    kept = Answers() if value is None else Answers({Path.parse("vision"): value})
    assert read_back(SKETCH, write(SKETCH, kept)) == kept


@pytest.mark.parametrize("text", ["☒ vist nok", "☐ måske, se bilag", "☑☑", "☒☐"])
def test_words_typed_after_a_box_come_back(text):
    value = Tick().parse(text)
    kept = Answers({Path.parse("accept"): value})
    assert isinstance(value, Unread)
    assert read_back(EXAMPLE_FORM, write(EXAMPLE_FORM, kept, EXAMPLE)) == kept


def test_fifty_thousand_characters_come_back():
    long = "Blåbærgrød & <æøå> 👩‍👧\n" * 2_000 + "x" * 10_000
    kept = Answers({Path.parse("vision"): long, Path.parse("organisering.tovholder"): "y" * 50_000})
    assert read_back(SKETCH, write(SKETCH, kept)) == kept


def test_an_answer_that_reads_like_the_placeholder_is_an_answer():
    kept = Answers(
        {
            Path.parse("organisering.tovholder"): (
                "Den, der har ansvaret for, at arbejdet skrider frem."
            ),
            Path.parse("organisering.forvaltning"): "Vælg et element.",
            Path.parse("kontaktperson.navn"): "[Navn]",
            Path.parse("udgifter.poster[0].tekst"): "[Udgift til]",
        }
    )
    assert read_back(SKETCH, write(SKETCH, kept)) == kept


def words_in(document: bytes) -> str:
    return "".join(each.text or "" for each in body_of(document).iter(n.TEXT))


def test_a_filled_document_keeps_guidance_only_where_an_answer_is_awaited():
    agreement = form_of("samarbejdsaftale")
    typed = {"organisation[0].navn": "Bestyrelsen"}
    told = words_in(write(agreement, typed_answers(agreement, typed)))
    assert "[Hører under]" not in told  # may be left empty
    assert "[Områdets navn]" in told
    blank = words_in(write(agreement, Answers()))
    assert "[Hører under]" in blank
    sound = words_in(write(agreement, typed_answers(agreement, SOUND_ANSWERS[agreement.id])))
    assert "[" not in sound


def test_room_left_in_a_filled_document_is_no_answer_when_its_mark_is_lost():
    agreement = form_of("samarbejdsaftale")
    given = typed_answers(agreement, {"organisation[0].navn": "Bestyrelsen"})
    body = body_of(write(agreement, given))
    for properties in body.iter(n.CONTROL_PROPERTIES):
        for shown in properties.findall(n.SHOWING_PLACEHOLDER):
            properties.remove(shown)
    assert read_marked(agreement, body).answers == given


def test_what_could_not_be_read_is_written_as_typed():
    unread = Unread(text="cirka 3 mio", fault=Fault.NOT_AN_AMOUNT)
    choice = Unread(text="måske", fault=Fault.NOT_AN_OPTION)
    kept = Answers(
        {
            Path.parse("udgifter.i_alt"): unread,
            Path.parse("udgifter.poster[0].hyppighed"): choice,
        }
    )
    text = etree.tostring(body_of(write(SKETCH, kept)), encoding="unicode")
    assert "cirka 3 mio" in text
    assert "måske" in text


def test_an_answer_the_form_has_no_place_for_is_refused():
    with pytest.raises((WriteFailed, KeyError)):
        write(SKETCH, Answers({Path.parse("opdigtet"): "x"}))


@pytest.mark.parametrize("value", ["vedtages", "Vedtaget", "", True, 7])
def test_a_choice_that_is_no_option_is_refused_where_it_stands(value):
    path = Path.parse("tilkendegivelse.status")
    with pytest.raises(WriteFailed) as failure:
        write(SKETCH, Answers({path: value}))
    assert failure.value.paths == (path,)


def test_totals_are_printed_and_not_read():
    kept = Answers(
        {
            Path.parse("udgifter.poster[0].beloeb"): Decimal(100_000),
            Path.parse("udgifter.poster[0].hyppighed"): "aarligt",
            Path.parse("udgifter.antal_aar"): 3,
        }
    )
    document = write(SKETCH, kept)
    assert "300.000" in etree.tostring(body_of(document), encoding="unicode")
    assert read_back(SKETCH, document) == kept


def test_the_document_says_which_form_it_is_and_nothing_of_who_made_it():
    with zipfile.ZipFile(io.BytesIO(write(SKETCH, Answers()))) as archive:
        core = archive.read("docProps/core.xml").decode()
        data = archive.read(frame.ANSWERS).decode()
        dates = {info.date_time for info in archive.infolist()}
    assert f"{SKETCH.key}#{checksum(SKETCH)}" in core
    assert checksum(SKETCH) in data
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "lastModifiedBy" not in core
    assert "created" not in core


def test_bookmarks_are_unique_and_short_and_numbers_are_not_reused():
    kept = Answers({Path.parse(f"udgifter.poster[{row}].tekst"): "x" for row in range(30)})
    body = body_of(write(SKETCH, kept))
    names = [each.get(n.w("name")) for each in body.iter(n.w("bookmarkStart"))]
    numbers = [each.get(n.VALUE) for each in body.iter(n.w("id"))]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
    assert len(numbers) == len(set(numbers))


def test_generated_documents_open_in_python_docx():
    document = Document(io.BytesIO(write(SKETCH, Answers())))
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"]


HOSTILE = {"vision": "a\n\n\tb", "kommentarer": "\n".join(HOSTILE_TEXTS)}
FILLED = [(form, SOUND_ANSWERS[form.id]) for form in all_forms()]


def test_documents_are_valid_open_xml(tmp_path):
    """All looked at in one go, since the program takes longer to start than to look at one."""
    for definition, typed in FILLED:
        content = write(definition, typed_answers(definition, typed))
        (tmp_path / f"{definition.key}.docx").write_bytes(content)
    (tmp_path / "hostile.docx").write_bytes(write(SKETCH, typed_answers(SKETCH, HOSTILE)))
    program = FilePath(sys.executable).with_name("openxml-audit")
    command = [str(program), "-m", "0", "-q", "-r", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout


def test_many_threads_write_the_same_bytes():
    with ThreadPoolExecutor(4) as pool:
        written = set(pool.map(lambda _: write(SKETCH, Answers()), range(12)))
    assert len(written) == 1


def test_each_form_has_a_template():
    assert all(template_file(form).exists() for form in all_forms())
