"""A case as a file: its documents in Word, in one zip or one after the other."""

from collections.abc import Iterator

from cases.case import Case
from cases.documents import Document, document_title, documents_of
from cases.library.layouts import Layouts
from documents.package import Part, zipped
from documents.seal import Seal, as_made
from documents.sheets.writer import write_workbook
from documents.writer import write


def case_file(case: Case, layouts: Layouts, *, seal: Seal = as_made) -> bytes:
    """A zip of every document that has begun, named by its form and area.

    A form that the funder asks for as a workbook is there as one too.
    The same answers give the same bytes: nothing in it says when, where or by whom it was made.
    Raises WriteFailed.
    """
    files = (
        file for document in documents_of(case) for file in document_files(document, layouts, seal)
    )
    return zipped(Part.of(name, content) for name, content in files)


def document_files(document: Document, layouts: Layouts, seal: Seal) -> Iterator[tuple[str, bytes]]:
    """Name and content of a document's files; none before it has begun. Raises WriteFailed."""
    draft = document.draft
    if draft is None:
        return
    yield file_name(document), seal(write(draft.form, draft.answers, layouts.of(draft.form)))
    if draft.form.has_workbook:
        name = f"{file_name(document).removesuffix('.docx')}.xlsx"
        yield name, write_workbook(draft.form, draft.answers)


def case_dossier(case: Case, title: str, layouts: Layouts) -> bytes:
    """Every document that has begun as one Word file to read, with its contents in front.

    The same answers give the same bytes. Raises WriteFailed.
    """
    from documents.dossier import (  # noqa: PLC0415 - loaded where asked for
        DossierPart,
        compose_dossier,
    )

    parts = [
        DossierPart(
            title=document_title(document.form, document.area),
            data=write(
                document.draft.form, document.draft.answers, layouts.of(document.draft.form)
            ),
        )
        for document in documents_of(case)
        if document.draft
    ]
    return compose_dossier(title, parts)


def file_name(document: Document) -> str:
    """`delaftale-uddannelse.docx`; ASCII, and as long as the case lasts the same."""
    area = f"-{document.area}" if document.area else ""
    return f"{document.form.id}{area}.docx"
