"""What a file tells of people, on the pages where it is laid up and looked at."""

import html
import io
import re

import pytest
from docx import Document

from documents.safety.verdict import FileKind, Verdict, describe
from documents.traces.finding_traces import traces_in
from documents.traces.trace import TraceKind
from documents.writer import write
from forms.exchange import answers_from_json
from forms.registry import form_of
from tests.documents.traces import files, pdf_forms

SKETCH = form_of("projektskitse")


def laid(client, address, content, name="fil.docx", field="fil"):
    return client.post(address, data={field: (io.BytesIO(content), name)})


def commented(text):
    """Our own document with a comment that somebody put in."""
    data = write(SKETCH, answers_from_json(SKETCH, {"kommune": "Ærø", "vision": "Ny vision"}))
    made = Document(io.BytesIO(data))
    runs = made.add_paragraph("x").runs
    made.add_comment(runs, text, author="Bo Falsk")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_before_take_over_one_is_told_what_the_file_tells(client, draft):
    page = laid(client, f"{draft}/word", commented("Er det rigtigt?")).text
    assert 'id="spor-i-filen"' in page
    assert "Bo Falsk: Er det rigtigt?" in page


def test_a_file_that_tells_of_nobody_has_no_such_panel(client, draft):
    content = write(SKETCH, answers_from_json(SKETCH, {"kommune": "Ærø"}))
    assert 'id="spor-i-filen"' not in laid(client, f"{draft}/word", content).text


def test_a_number_in_a_comment_is_told_of_and_hidden(client, draft):
    content = commented("Spørg 010190-1234")
    for address in (f"{draft}/word", "/eksaminer"):
        page = laid(client, address, content).text
        assert "PRI002" in page
        assert "010190-••••" in page
        assert "010190-1234" not in page


def test_a_number_in_an_answer_is_told_of_once(client):
    said = {"kommune": "Ærø", "vision": "Forløbet for 010190-1234."}
    page = laid(client, "/eksaminer", write(SKETCH, answers_from_json(SKETCH, said))).text
    assert "PRI001" in page
    assert "PRI002" not in page


@pytest.mark.parametrize(
    ("make", "name"),
    [(files.word, "a.docx"), (files.workbook, "a.xlsx"), (files.portable, "a.pdf")],
)
def test_a_copy_without_names_is_given_back(client, make, name):
    assert client.get("/eksaminer/uden-navne").status_code == 200
    answer = laid(client, "/eksaminer/uden-navne", make(), name)
    assert "uden-navne" in answer.headers["Content-Disposition"]
    assert {each.kind for each in traces_in(answer.data).found} <= {TraceKind.HIDDEN}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hej"])
def test_what_cannot_be_copied_is_refused_in_words(client, content):
    answer = laid(client, "/eksaminer/uden-navne", content)
    assert answer.status_code == 422
    assert "Der er ikke lavet en kopi" in answer.text


def test_a_form_that_its_pages_do_not_say_is_refused_without_being_called_harmful(client):
    form = pdf_forms.with_xfa(pdf_forms.xdp("<a>Ib Holm</a>"), is_dynamic=True)
    answer = laid(client, "/eksaminer/uden-navne", form, "a.pdf")
    assert answer.status_code == 422
    assert "som en ny PDF" in answer.text
    assert "skade" not in answer.text


def test_a_refusal_names_what_the_file_is(client):
    answer = laid(client, "/eksaminer/uden-navne", b"%PDF-1.7\nover", "fil.pdf")
    assert html.escape(describe(Verdict.DAMAGED, FileKind.PDF)) in answer.text


@pytest.mark.parametrize(
    ("language", "signatures"), [("da", "underskrifter"), ("en", "signatures")]
)
def test_one_is_told_before_what_goes_and_what_stays(client, language, signatures):
    page = client.get(f"/eksaminer/uden-navne?sprog={language}").text
    gone, stays = (
        re.findall("<li>(.*?)</li>", page.partition(f'id="{place}"')[2].partition("</ul>")[0])
        for place in ("forsvinder", "bliver")
    )
    assert (len(gone), len(stays)) == (6, 5)
    assert signatures in gone[2]
    assert signatures in stays[2]


def test_a_title_stays_as_is_said(client):
    made = Document(io.BytesIO(files.word()))
    made.core_properties.title, made.core_properties.author = "Om Karla", "Karla"
    target = io.BytesIO()
    made.save(target)
    answer = laid(client, "/eksaminer/uden-navne", target.getvalue())
    copy = Document(io.BytesIO(answer.data)).core_properties
    assert (copy.title, copy.author) == ("Om Karla", "")


def test_no_file_is_a_mistake_that_is_told(client):
    answer = client.post("/eksaminer/uden-navne", data={})
    assert answer.status_code == 422
    assert "Vælg den fil" in answer.text


def test_at_the_desk_an_attachment_is_looked_through_too(client):
    address = client.post("/bord", data={"filer": (io.BytesIO(files.workbook()), "bilag.xlsx")})
    review = address.location
    client.post(f"{review}/laes")
    file = re.search(rf'href="({review}/fil/\w+)"', client.get(review).text)[1]
    page = client.get(file).text
    assert "Bo Falsk: Spørg Ida" in page
    assert "Åby Boligforening" in page
    assert "PRI002" in page
    copy = client.get(f"{file}/uden-navne")
    assert {each.kind for each in traces_in(copy.data).found} <= {TraceKind.HIDDEN}
