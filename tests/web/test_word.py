"""To Word and back, and files that cannot be read."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from cases.example import example_answers, example_form
from documents.seal import Sealer
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from tests.documents.reader.pdfs import PICTURE, pdf, sketch_pages
from tests.documents.safety import attack
from tests.documents.test_passport import rezipped
from tests.web.conftest import KEY
from tests.web.submission import fields_of


def made(answers: Answers) -> bytes:
    """The sketch as the service hands it out."""
    return Sealer(KEY).seal(write(example_form(), answers))


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _sent(
    client: FlaskClient, address: str, content: bytes, name: str = "skitse.docx"
) -> TestResponse:
    """Post a file; a large one is a temporary file, which the client itself never closes."""
    environ = EnvironBuilder(
        path=address, method="POST", data={"fil": (io.BytesIO(content), name)}
    ).get_environ()
    answer = client.open(environ)
    environ["wsgi.input"].close()
    return answer


@pytest.fixture(scope="module")
def example_file() -> bytes:
    return made(example_answers())


def test_a_draft_is_downloaded_though_it_has_errors(client: FlaskClient, draft: str) -> None:
    answer = client.get(f"{draft}/word/dokument")
    assert answer.status_code == 200
    assert answer.mimetype == WORD
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.data.startswith(b"PK")


def test_a_blank_form_is_downloaded(client: FlaskClient) -> None:
    answer = client.get("/skabeloner/projektskitse@2009.docx")
    assert (answer.status_code, answer.mimetype) == (200, WORD)


def test_what_was_written_in_word_is_taken_over(
    client: FlaskClient, draft: str, example_file: bytes
) -> None:
    page = _sent(client, f"{draft}/word", example_file)
    assert page.status_code == 200
    chosen = fields_of(page.text, "take-over")
    assert "udgifter.poster[0]" in chosen.getlist("take")
    assert client.post(f"{draft}/word/overtag", data=chosen).status_code == 302
    again = client.get(f"{draft}/word/dokument")
    assert again.data == example_file


def test_only_what_is_ticked_is_taken_over(
    client: FlaskClient, draft: str, example_file: bytes
) -> None:
    chosen = fields_of(_sent(client, f"{draft}/word", example_file).text, "take-over")
    chosen.setlist("take", ["vision"])
    client.post(f"{draft}/word/overtag", data=chosen)
    expected = example_answers().below(Path.parse("vision"))
    assert client.get(f"{draft}/word/dokument").data == made(expected)


def test_a_draft_saved_meanwhile_is_not_overwritten(
    client: FlaskClient, draft: str, example_file: bytes
) -> None:
    chosen = fields_of(_sent(client, f"{draft}/word", example_file).text, "take-over")
    page = fields_of(client.get(f"{draft}/trin/vision").text)
    page["vision"] = "Skrevet imens"
    client.post(f"{draft}/trin/vision", data=page)
    answer = client.post(f"{draft}/word/overtag", data=chosen)
    assert answer.status_code == 409
    assert "Skrevet imens" in answer.text
    assert fields_of(client.get(f"{draft}/trin/vision").text)["vision"] == "Skrevet imens"


def test_a_file_is_examined_and_becomes_a_draft(client: FlaskClient, example_file: bytes) -> None:
    report = _sent(client, "/eksaminer", example_file)
    assert report.status_code == 200
    begun = client.post("/eksaminer/kladde", data=fields_of(report.text, "make-draft"))
    draft = str(begun.location).removesuffix("/svar")
    assert client.get(f"{draft}/word/dokument").data == example_file


def test_a_wrong_total_in_a_file_is_told_with_its_calculation(client: FlaskClient) -> None:
    total = Path.parse("udgifter.i_alt")
    stated = example_form().sections[5].items[2].kind.parse("985.000")
    answers = example_answers().replaced({total: stated})
    html = _sent(client, "/eksaminer", write(example_form(), answers)).text
    assert "BUD002" in html
    for number in ("985.000", "885.000", "100.000"):
        assert number in html


def test_the_day_it_was_received_is_held_against_the_deadline(
    client: FlaskClient, example_file: bytes
) -> None:
    sent = {"fil": (io.BytesIO(example_file), "x.docx"), "modtaget": "26.05.2009"}
    assert "DAT006" in client.post("/eksaminer", data=sent).text
    sent = {"fil": (io.BytesIO(example_file), "x.docx"), "modtaget": "i går"}
    assert client.post("/eksaminer", data=sent).status_code == 422


BAD_FILES = {
    "none": (b"", "", 422),
    "empty": (b"", "tom.docx", 422),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "skitse.pdf", 422),
    "a text": (b"Kommune: Holstebro\n" * 40, "skitse.docx", 422),
    "macros": (
        attack.main_type_file("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "skitse.docm",
        422,
    ),
    "a password": (attack.compound_file("EncryptionInfo", "EncryptedPackage"), "x.docx", 422),
    "30 MB": (b"PK\x03\x04" + bytes(30 * 1024 * 1024), "stor.docx", 413),
    "a span of 2e9": (
        attack.word_file(
            document=attack.document(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc>"
                "</w:tr></w:tbl>"
            )
        ),
        "bred.docx",
        422,
    ),
}


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize("where", ["/eksaminer", "word"])
def test_a_file_that_cannot_be_read_gets_a_clear_answer(
    client: FlaskClient, draft: str, kind: str, where: str
) -> None:
    content, name, status = BAD_FILES[kind]
    answer = _sent(client, f"{draft}/word" if where == "word" else where, content, name)
    assert answer.status_code == status
    assert 'class="form-error-message"' in answer.text
    assert "<title>Fejl: " in answer.text
    assert client.get("/sundhed").status_code == 200


def test_a_word_file_that_is_no_form_is_not_forced_into_one(
    client: FlaskClient, draft: str
) -> None:
    other = attack.word_file(document=attack.document(attack.paragraph("En opskrift på brød")))
    assert _sent(client, f"{draft}/word", other).status_code == 422
    assert "REA002" in _sent(client, "/eksaminer", other).text
    assert client.get(f"{draft}/word/dokument").data == made(Answers())


def test_a_pdf_is_examined_and_its_places_are_pages(client: FlaskClient) -> None:
    html = _sent(client, "/eksaminer", pdf(*sketch_pages()), "skitse.pdf").text
    assert "Svar nummer 3 står her." in html
    assert "side 1" in html


def test_a_scanned_pdf_is_refused_with_its_pages(client: FlaskClient) -> None:
    answer = _sent(client, "/eksaminer", pdf(PICTURE, PICTURE), "scan.pdf")
    assert answer.status_code == 422
    assert "ingen tekst at læse på side 1, 2" in answer.text


def _saved(client: FlaskClient, draft: str, section: str, text: str) -> None:
    page = fields_of(client.get(f"{draft}/trin/{section}").text)
    page[section] = text
    assert client.post(f"{draft}/trin/{section}", data=page).status_code == 302


def _typed_in(content: bytes, old: str, new: str) -> bytes:
    """A file with other words in its body, as a person leaves it who wrote in it in Word."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        is_body = name == "word/document.xml"
        return name, part.replace(old.encode(), new.encode()) if is_body else part

    return bytes(rezipped(content, change))


