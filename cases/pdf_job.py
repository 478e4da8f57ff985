"""A document as PDF, as a job: LibreOffice takes a second when it must be started first."""

from datetime import datetime
from typing import Final

from cases.database import Database
from cases.file_store import FileStore
from cases.job_files import RESULT, put_down_with
from cases.job_worker import JobFailed, Made, Work
from cases.jobs import Note
from documents.pdf_conversion import ConversionFailed, ConversionTrouble, to_pdf
from forms.messages import N_

PDF: Final = "pdf"
_SOURCE, _MADE = "kilde.docx", "dokument.pdf"
_PAGES = N_("Dokumentet fylder %(pages)s sider.")
_TROUBLES = {
    ConversionTrouble.NO_PROGRAM: N_(
        "LibreOffice er ikke installeret, hvor siden kører, og uden det kan der ikke laves PDF. "
        "Åbn Word-dokumentet, og gem det som PDF."
    ),
    ConversionTrouble.TIMEOUT: N_("LibreOffice blev ikke færdig i tide. Prøv igen om et øjeblik."),
    ConversionTrouble.FAILED: N_("LibreOffice kunne ikke lave dokumentet om til PDF."),
}


def start_pdf(
    database: Database,
    store: FileStore,
    *,
    title: str,
    content: bytes,
    owner_id: str | None,
    now: datetime,
    draft_id: str | None = None,
) -> str:
    """Put down a conversion of a Word document, made of a draft or of none; the id of the job.

    Raises StorageFull, StorageBusy, StoreDown and DraftNotFound.
    """
    return put_down_with(
        database,
        store,
        {_SOURCE: content},
        kind=PDF,
        title=title,
        order={},
        owner_id=owner_id,
        draft_id=draft_id,
        now=now,
    )


def do_pdf(work: Work) -> Made:
    """Convert the document, and tell how many pages it has."""
    try:
        made = to_pdf((work.folder / _SOURCE).read_bytes())
    except ConversionFailed as error:
        raise JobFailed(Note(sentence=_TROUBLES[error.trouble])) from error
    file = work.folder / _MADE
    file.write_bytes(made.content)
    note = Note(sentence=_PAGES, values={"pages": str(made.pages)})
    return Made(note=note, files={RESULT: file})
