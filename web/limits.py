"""Which pages have the service work hard, and who asks for them."""

from collections.abc import Mapping

from flask import Flask, Request

from cases.limits import SHARED_TIMES, Work, count_work
from web.frame import before
from web.offices import database, now
from web.signing_in import person

WORK: Mapping[str, Work] = {
    **dict.fromkeys(
        (
            "word.upload",
            "examination.examine_file",
            "desk.start",
            "desk.add",
            "jobs.start",
            "traces.make_copy",
            "library.upload",
        ),
        Work.UPLOAD,
    ),
    **dict.fromkeys(
        (
            "word.download",
            "word.download_workbook",
            "word.convert",
            "blanks.download",
            "blanks.download_workbook",
            "extent.count",
            "proof_files.of_case",
            "proof_files.of_draft",
            "proof_files.of_file",
            "review_files.annotated",
            "review_files.cleaned",
            "traces.desk_copy",
            "review_letter.write",
            "library.fetch_filled",
            "library.fetch_filled_workbook",
            "library_templates.try_out",
            "library_templates.print_out",
        ),
        Work.MAKING,
    ),
    **dict.fromkeys(
        (
            "library.fetch_all",
            "case_files.dossier",
            "case_files.download",
            "case_files.insight",
            "account.insight",
            "review_files.export",
            "trail.export",
            "statistics.workbook",
            "statistics.text",
        ),
        Work.EXPORT,
    ),
}
"""By endpoint. What only hands out a file as it lies there is not counted."""


def limit_work(app: Flask) -> None:
    """Count what is asked for before it is done; called when who is signed in can be told."""
    before(app, _count)


def _count(asked: Request) -> None:
    work = WORK.get(asked.endpoint or "")
    if work is None:
        return
    who = person()
    name = f"person {who.id}" if who else f"address {asked.remote_addr}"
    count_work(database(), work, name, times=1 if who else SHARED_TIMES, now=now())