@pytest.fixture
def taken_home(client: FlaskClient, draft: str) -> bytes:
    """A draft's file in which the vision was changed, while the draft had it and a challenge."""
    _saved(client, draft, "vision", "Den foerste vision")
    _saved(client, draft, "udfordringer", "Den foerste udfordring")
    file = client.get(f"{draft}/word/dokument").data
    return _typed_in(file, "Den foerste vision", "Skrevet i Word")


def test_what_others_wrote_since_the_file_was_made_is_no_difference(
    client: FlaskClient, draft: str, taken_home: bytes
) -> None:
    _saved(client, draft, "udfordringer", "Skrevet imens")
    chosen = fields_of(_sent(client, f"{draft}/word", taken_home).text, "take-over")
    assert chosen.getlist("take") == ["vision"]
    assert client.post(f"{draft}/word/overtag", data=chosen).status_code == 302
    kept = [
        fields_of(client.get(f"{draft}/trin/{each}").text)[each]
        for each in ("vision", "udfordringer")
    ]
    assert kept == ["Skrevet i Word", "Skrevet imens"]


@pytest.mark.parametrize(
    ("choice", "kept"), [("file", "Skrevet i Word"), ("draft", "Skrevet imens")]
)
def test_what_both_changed_must_be_chosen(
    client: FlaskClient, draft: str, taken_home: bytes, choice: str, kept: str
) -> None:
    _saved(client, draft, "vision", "Skrevet imens")
    page = _sent(client, f"{draft}/word", taken_home).text
    assert "Den foerste vision" in page
    posted = fields_of(page, "take-over")
    assert (posted.getlist("take"), posted.getlist("both")) == ([], ["vision"])
    again = client.post(f"{draft}/word/overtag", data=posted)
    assert again.status_code == 422
    assert 'href="#both-1"' in again.text
    posted = fields_of(again.text, "take-over")
    posted["choice-vision"] = choice
    assert client.post(f"{draft}/word/overtag", data=posted).status_code == 302
    assert fields_of(client.get(f"{draft}/trin/vision").text)["vision"] == kept


def test_a_file_nothing_was_written_in_takes_nothing_back(client: FlaskClient, draft: str) -> None:
    _saved(client, draft, "vision", "Den foerste vision")
    file = client.get(f"{draft}/word/dokument").data
    _saved(client, draft, "vision", "Skrevet imens")
    page = _sent(client, f"{draft}/word", file).text
    assert 'id="take-over"' not in page
    assert "Skrevet imens" not in page
