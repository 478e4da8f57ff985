"""The deficiency letter says what must be mended, document by document."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.letter import Letter, LetterDocument, LetterPoint, write_letter
from documents.safety.guard import inspect
from tests.strategies import HOSTILE_TEXTS

MUST = LetterPoint(
    where="Udgifter i alt",
    what="Summen passer ikke med sine linjer.",
    what_to_do="Ret summen eller linjerne.",
    evidence="angivet 5.000.000 kr.; 3 × 1.400.000 + 600.000 = 4.800.000; forskel 200.000",
    place="afsnit 12, række 4",
)
LOOK = LetterPoint(where="", what="Baseline mangler årstal.", what_to_do="", is_required=False)
LETTER = Letter(
    programme="Boligsociale indsatser 2019-26",
    case="Øst & Vest",
    written=date(2026, 1, 5),
    mend_by=date(2026, 2, 12),
    recipient_name="Æ Øst",
    recipient_organisation="Nordby Kommune",
    greeting_name="Æ",
    sender_name="S. Behandler",
    sender_office="Kontor 3",
    opening="Tak for ansøgningen.\n\nDet ser godt ud.",
    closing="Ring, hvis I er i tvivl.",
    documents=(
        LetterDocument(title="Budget", file_name="budget.docx", points=(LOOK, MUST, LOOK)),
        LetterDocument(title="Delaftale", file_name="aftale.docx", points=(MUST,)),
        LetterDocument(title="Milepælsplan", file_name="plan.docx"),
    ),
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_letter(LETTER)


def paragraphs_of(content, *styles):
    paragraphs = Document(BytesIO(content)).paragraphs
    return [each.text for each in paragraphs if not styles or each.style.name in styles]


def test_each_document_has_a_heading_and_what_must_be_mended_comes_first(content):
    assert paragraphs_of(content, "Heading 1", "Heading 2", "Punkt") == [
        "Budget",
        "Skal rettes",
        MUST.where,
        "Skal ses efter",
        LOOK.what,
        LOOK.what,
        "Delaftale",
        "Skal rettes",
        MUST.where,
    ]


def test_a_point_tells_what_to_do_its_evidence_and_its_place(content):
    told = paragraphs_of(content, "Punkttekst", "Punktgrundlag")
    for shown, said in zip(
        told[:4], (MUST.what, MUST.what_to_do, MUST.evidence, MUST.place), strict=True
    ):
        assert shown.endswith(said)


def test_points_are_numbered_by_word_through_the_letter(content):
    styles = Document(BytesIO(content)).styles
    number = styles["Punkt"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert f'w:numId="{number.get(qn("w:val"))}"' in archive.read("word/numbering.xml").decode()


def test_the_day_to_mend_by_is_told_and_the_remarks_are_paragraphs(content):
    told = paragraphs_of(content)
    assert any("12. februar 2026" in each for each in told)
    assert "5. januar 2026" in told
    assert {"Tak for ansøgningen.", "Det ser godt ud.", LETTER.closing} <= set(told)
    assert "Æ Øst\nNordby Kommune" in told
    assert "S. Behandler\nKontor 3" in told


def test_a_letter_without_points_names_no_document_and_no_day():
    nothing = replace(LETTER, documents=(LetterDocument(title="Budget", file_name="b.docx"),))
    content = write_letter(nothing)
    assert paragraphs_of(content, "Heading 1", "Heading 2", "Punkt") == []
    assert not any("12. februar" in each for each in paragraphs_of(content))


def test_what_is_not_known_leaves_no_line():
    bare = Letter(programme="", case="S", written=date(2026, 1, 5), documents=())
    assert [each for each in paragraphs_of(write_letter(bare)) if not each.strip()] == []


def test_it_is_danish_titled_and_has_no_trace_of_who_made_it(content):
    document = Document(BytesIO(content))
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.title, properties.language) == ("Mangelbrev: Øst & Vest", "da-DK")
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    assert write_letter(LETTER) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def everywhere(text):
    point = LetterPoint(where=text, what=text, what_to_do=text, evidence=text, place=text)
    documents = (
        LetterDocument(title=text, file_name=text, points=(point, replace(point, where=""))),
    )
    names = ("programme", "case", "recipient_name", "recipient_organisation", "greeting_name")
    others = ("sender_name", "sender_office", "opening", "closing")
    told = dict.fromkeys((*names, *others), text)
    return replace(LETTER, documents=documents, **told)


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }} {% raw %}{{r x }}<w:p>&\x00", "æ<&\n\t" * 5 + "x" * 5000]
)
def test_hostile_texts_stand_as_they_were_typed(text):
    content = write_letter(everywhere(text))
    assert inspect(content).is_accepted
    said = paragraphs_of(content, "Punkttekst")[0]
    assert said == text.replace("\x00", "").strip()
    assert len(paragraphs_of(content, "Punkt")) == 2


def test_hostile_texts_all_together_do_no_harm():
    points = tuple(
        LetterPoint(where=text, what=text, what_to_do=text, evidence=text, place=text)
        for text in HOSTILE_TEXTS
    )
    documents = (LetterDocument(title="T", file_name="f", points=points),)
    content = write_letter(replace(LETTER, documents=documents))
    assert inspect(content).is_accepted
    assert len(paragraphs_of(content, "Punkt")) == len(points)


@pytest.mark.libreoffice
def test_libreoffice_opens_a_long_letter_and_numbers_its_points(tmp_path, save_as):
    documents = (LetterDocument(title="Budget", file_name="b.docx", points=(MUST,) * 40),)
    (tmp_path / "brev.docx").write_bytes(write_letter(replace(LETTER, documents=documents)))
    (saved,) = save_as("txt", [tmp_path / "brev.docx"])
    told = saved.read_text(encoding="utf-8-sig")
    assert f"40. {MUST.where}" in told
    assert "41." not in told
