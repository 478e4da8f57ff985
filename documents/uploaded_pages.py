"""The pages of a file that others made, counted where its programme sets a limit.

A PDF has its pages. A Word file is printed: its cleaned copy, by a LibreOffice started for it
alone. Where it cannot be printed its pages are estimated, which is said and never an error.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from importlib import import_module

from documents.pdf_conversion import ConversionFailed, NotPrinted, by_fresh_start
from documents.reader.wire import extent_from_json, extent_to_json
from documents.reading import Reading
from documents.safety.isolation import IsolationBusy, IsolationFailed, run_isolated
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind, Refused, Verdict
from forms.formulas import shown_number
from forms.grammar import FormDefinition
from forms.programmes.programme import Programme
from forms.registry import form_of
from validators.extent import Extent
from validators.finding import Finding, Severity
from validators.registry import rule_of
from validators.whole_case import own_programme

_SECONDS = 45.0
_PATIENCE = 60.0
_TOO_MANY_PAGES = rule_of("LIM001")
_ONE_AT_A_TIME = threading.Lock()


def with_pages(reading: Reading, content: bytes, *, programme: Programme | None = None) -> Reading:
    """The reading with the paper its file takes; of a form without a limit, as it is.

    The programme is the form's own unless another is given. Raises nothing: a file whose pages
    can be neither counted nor estimated says nothing of them.
    """
    under = programme or (own_programme(reading.form) if reading.form else None)
    if reading.form is None or reading.is_workbook or under is None or under.most_pages is None:
        return reading
    try:
        return replace(reading, extent=_counted(reading.form, content))
    except (NotPrinted, ConversionFailed, IsolationFailed, IsolationBusy):
        estimate = _estimated(content)
    if estimate is None or estimate <= under.most_pages.number:
        return reading
    told = _told(estimate, int(under.most_pages.number))
    return replace(reading, problems=(*reading.problems, replace(told, file=reading.file)))


def _counted(form: FormDefinition, content: bytes) -> Extent:
    """Raises NotPrinted, ConversionFailed, IsolationFailed and IsolationBusy."""
    pdf = content if recognise(content) is FileKind.PDF else _printed(content)
    return extent_from_json(json.loads(run_isolated(EXTENT_TASK, pdf, options={"form": form.key})))


def _printed(content: bytes) -> bytes:
    from documents.safety.cleaned import cleaned_isolated  # noqa: PLC0415 - loaded where asked for

    copy = cleaned_isolated(content)
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise NotPrinted("another document is being printed")
    try:
        return by_fresh_start(copy, _SECONDS)
    finally:
        _ONE_AT_A_TIME.release()


def _estimated(content: bytes) -> float | None:
    if recognise(content) is FileKind.PDF:
        return None
    try:
        return float(run_isolated(ESTIMATE_TASK, content, options={}))
    except (IsolationFailed, IsolationBusy):
        return None


def _told(estimate: float, allowed: int) -> Finding:
    shown = f"{estimate:.1f}".replace(".", ",")
    values = (("pages", shown), ("allowed", shown_number(Decimal(allowed))))
    found = _TOO_MANY_PAGES.found(
        values=values, evidence=f"≈ {shown} > {allowed}", variant="estimated"
    )
    return replace(found, severity=Severity.WARNING)


def extent_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """The extent of a PDF as an isolated task; option `form` is the form's key."""
    from documents.pdf_extent import extent_of_pdf  # noqa: PLC0415 - loaded where asked for

    try:
        extent = extent_of_pdf(form_of(options["form"]), payload)
    except NotPrinted as error:
        raise Refused(Verdict.DAMAGED, str(error)) from error
    return json.dumps(extent_to_json(extent)).encode()


def estimate_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """The estimated pages of a Word file as an isolated task."""
    from documents.page_estimate import estimated_pages  # noqa: PLC0415 - loaded where asked for

    return str(estimated_pages(payload)).encode()


def prepare() -> None:
    """Load what pages are counted with, for a process that will count them."""
    for module in ("documents.pdf_extent", "documents.page_estimate"):
        import_module(module)


EXTENT_TASK = f"{extent_task.__module__}.{extent_task.__name__}"
ESTIMATE_TASK = f"{estimate_task.__module__}.{estimate_task.__name__}"
"""The tasks' names, as the isolation knows them."""
