"""Reading as an isolated task: what runs in the process that may be lost."""

from collections.abc import Mapping
from importlib import import_module

from documents.reader.columns import labels_of_columns
from documents.reader.document import bounded, read, read_pdf
from documents.reader.item_labels import labels_of
from documents.reader.labels import label_book
from documents.reader.wire import reading_to_bytes
from documents.safety.pdf_engines import ENGINE, SLOW
from documents.safety.verdict import FileKind
from forms.registry import all_forms, form_of


def read_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """The reading of a file as bytes.

    Option `form` is the key of the form to read it as, `kind` what the guard found it to be,
    `engine` the one for a PDF that takes the process from the fast one.
    """
    key = options.get("form")
    form = form_of(key) if key else None
    if options.get("kind") == FileKind.EXCEL.value:
        from documents.reader.sheet_form import read_workbook_form  # noqa: PLC0415 - loaded where asked for

        return reading_to_bytes(bounded(read_workbook_form(payload, form=form)))
    if options.get(ENGINE) == SLOW:
        from documents.reader.pdf_file import open_pdf_slowly  # noqa: PLC0415 - loaded where asked for

        return reading_to_bytes(bounded(read_pdf(open_pdf_slowly(payload), form, None)))
    return reading_to_bytes(read(payload, form=form))


def prepare() -> None:
    """Gather what reading asks of every form, once for all the processes that read one file."""
    for module in ("pdf_file", "pdf_slow", "sheet_form"):
        import_module(f"documents.reader.{module}")
    for form in all_forms():
        label_book(form)
        labels_of_columns(form)
        for section in form.sections:
            labels_of(section)
