"""Whether a PDF may be read: it opens, is not locked or endless; and what it does by itself."""

from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdfium2 import raw

from documents.safety.verdict import Refused, Verdict

MOST_PAGES = 500
_LAUNCHES = (b"/Launch", b"/SubmitForm", b"/ImportData")
_MAY_ACT = (*_LAUNCHES, b"/JS", b"/JavaScript", b"/ObjStm")


def inspect_pdf(data: bytes) -> tuple[Verdict, ...]:
    """The warnings of a PDF that may be read, heaviest first; raises Refused.

    Nothing in it is run: what it would do by itself is only told. A file that PDFium cannot open
    is looked at without it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Refused(Verdict.PASSWORD, "PDFium asks for a password") from error
        return inspect_pdf_slowly(data)
    try:
        return tuple(_warnings(document, data))
    finally:
        document.close()


def inspect_pdf_slowly(data: bytes) -> tuple[Verdict, ...]:
    """The same without PDFium; where it cannot be seen what a file does, it is told as active."""
    try:
        reader = PdfReader(BytesIO(data))
        is_locked, pages = reader.is_encrypted, 0 if reader.is_encrypted else len(reader.pages)
    except (MemoryError, RecursionError) as error:
        raise Refused(Verdict.TOO_COMPLEX, "built too deep") from error
    except Exception as error:
        raise Refused(Verdict.DAMAGED, "neither engine can open it") from error
    if is_locked:
        raise Refused(Verdict.PASSWORD, "encrypted")
    _refuse_page_count(pages)
    found = []
    if any(word in data for word in _MAY_ACT):
        found.append(Verdict.OK_ACTIVE)
    if b"/EmbeddedFile" in data:
        found.append(Verdict.OK_EMBEDDED)
    return tuple(found)


def _refuse_page_count(pages: int) -> None:
    if not pages:
        raise Refused(Verdict.DAMAGED, "no pages")
    if pages > MOST_PAGES:
        raise Refused(Verdict.TOO_COMPLEX, "too many pages")


def _warnings(document: pdfium.PdfDocument, data: bytes) -> list[Verdict]:
    _refuse_page_count(len(document))
    found = []
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or any(
        word in data for word in _LAUNCHES
    ):
        found.append(Verdict.OK_ACTIVE)
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        found.append(Verdict.OK_EMBEDDED)
    return found
