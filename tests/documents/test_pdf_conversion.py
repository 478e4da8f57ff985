"""Documents as PDF/A: tagged, titled, in Danish, by a listener or without it."""

import io
import os
import signal

import pytest
from pypdf import PdfReader

from documents import pdf_conversion
from documents.pdf_conversion import ConversionFailed, ConversionTrouble, Converter, to_pdf
from documents.writer import write
from forms.registry import form_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

AGREEMENT = form_of("samarbejdsaftale")
DOCUMENT = write(AGREEMENT, typed_answers(AGREEMENT, SOUND_ANSWERS[AGREEMENT.id]))


@pytest.mark.libreoffice
def test_a_document_is_a_tagged_pdf_with_title_and_language_and_its_pages_counted():
    converter = Converter()
    made = converter.convert(DOCUMENT, 120)
    listener = converter.process
    assert converter.convert(DOCUMENT, 120).pages == made.pages > 1
    assert converter.process is listener
    reader = PdfReader(io.BytesIO(made.content))
    root = reader.trailer["/Root"]
    assert len(reader.pages) == made.pages
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("da-DK", True)
    assert (reader.metadata.title, root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        AGREEMENT.title,
        True,
    )
    told = root["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2<" in told
    assert b"<pdfaid:conformance>B<" in told
    folder = converter._folder
    os.killpg(listener.pid, signal.SIGKILL)
    assert converter.convert(DOCUMENT, 120).pages == made.pages
    converter.close()
    assert not folder.exists()


@pytest.mark.libreoffice
def test_what_is_no_document_is_refused_and_the_next_one_is_converted():
    converter = Converter()
    converter.convert(DOCUMENT, 120)
    with pytest.raises(ConversionFailed) as failure:
        converter.convert(b"PK\x03\x04 nothing", 2)
    assert failure.value.trouble is ConversionTrouble.FAILED
    assert converter.convert(DOCUMENT, 120).pages > 1
    converter.close()


@pytest.mark.libreoffice
def test_a_listener_that_hangs_is_ended_and_a_fresh_start_converts(monkeypatch):
    converter = Converter()
    converter.convert(DOCUMENT, 120)
    os.killpg(converter.process.pid, signal.SIGSTOP)
    monkeypatch.setattr(pdf_conversion, "_START_SECONDS", 120)
    hung = converter.process
    assert converter.convert(DOCUMENT, 0.5).pages > 1
    assert hung.poll() is not None
    converter.close()


def test_without_libreoffice_it_is_said(monkeypatch):
    monkeypatch.setattr(pdf_conversion, "_PROGRAM", "a program nobody has")
    with pytest.raises(ConversionFailed) as failure:
        to_pdf(DOCUMENT)
    assert failure.value.trouble is ConversionTrouble.NO_PROGRAM
