"""A dossier holds its documents whole, in order, on pages of their own size."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from documents.dossier import DossierPart, compose_dossier
from documents.safety.guard import inspect
from documents.writer import write
from forms.answers import Answers
from forms.registry import form_of
from tests.strategies import HOSTILE_TEXTS
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

FORMS = ("samarbejdsaftale", "delaftale", "milepaelsplan", "delaftale")
TITLE = "Sag: Øst & <Vest> {{ x }}"


def part(form_id: str, answers: Answers | None = None) -> DossierPart:
    form = form_of(form_id)
    given = typed_answers(form, SOUND_ANSWERS[form_id]) if answers is None else answers
    return DossierPart(title=form.title, data=write(form, given))


@pytest.fixture(scope="module")
def dossier() -> bytes:
    return compose_dossier(TITLE, [part(form_id) for form_id in FORMS])


def test_the_contents_name_every_document_and_lead_to_it(dossier):
    document = Document(io.BytesIO(dossier))
    body = document.element.body
    assert document.paragraphs[0].text == TITLE
    named = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marked = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert named == marked == [f"dokument{number}" for number in range(1, len(FORMS) + 1)]
    titles = [each.text for each in document.paragraphs if each.style.name == "Title"]
    assert titles == [TITLE, *(form_of(form_id).title for form_id in FORMS)]


def test_every_document_keeps_its_text_and_its_page(dossier):
    document = Document(io.BytesIO(dossier))
    told = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    places = []
    for form_id in FORMS:
        own = Document(io.BytesIO(part(form_id).data)).element.body
        cells = [
            "".join(text.text or "" for text in cell.iter(qn("w:t")))
            for cell in own.iter(qn("w:tc"))
            if next(cell.iter(qn("w:showingPlcHdr")), None) is None
        ]
        assert all(cell in told for cell in cells), form_id
        places.append(told.index(form_of(form_id).title, places[-1] + 1 if places else 0))
    assert places == sorted(places)
    turned = [each.orientation is WD_ORIENT.LANDSCAPE for each in document.sections]
    assert turned == [False, False, False, True, False]


def test_nothing_in_it_is_a_control_or_the_guidance_of_an_empty_one():
    blank = compose_dossier("Tom", [part("delaftale", Answers())])
    document = Document(io.BytesIO(blank))
    assert next(document.element.body.iter(qn("w:sdt")), None) is None
    (first_answer,) = [row.cells[0].text for row in document.tables[0].rows][1:]
    assert first_answer == ""


def test_the_same_documents_give_the_same_bytes_and_no_trace_of_who_made_them(dossier):
    assert compose_dossier(TITLE, [part(form_id) for form_id in FORMS]) == dossier
    with zipfile.ZipFile(io.BytesIO(dossier)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = Document(io.BytesIO(dossier)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.title == TITLE


def test_hostile_titles_do_no_harm():
    document = Document()
    document.add_paragraph("Kort")
    file = io.BytesIO()
    document.save(file)
    parts = [DossierPart(title=title, data=file.getvalue()) for title in HOSTILE_TEXTS]
    data = compose_dossier("".join(HOSTILE_TEXTS), parts)
    assert inspect(data).is_accepted
    listed = [each.text for each in Document(io.BytesIO(data)).paragraphs if "\t" in each.text]
    assert len(listed) == len(HOSTILE_TEXTS)
    shown = dict(zip(HOSTILE_TEXTS, listed, strict=True))
    assert "{{ x.__class__ }}" in shown["{{ x.__class__ }}"]
    assert "<script>" in shown["<script>alert(1)</script>"]
