"""Reading as an isolated task: what runs in the process that may be lost."""

from collections.abc import Mapping

from documents.reader.columns import labels_of_columns
from documents.reader.document import bounded, read, read_pdf
from documents.reader.item_labels import labels_of
from documents.reader.labels import label_book
from documents.reader.pdf_file import open_pdf_slowly
from documents.reader.sheet_form import read_workbook_form
from documents.reader.wire import reading_to_bytes
from documents.safety.pdf import ENGINE, SLOW
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
        return reading_to_bytes(bounded(read_workbook_form(payload, form=form)))
    if options.get(ENGINE) == SLOW:
        return reading_to_bytes(bounded(read_pdf(open_pdf_slowly(payload), form, None)))
    return reading_to_bytes(read(payload, form=form))


def prepare() -> None:
    """Gather what reading asks of every form, once for all the processes that read one file."""
    for form in all_forms():
        label_book(form)
        labels_of_columns(form)
        for section in form.sections:
            labels_of(section)


READ_TASK = f"{read_task.__module__}.{read_task.__name__}"
"""The task's name, as the isolation knows it."""
