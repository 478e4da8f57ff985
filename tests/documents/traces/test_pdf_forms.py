"""Signatures as they are drawn and forms in XFA: told of, and gone from the copy without names."""

import io
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from documents.reader.pdf_file import open_pdf_file
from documents.safety.guard import inspect
from documents.safety.verdict import Refused, Verdict
from documents.traces.finding_traces import traces_in
from documents.traces.nameless import nameless
from documents.traces.trace import TraceKind
from tests.documents.traces import pdf_forms
from tests.documents.traces.pdf_forms import drawn

WAITING = b"% DSBlank\n"


def named(data):
    return {(each.who, each.text) for each in traces_in(data).of(TraceKind.NAMED)}


def verdict_on(file):
    with pytest.raises(Refused) as refused:
        nameless(file)
    return refused.value.verdict


@pytest.mark.parametrize("shown_by", ["field", "its own below", "one below"])
@pytest.mark.parametrize("said", [None, {"Name": "Karla Kvist"}])
def test_a_signature_that_is_taken_out_is_not_seen_any_more(shown_by, said):
    file = pdf_forms.signed(shown_by=shown_by, said=said)
    blank = drawn(pdf_forms.signed(b""))
    assert drawn(file) != blank
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert drawn(copy) == blank
    assert b"Kvist" not in copy
    assert b"Kvist".hex().encode() not in copy
    assert named(copy) == set()


@pytest.mark.parametrize("shown_by", ["field", "its own below"])
def test_a_drawn_signature_without_one_is_told_by_the_name_of_its_field(shown_by):
    assert named(pdf_forms.signed(shown_by=shown_by)) == {("", "Underskrift1")}
    assert named(pdf_forms.signed(WAITING, shown_by=shown_by)) == set()


def test_a_signature_that_says_nothing_is_told_by_the_name_of_its_field():
    assert named(pdf_forms.signed(said={})) == {("", "Underskrift1")}
    file = pdf_forms.signed(shown_by="its own below", said={"Name": "Ida Lund"})
    assert named(file) == {("Ida Lund", "")}


ABOUT = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>Karla Kvist</dc:creator></x:xmpmeta>"
)
SAME = "<vision>Vores vision</vision>"
DATA = f"{SAME}<skjult>Ib Holm, 020290-1234</skjult>"


def whole(form):
    return (form,)


def in_packets(form):
    head, data, rest = form.partition(b"<xfa:datasets")
    return head, data + rest[:-10], rest[-10:]


@pytest.mark.parametrize("packed", [whole, in_packets])
def test_a_form_behind_the_fields_tells_what_they_do_not_and_is_never_cut_out(packed):
    file = pdf_forms.with_xfa(*packed(pdf_forms.xdp(DATA, ABOUT)))
    assert named(file) == {("", "Karla Kvist"), ("", "Ib Holm, 020290-••••")}
    assert traces_in(file).cpr == ("0202901234",)
    assert verdict_on(file) is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("packed", [whole, in_packets])
def test_a_form_behind_fields_that_say_the_same_is_gone_from_the_copy(packed):
    file = pdf_forms.with_xfa(*packed(pdf_forms.xdp(SAME, ABOUT)))
    assert named(file) == {("", "Karla Kvist")}
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert named(copy) == set()
    assert b"Karla" in file
    assert b"Karla" not in copy


def test_a_form_without_what_stands_behind_it_keeps_its_fields():
    copy = nameless(pdf_forms.with_xfa(pdf_forms.xdp(SAME)))
    form = PdfReader(io.BytesIO(copy)).root_object["/AcroForm"]
    assert "/XFA" not in form
    assert [each.get_object()["/V"] for each in form["/Fields"]] == ["Vores vision"]
    said = " ".join(map(str, open_pdf_file(copy).body.itertext()))
    assert "Vores vision" in said


def box(name, said, **entries):
    return pdf_forms.field(name, NameObject(said), FT=NameObject("/Btn"), **entries)


def text(name, said=None, **entries):
    return pdf_forms.field(name, said and TextStringObject(said), **entries)


