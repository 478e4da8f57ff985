"""Bulk as a job: it is given a file of answers, and makes a zip of the documents."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from cases.database import Database
from cases.file_store import FileStore
from cases.job_files import FAULTS, RESULT, put_down_with
from cases.job_worker import JobFailed, Made, Stopped, Work
from cases.jobs import Note
from cases.library.layouts import layouts
from documents.bulk.foreman import TemplateUnfit
from documents.bulk.hands import Fault
from documents.bulk.making import Progress, faults_file, make_all, zip_file
from documents.bulk.order import Order
from documents.bulk.rows import NotRows, rows_of
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import FileKind, describe
from forms.messages import N_
from forms.registry import form_of

BULK: Final = "bulk"
_TEMPLATE = "skabelon.docx"
ENDINGS = (".jsonl", ".csv", ".xlsx")
_MADE = N_("%(made)s dokumenter er lavet, %(failed)s rækker kunne ikke bruges.")
_UNFIT = N_("Skabelonen passer ikke til formularen: %(faults)s.")


def start_bulk(
    database: Database,
    store: FileStore,
    *,
    form: str,
    name: str,
    content: bytes,
    owner_id: str | None,
    now: datetime,
) -> str:
    """Put down a bulk of a file's rows; the id of the job.

    All documents are laid out by the template in use now, however long the job takes. Raises
    StorageFull, StorageBusy and StoreDown.
    """
    source = f"kilde{PurePath(name).suffix.lower()}"
    template = layouts(database, now).content_of(form_of(form))
    return put_down_with(
        database,
        store,
        {source: content} | ({_TEMPLATE: template} if template else {}),
        kind=BULK,
        title=name,
        order={"form": form, "source": source, "name": name},
        owner_id=owner_id,
        now=now,
    )


def do_bulk(work: Work) -> Made:
    """Make the documents; what an earlier worker made of them stays."""
    source = work.folder / work.job.order["source"]
    with source.open("rb") as stream:
        try:
            rows = rows_of(stream, source.name, source.stat().st_size)
            order = Order(
                form=work.job.order["form"], shape=rows.shape, template=_template(work.folder)
            )

            def tell(progress: Progress, _faults: tuple[Fault, ...]) -> bool:
                share = progress.end / rows.length if rows.length else 0
                work.tell(progress.made, progress.failed, min(share, 0.999))
                return True

            cores = os.cpu_count() or 1
            done = make_all(
                rows,
                order,
                work.folder,
                key=work.job.id,
                cores=cores,
                tell=tell,
                seal=work.seal,
            )
        except NotRows as error:
            raise JobFailed(Note(sentence=error.sentence)) from error
        except IsolationFailed as error:
            raise JobFailed(Note(sentence=describe(error.verdict, FileKind.EXCEL))) from error
        except TemplateUnfit as error:
            raise JobFailed(Note(sentence=_UNFIT, values={"faults": str(error)})) from error
    with suppress(Stopped):  # it is finished: nothing is gained by throwing it away
        work.tell(done.made, done.failed, 1)
    note = Note(sentence=_MADE, values={"made": str(done.made), "failed": str(done.failed)})
    files = {RESULT: zip_file(work.folder), FAULTS: faults_file(work.folder)}
    return Made(note=note, files=files)


def _template(folder: Path) -> bytes:
    """What staff chose when the job was put down; empty for ours, and for a job from before."""
    file = folder / _TEMPLATE
    return file.read_bytes() if file.exists() else b""
