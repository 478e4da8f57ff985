"""What a file tells beside its text, found in a process of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice

from documents.safety.isolation import IsolationFailed, run_isolated
from documents.safety.package import read_package
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from documents.traces.office import office_texts, office_traces
from documents.traces.trace import MOST, Trace, TraceKind, Traces
from validators.privacy import cpr_numbers

_MOST_SEEN = 20_000
_MOST_NUMBERS = 20


def traces_in(data: bytes) -> Traces:
    """The traces of a file that the guard has let in; raises Refused."""
    found, texts = _looked_at(data)
    kept = [each for each in islice(found, _MOST_SEEN) if each is not None]
    numbers = islice(dict.fromkeys(_numbers(texts)), _MOST_NUMBERS)
    return Traces(found=tuple(kept[:MOST]), count=len(kept), cpr=tuple(numbers))


def traces_isolated(data: bytes) -> Traces | None:
    """`traces_in` in a process of its own, None where it gave no result. Raises IsolationBusy."""
    try:
        told = json.loads(run_isolated(TRACES_TASK, data, options={}))
    except IsolationFailed:
        return None
    found = (
        Trace(kind=TraceKind(each["kind"]), who=each["who"], text=each["text"])
        for each in told["found"]
    )
    return Traces(found=tuple(found), count=told["count"], cpr=tuple(told["cpr"]))


def traces_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`traces_in` as an isolated task: its answer as JSON."""
    traces = traces_in(payload)
    found = [{"kind": each.kind.value, "who": each.who, "text": each.text} for each in traces.found]
    return json.dumps({"found": found, "count": traces.count, "cpr": traces.cpr}).encode()


def prepare() -> None:
    """Load what PDFs are looked at with, for a process that will meet them."""
    import_module("documents.traces.pdf")


TRACES_TASK = f"{traces_task.__module__}.{traces_task.__name__}"
"""The task's name, as the isolation knows it."""


def _looked_at(data: bytes) -> tuple[Iterator[Trace | None], Iterator[str]]:
    if recognise(data) is FileKind.PDF:
        from documents.traces.pdf import pdf_texts, pdf_traces  # noqa: PLC0415 - loaded where asked for

        return pdf_traces(data), pdf_texts(data)
    parts = {name.lower(): content for name, content in read_package(data).items()}
    return office_traces(parts), office_texts(parts)


def _numbers(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in cpr_numbers(text):
            yield "".join(each for each in match[0] if each.isdigit())