RICH = '<a><body xmlns="http://www.w3.org/1999/xhtml"><p>Ny <b>vision</b></p><p>her</p></body></a>'
A = "<a>5</a>"


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (A, [text("a[0]", "5")]),
        (A, [text("form1[0].a[0]", "5,00")]),
        ("<a>2009-05-25</a>", [text("a[0]", "25. maj 2009")]),
        ("<r><a>1</a></r><r><a>2</a></r>", [text("a[0]", "1,00"), text("a[1]", "2,00")]),
        ("<a>en\nto</a>", [text("b", "en\rto")]),
        (RICH, [text("b", "Ny vision\rher")]),
        ("<a>0</a><b>1</b>", [box("a", "/Off"), box("b[0]", "/ja")]),
        ("<a>\x9f5</a>", [pdf_forms.field("b", ByteStringObject(b"\x9f5"))]),
        ("<a>\u0151</a>", [pdf_forms.field("b", pdf_forms.stream("\u0151".encode("utf-16")))]),
        (
            "<a><value>x</value><value>y</value></a>",
            [pdf_forms.field("a", ArrayObject(map(TextStringObject, "xy")), FT=NameObject("/Ch"))],
        ),
        ("<a/>", [text("a")]),
        ("<a>\n</a><!-- Ib Holm -->", [text("a")]),
    ],
)
def test_a_form_whose_fields_say_what_it_says_has_a_copy(data, fields):
    copy = nameless(pdf_forms.form_of(*fields, data=data))
    assert b"/XFA" not in copy


PUSHED = NumberObject(1 << 16)


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (A, [text("a")]),
        (A, [text("a", " ")]),
        (A, [text("a"), text("b", "6")]),
        (A * 2, [text("a[0]", "5"), text("a[1]")]),
        ("<a>5</a><b>5</b>", [text("a", "5"), text("b")]),
        ("<a>0</a>", [text("a"), box("b", "/Off")]),
        ("<a>1</a>", [box("a", "/Off")]),
        ("<a>1 <b>2</b> 3</a>", [text("b", "2")]),
        ('<a sum="5"/>', [text("a")]),
        (RICH, [text("a")]),
        ("<a/>", [box("a", "/ja", Ff=PUSHED)]),
        ("<a/>", [text("a", FT=NameObject("/Sig"))]),
    ],
)
def test_a_form_that_may_say_more_than_its_fields_has_no_copy(data, fields):
    assert verdict_on(pdf_forms.form_of(*fields, data=data)) is Verdict.UNSAFE_CONTENT


def test_a_field_that_is_drawn_twice_says_one_thing():
    file = pdf_forms.form_of(text("a", "5"), data="<a>5</a><a>6</a>", places=2)
    assert verdict_on(file) is Verdict.UNSAFE_CONTENT
    assert b"/XFA" not in nameless(pdf_forms.form_of(text("a", "5"), data=A, places=2))


def test_a_field_of_texts_below_one_of_signatures_keeps_what_was_typed():
    file = pdf_forms.below_a_signature()
    assert named(file) == set()
    copy = nameless(file)
    [top] = PdfReader(io.BytesIO(copy)).root_object["/AcroForm"]["/Fields"]
    [typed] = top.get_object()["/Kids"]
    assert typed.get_object()["/V"] == "Aarhus"
    assert drawn(copy) == drawn(file)


@pytest.mark.parametrize("how", [{"value": None}, {"is_dynamic": True}])
def test_a_form_that_the_pages_do_not_say_is_told_of_and_never_cut_out(how):
    file = pdf_forms.with_xfa(pdf_forms.xdp(DATA), **how)
    assert ("", "Ib Holm, 020290-••••") in named(file)
    assert verdict_on(file) is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("form", [b"<xdp", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_form_that_cannot_be_read_is_told_of_by_what_it_is_and_has_no_copy(form):
    file = pdf_forms.with_xfa(form)
    assert named(file) == {("", "XFA")}
    assert verdict_on(file) is Verdict.UNSAFE_CONTENT


def test_a_form_that_says_nothing_at_all_is_gone_from_the_copy():
    assert b"/XFA" not in nameless(pdf_forms.form_of(text("a", "5"), xfa=b" "))


@pytest.mark.parametrize(("bound", "most"), [("_MOST_BYTES", 100), ("_MOST_PACKETS", 5)])
def test_an_endless_form_is_told_of_and_never_cut_out(monkeypatch, bound, most):
    monkeypatch.setattr(f"documents.traces.xfa.{bound}", most)
    file = pdf_forms.with_xfa(*in_packets(pdf_forms.xdp(SAME)))
    assert named(file) == {("", "XFA")}
    assert verdict_on(file) is Verdict.UNSAFE_CONTENT


def test_a_pdf_that_says_it_has_no_second_form_has_none():
    file = pdf_forms.with_xfa(pdf_forms.xdp(DATA), value=None)
    reference = re.search(rb"/XFA \d+ 0 R", file)[0]
    without = file.replace(reference, b"/XFA null".ljust(len(reference)))
    assert named(without) == set()
    assert inspect(nameless(without)).is_accepted
