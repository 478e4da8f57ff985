"""What a worker can do, by the kind of a job."""

from collections.abc import Mapping

from cases.bulk_job import BULK, do_bulk
from cases.job_worker import Doing
from cases.pdf_job import PDF, do_pdf

KINDS: Mapping[str, Doing] = {BULK: do_bulk, PDF: do_pdf}
