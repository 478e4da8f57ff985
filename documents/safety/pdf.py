"""Whether a PDF may be read: it opens, is not locked or endless; and what it does by itself."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.safety.verdict import Refused, Verdict

MOST_PAGES = 500
_LAUNCHES = (b"/Launch", b"/SubmitForm", b"/ImportData")


def inspect_pdf(data: bytes) -> tuple[Verdict, ...]:
    """The warnings of a PDF that may be read, heaviest first; raises Refused.

    Nothing in it is run: what it would do by itself is only told.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code == raw.FPDF_ERR_PASSWORD
        verdict = Verdict.PASSWORD if is_locked else Verdict.DAMAGED
        raise Refused(verdict, "PDFium cannot open it") from error
    try:
        return tuple(_warnings(document, data))
    finally:
        document.close()


def _warnings(document: pdfium.PdfDocument, data: bytes) -> list[Verdict]:
    pages = len(document)
    if not pages:
        raise Refused(Verdict.DAMAGED, "no pages")
    if pages > MOST_PAGES:
        raise Refused(Verdict.TOO_COMPLEX, "too many pages")
    found = []
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or any(
        word in data for word in _LAUNCHES
    ):
        found.append(Verdict.OK_ACTIVE)
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        found.append(Verdict.OK_EMBEDDED)
    return found
