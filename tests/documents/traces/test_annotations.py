"""What lies over the pages of a PDF: seen as before in the copy without names, and nobody's."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NumberObject, TextStringObject

from documents.safety.guard import inspect
from documents.traces.finding_traces import traces_in
from documents.traces.nameless import nameless
from documents.traces.trace import TraceKind
from tests.documents.traces import pdf_forms
from tests.documents.traces.pdf_forms import drawn

SAID = {"Contents": TextStringObject("Ring 020290-1234")}
DATED = (b"bo-falsk", b"D:2026", b"Falsk", b"/Popup")
over = pytest.mark.parametrize("kind", ["/Ink", "/Stamp", "/FreeText"])


def told(data):
    return [(each.kind, each.who, each.text) for each in traces_in(data).found]


def lying_on(data):
    [page] = PdfReader(io.BytesIO(data)).pages
    return [each.get_object() for each in page["/Annots"]]


@over
def test_what_is_drawn_or_typed_over_a_page_is_seen_in_the_copy_and_is_nobodys(kind):
    file = pdf_forms.drawn_over(kind, **SAID)
    assert drawn(file) != drawn(pdf_forms.drawn_over(kind, b""))
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert drawn(copy) == drawn(file)
    [left] = lying_on(copy)
    kept = {"/Contents"} if kind == "/FreeText" else set()
    assert left.keys() == {"/Type", "/Subtype", "/Rect", "/F", "/AP"} | kept
    assert not [each for each in DATED if each in copy]
    assert told(copy) == []


@over
def test_whose_it_is_is_told_with_what_it_says(kind):
    file = pdf_forms.drawn_over(kind, **SAID)
    assert told(file) == [(TraceKind.COMMENT, "Bo Falsk", "Ring 020290-••••")]
    assert traces_in(file).cpr == ("0202901234",)


def test_what_is_typed_over_a_page_is_read_as_its_text():
    copy = nameless(pdf_forms.drawn_over("/FreeText", **SAID))
    assert traces_in(copy).cpr == ("0202901234",)


@pytest.mark.parametrize("flags", [2, 32])
def test_what_is_typed_over_a_page_and_not_shown_is_told_and_stays(flags):
    file = pdf_forms.drawn_over("/FreeText", **(SAID | {"F": NumberObject(flags)}))
    hidden = (TraceKind.HIDDEN, "", "Ring 020290-••••")
    assert hidden in told(file)
    assert told(nameless(file)) == [hidden]


def test_a_stamp_that_is_drawn_by_its_name_alone_keeps_it():
    [left] = lying_on(nameless(pdf_forms.drawn_over("/Stamp", None)))
    assert left["/Name"] == "/BoFalsk"


@pytest.mark.parametrize("kind", ["/Text", "/Highlight", "/Square", "/Noget"])
def test_a_note_goes_whatever_is_drawn_of_it(kind):
    copy = nameless(pdf_forms.drawn_over(kind, **SAID))
    assert lying_on(copy) == []
    assert not [each for each in (*DATED, b"020290") if each in copy]
    assert b"Underskrevet" in copy


def test_what_is_no_annotation_is_not_emptied_where_a_page_says_it_is_one():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_forms.drawn_over("/Ink"))))
    page = writer.pages[0]
    page["/Annots"].append(page.indirect_reference)
    target = io.BytesIO()
    writer.write(target)
    assert b"Underskrevet" in nameless(target.getvalue())
