"""Signatures as they are drawn and forms in XFA: told of, and gone from the copy without names."""

import io
import re

import pypdfium2
import pytest
from pypdf import PdfReader

from documents.reader.pdf_file import open_pdf_file
from documents.safety.guard import inspect
from documents.safety.verdict import Refused, Verdict
from documents.traces.finding_traces import traces_in
from documents.traces.nameless import nameless
from documents.traces.trace import TraceKind
from tests.documents.traces import pdf_forms

WAITING = b"% DSBlank\n"


def named(data):
    return {(each.who, each.text) for each in traces_in(data).of(TraceKind.NAMED)}


def drawn(data):
    """The first page as it is seen, its fields with it."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return bytes(document[0].render(scale=1).buffer)
    finally:
        document.close()


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
DATA = "<vision>Vores vision</vision><skjult>Ib Holm, 020290-1234</skjult>"


def whole(form):
    return (form,)


def in_packets(form):
    head, data, rest = form.partition(b"<xfa:datasets")
    return head, data + rest[:-10], rest[-10:]


@pytest.mark.parametrize("packed", [whole, in_packets])
def test_a_form_behind_the_fields_tells_what_they_do_not_and_is_gone_from_the_copy(packed):
    file = pdf_forms.with_xfa(*packed(pdf_forms.xdp(DATA, ABOUT)))
    assert named(file) == {("", "Karla Kvist"), ("", "Ib Holm, 020290-••••")}
    assert traces_in(file).cpr == ("0202901234",)
    copy = nameless(file)
    assert inspect(copy).is_accepted
    assert named(copy) == set()
    for name in (b"Karla", b"Ib Holm"):
        assert name in file
        assert name not in copy


def test_a_form_without_what_stands_behind_it_keeps_its_fields():
    copy = nameless(pdf_forms.with_xfa(pdf_forms.xdp(DATA)))
    form = PdfReader(io.BytesIO(copy)).root_object["/AcroForm"]
    assert "/XFA" not in form
    assert [each.get_object()["/V"] for each in form["/Fields"]] == ["Vores vision"]
    said = " ".join(map(str, open_pdf_file(copy).body.itertext()))
    assert "Vores vision" in said


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
    with pytest.raises(Refused) as refused:
        nameless(file)
    assert refused.value.verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("form", [b"<xdp", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_form_that_cannot_be_read_is_told_of_by_what_it_is(form):
    assert named(pdf_forms.with_xfa(form)) == {("", "XFA")}


def test_of_an_endless_form_some_is_told(monkeypatch):
    monkeypatch.setattr("documents.traces.xfa._MOST_BYTES", 100)
    file = pdf_forms.with_xfa(pdf_forms.xdp(DATA))
    assert named(file) == {("", "XFA")}
    assert named(nameless(file)) == set()


def test_a_pdf_that_says_it_has_no_second_form_has_none():
    file = pdf_forms.with_xfa(pdf_forms.xdp(DATA), value=None)
    reference = re.search(rb"/XFA \d+ 0 R", file)[0]
    without = file.replace(reference, b"/XFA null".ljust(len(reference)))
    assert named(without) == set()
    assert inspect(nameless(without)).is_accepted
