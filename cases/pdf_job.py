"""A document as PDF, as a job: LibreOffice takes a second when it must be started first."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from cases.database import Database
from cases.job_worker import JobFailed, Work, job_folder
from cases.jobs import Note, put_down
from cases.links import new_id
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
    files: Path,
    *,
    title: str,
    content: bytes,
    owner_id: str | None,
    now: datetime,
) -> str:
    """Put down a conversion of a Word document; the id of the job. The file lies there first."""
    job_id = new_id()
    folder = job_folder(files, job_id)
    folder.mkdir(mode=0o700, parents=True)
    with (folder / _SOURCE).open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    with database.writing() as session:
        put_down(
            session, kind=PDF, title=title, order={}, now=now, owner_id=owner_id, job_id=job_id
        )
    return job_id


def do_pdf(work: Work) -> Note:
    """Convert the document, and tell how many pages it has."""
    try:
        made = to_pdf((work.folder / _SOURCE).read_bytes())
    except ConversionFailed as error:
        raise JobFailed(Note(sentence=_TROUBLES[error.trouble])) from error
    (work.folder / _MADE).write_bytes(made.content)
    return Note(sentence=_PAGES, values={"pages": str(made.pages)})


def pdf_file(folder: Path) -> Path:
    """Where the PDF of a finished job is."""
    return folder / _MADE
