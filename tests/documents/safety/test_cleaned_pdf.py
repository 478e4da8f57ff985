"""PDFs that others may open: the same words, and nothing done or carried."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from documents.safety.cleaned import cleaned
from documents.safety.guard import inspect
from tests.documents.reader.pdfs import pdf, words

PLAIN = pdf(words(60, 60, "Hej med dig"), words(60, 60, "Side to"))


def _made(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PLAIN)))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _scripted(writer: PdfWriter) -> None:
    writer.add_open_action(JavaScript("app.alert('hej');"))


def _attached(writer: PdfWriter) -> None:
    writer.add_attachment("skjult.exe", b"MZ")


def _launching(writer: PdfWriter) -> None:
    note = FreeText(text="tryk", rect=(10, 10, 90, 30))
    note[NameObject("/A")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/Launch"),
            NameObject("/F"): TextStringObject("cmd.exe"),
        }
    )
    writer.add_annotation(0, note)


def _text(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(2)]
    finally:
        document.close()


def test_a_pdf_that_does_nothing_is_given_back_as_it_is() -> None:
    assert cleaned(PLAIN) == PLAIN


@pytest.mark.parametrize("change", [_scripted, _attached, _launching])
def test_what_a_pdf_does_or_carries_is_gone_and_its_words_stay(
    change: Callable[[PdfWriter], object],
) -> None:
    made = _made(change)
    assert inspect(made).warnings
    copy = cleaned(made)
    assert inspect(copy).warnings == ()
    assert _text(copy) == _text(PLAIN)


def test_a_tree_of_fields_without_an_end_is_walked_once() -> None:
    endless = b"/OpenAction<</S/Launch/F(x)>>/AcroForm<</Fields[1 0 R]>>"
    assert inspect(cleaned(pdf(b"", catalogue=endless))).warnings == ()
